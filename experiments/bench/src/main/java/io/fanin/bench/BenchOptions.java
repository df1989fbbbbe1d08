package io.fanin.bench;

import io.fanin.bench.process.Clock;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernels.cpu.CpuKernelProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What stands behind {@code fanin bench}. */
@Command(
    name = "fanin bench",
    synopsisHeading = "Usage: ",
    description =
        "Times training steps (forward, backward, Adam) against what this machine can do at most,"
            + " and against libtorch.",
    sortOptions = false)
final class BenchOptions {
  private static final List<String> FORMATS = List.of("text", "json", "markdown");
  private static final List<String> CLOCKS = List.of("wall", "cpu");
  private static final List<String> PEERS = List.of("none", "libtorch");
  private static final int MOST_THREADS = 4096;
  private static final int MOST_STARTS = 1000;

  @Option(names = "--quick", description = "Few shapes, few and short rounds: about a minute.")
  private boolean quick;

  @Option(
      names = "--shapes",
      paramLabel = "LIST",
      description = "Groups and names, joined by commas; tree-64* takes all that start so.")
  private @Nullable String shapes;

  @Option(names = "--list", description = "List the groups and shapes, and time nothing.")
  private boolean list;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "Kernel provider (default: the best that takes the shape).")
  private @Nullable String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of a program (default: one for each core).")
  private @Nullable Integer threads;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "none or libtorch, which trains the same shapes in turns (default: none).")
  private String peer = "none";

  @Option(
      names = "--clock",
      paramLabel = "NAME",
      defaultValue = "wall",
      description =
          "wall, or cpu for processor time, which a busy machine blurs less; with one thread alone"
              + " (default: wall).")
  private String clock = "wall";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of which the median counts (default: 9, with --quick 5).")
  private @Nullable Integer rounds;

  @Option(
      names = "--ensemble",
      description = "Instead: 1 to 64 small networks in one program, against as many programs.")
  private boolean ensemble;

  @Option(
      names = "--memory",
      description =
          "Instead: memory of programs, 10,000 steps and 1,000 programs opened and closed.")
  private boolean memory;

  @Option(
      names = "--calibrate",
      description =
          "Instead: the engines of device cpu side by side, and the table of engines that follows;"
              + " --into writes that table.")
  private boolean calibrate;

  @Option(names = "--nodes", description = "Instead: cost of a node and row, by number of nodes.")
  private boolean nodes;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Instead: spread over N JVM starts, warm-up, and allocation of warm steps.")
  private @Nullable Integer starts;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or markdown (default: text).")
  private String output = "text";

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description =
          "Also put the Markdown into this page, between its marks for this mode; with --calibrate"
              + " the proposed table into this file.")
  private @Nullable Path into;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "Keep each shape's result in this file as it comes; with the same file a later run goes on"
              + " where this one ended.")
  private @Nullable Path keep;

  @Option(
      names = {"-h", "--help"},
      description = "Show this help.")
  private boolean help;

  /**
   * Reads the words behind the command's name.
   *
   * @throws InvalidInputException if one cannot be used
   */
  static BenchOptions parse(List<String> arguments) {
    BenchOptions options = new BenchOptions();
    try {
      new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new InvalidInputException(sentence(e), e);
    }
    options.check();
    return options;
  }

  private static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      if (!word.startsWith("-")) {
        return "fanin bench takes no further argument '" + word + "'; see fanin bench --help";
      }
      String bare = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> known = List.copyOf(e.getCommandLine().getCommandSpec().optionsMap().keySet());
      return "unknown option '"
          + bare
          + "'"
          + Suggestions.nearest(bare, known)
              .map(name -> "; did you mean '" + name + "'?")
              .orElse("; see fanin bench --help");
    }
    String message = String.valueOf(e.getMessage());
    String lower = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    return lower + "; see fanin bench --help";
  }

  private void check() {
    oneOf("--output", output, FORMATS);
    oneOf("--peer", peer, PEERS);
    oneOf("--clock", clock, CLOCKS);
    inRange("--threads", threads, MOST_THREADS, "default: one for each core");
    inRange("--rounds", rounds, MOST_STARTS, "default: 9, with --quick 5");
    inRange("--starts", starts, MOST_STARTS, "10 is a good number");
    if (clock() == Clock.CPU && threads() > 1) {
      throw new InvalidInputException(
          "--clock cpu needs --threads 1: it counts the calling thread alone");
    }
    checkModes();
  }

  private void checkModes() {
    long modes =
        Stream.of(calibrate, ensemble, memory, nodes, starts != null).filter(m -> m).count();
    if (modes > 1) {
      throw new InvalidInputException(
          "--calibrate, --ensemble, --memory, --nodes and --starts exclude each other; give one of"
              + " them");
    }
    if (modes > 0 && peer()) {
      throw new InvalidInputException(
          "--peer goes with whole steps alone; leave out --calibrate, --ensemble, --memory,"
              + " --nodes, --starts");
    }
    if (modes > 0 && keep != null) {
      throw new InvalidInputException(
          "--keep goes with whole steps alone; leave out --calibrate, --ensemble, --memory, --nodes,"
              + " --starts");
    }
    if (calibrate && device != null && !device.equals(CpuKernelProvider.ID)) {
      throw new InvalidInputException(
          "--calibrate is about the engines of device 'cpu'; leave out --device " + device);
    }
  }

  private static void oneOf(String option, String word, List<String> words) {
    if (!words.contains(word)) {
      throw new InvalidInputException(
          option + ": there is no '" + word + "'" + Suggestions.hint(word, words));
    }
  }

  private static void inRange(String option, @Nullable Integer value, int most, String hint) {
    if (value != null && (value < 1 || value > most)) {
      throw new InvalidInputException(
          "%s must be from 1 to %d, was %d (%s)".formatted(option, most, value, hint));
    }
  }

  /** The text of {@code --help}. */
  static String usage() {
    CommandLine line = new CommandLine(new BenchOptions());
    line.setUsageHelpWidth(100);
    return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  boolean help() {
    return help;
  }

  boolean list() {
    return list;
  }

  boolean quick() {
    return quick;
  }

  /** The shapes asked for, or those that a run has by default. */
  String shapes() {
    if (shapes != null) {
      return shapes;
    }
    return quick ? Selection.QUICK : Selection.USUAL;
  }

  /** The shapes asked for, or those of a mode that has its own. */
  String shapesOr(String usual) {
    return shapes != null ? shapes : usual;
  }

  @Nullable String device() {
    return device;
  }

  int threads() {
    return threads != null ? threads : Runtime.getRuntime().availableProcessors();
  }

  boolean peer() {
    return peer.equals("libtorch");
  }

  Clock clock() {
    return clock.equals("cpu") ? Clock.CPU : Clock.WALL;
  }

  Rounds rounds() {
    Rounds usual = quick ? Rounds.QUICK : Rounds.USUAL;
    return rounds == null ? usual : new Rounds(rounds, usual.seconds(), usual.warmUp());
  }

  boolean ensemble() {
    return ensemble;
  }

  boolean memory() {
    return memory;
  }

  boolean calibrate() {
    return calibrate;
  }

  boolean nodes() {
    return nodes;
  }

  @Nullable Integer starts() {
    return starts;
  }

  String output() {
    return output;
  }

  @Nullable Path into() {
    return into;
  }

  @Nullable Path keep() {
    return keep;
  }

  /** What results that are kept together must have in common. */
  String terms() {
    return "%d threads, %s clock, %d rounds%s, device %s, peer %s, Java %d"
        .formatted(
            threads(),
            clock,
            rounds().count(),
            quick ? " (quick)" : "",
            device == null ? "best" : device,
            peer,
            Runtime.version().feature());
  }
}
