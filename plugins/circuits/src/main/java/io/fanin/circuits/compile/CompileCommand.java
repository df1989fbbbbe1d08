package io.fanin.circuits.compile;

import io.fanin.circuits.format.AigerWriter;
import io.fanin.circuits.format.BlifWriter;
import io.fanin.circuits.learning.Course;
import io.fanin.circuits.logic.Circuit;
import io.fanin.experiments.plugin.CommandProvider;
import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.store.AtomicFiles;
import io.fanin.graph.GraphJson;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.models.Model;
import io.fanin.models.ModelFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fanin compile}: a machine, circuit or formula becomes a graph and an exact network. */
public final class CompileCommand implements CommandProvider {
  private static final int FINE = 0;
  private static final int ERROR = 1;

  private static final String HELP =
      """
      Usage: fanin compile FILE [OPTION…]
      Compile a program to a sparse graph and an exact network, and check that they are equal.

      FILE is a Turing machine (.yaml, as on turingmachine.io), a Boolean circuit (.blif, .aag,
      .aig), a function in text form or JSON, or a formula as 'expr:a and not b'.

            --length n        machine: all words of this length (default: that of its input)
            --steps T         machine: most steps; circuit with latches: steps to unroll
            --alphabet S      machine: the letters of a word (default: those of its input)
            --method M        machine: tableau, oblivious or trace (default: tableau)
            --error E         real formula: the network's largest error (default: 0.001)
            --fan-in c        real formula: fuse nodes while they read at most c (default: 2)
            --bits n:m        real formula as a circuit: inputs of n bits, error at most 2^-m
            --learn           train networks on its pairs, and write these for fanin train
            --epochs n        of this training (default: 100)
            --out DIR         where to write graph, model and report (default: runs/compile/NAME)
            --seed N          of random inputs, where there are too many to try all (default: 0)
            --output FORMAT   text or json (default: text)
        -h, --help            Show this help.
      """;

  @Override
  public String id() {
    return "compile";
  }

  @Override
  public String description() {
    return "Turing machine, circuit or formula to sparse graph and exact network.";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    Arguments arguments = new Arguments(words);
    boolean json = arguments.json();
    if (arguments.help()) {
      out.print(HELP);
      return FINE;
    }
    long start = System.nanoTime();
    Path folder = folder(arguments);
    Subject subject = Subjects.of(arguments);
    List<KernelProvider> providers = providers(subject);
    Equality.Result equality = Equality.check(subject, providers);
    Optional<Learning> learning = learning(arguments, subject, providers);
    String digest = digest(subject, equality);
    double seconds = (System.nanoTime() - start) / 1e9;
    Path page = write(subject, equality, learning, digest, arguments, folder, seconds);
    CompiledText text = new CompiledText(subject, equality, learning, digest, folder);
    if (json) {
      out.println(text.json(arguments.file()));
    } else {
      text.lines(page).forEach(out::println);
    }
    boolean fine = equality.equal() && subject.facts().stream().allMatch(Fact::holds);
    return fine ? FINE : ERROR;
  }

  private static Optional<Learning> learning(
      Arguments arguments, Subject subject, List<KernelProvider> providers) {
    if (!arguments.has("--learn")) {
      if (arguments.has("--epochs")) {
        throw new InvalidInputException("--epochs goes with --learn; give both or neither");
      }
      return Optional.empty();
    }
    Course usual = Course.usual();
    int epochs = arguments.number("--epochs", usual.epochs(), 1, 100_000);
    long seed = arguments.number("--seed", 0, 0, Integer.MAX_VALUE);
    return Optional.of(
        Learning.of(subject, usual.withEpochs(epochs).withSeed(seed), providers.get(0)));
  }

  /** Every usable provider that takes the network. */
  private static List<KernelProvider> providers(Subject subject) {
    return Kernels.discover().usable().stream()
        .filter(p -> p.supports(subject.network().network().plan(), subject.dtype()).accepted())
        .toList();
  }

  private static Path folder(Arguments arguments) {
    String file = arguments.file();
    String name = String.valueOf(Path.of(file.replace(':', '-')).getFileName());
    String stem = name.replaceAll("\\.[A-Za-z]+$", "").replaceAll("[^A-Za-z0-9_.-]+", "-");
    String method = arguments.has("--method") ? "-" + arguments.text("--method", "") : "";
    Path folder = Path.of(arguments.text("--out", "runs/compile/" + stem + method));
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException("--out " + folder + ": is a file; give a folder's name");
    }
    return folder;
  }

  private static Path write(
      Subject subject,
      Equality.Result equality,
      Optional<Learning> learning,
      String digest,
      Arguments arguments,
      Path folder,
      double seconds) {
    try {
      Files.createDirectories(folder);
      String svg = CompiledReport.svg(subject);
      AtomicFiles.write(folder.resolve("graph.json"), GraphJson.write(subject.graph()));
      AtomicFiles.write(folder.resolve("graph.svg"), svg);
      if (subject.circuit().isPresent()) {
        Circuit circuit = subject.circuit().get();
        AtomicFiles.write(folder.resolve("circuit.blif"), BlifWriter.write(circuit, "compiled"));
        AtomicFiles.write(folder.resolve("circuit.aig"), AigerWriter.binary(circuit));
      }
      if (learning.isPresent() && subject.pairs().isPresent()) {
        PairsTable pairs = subject.pairs().get();
        AtomicFiles.write(folder.resolve(PairsTable.TABLE), pairs.csv());
        AtomicFiles.write(folder.resolve(PairsTable.GRAPH), pairs.graph());
      }
      ModelFiles.write(model(subject, arguments), folder.resolve("model.zip"));
      long seed = arguments.number("--seed", 0, 0, Integer.MAX_VALUE);
      return HtmlReport.write(
          CompiledReport.of(
              subject, equality, learning, svg, digest, arguments.command(), seed, seconds),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Model model(Subject subject, Arguments arguments) {
    return new Model(
        subject.network().network(),
        subject.dtype(),
        subject.network().parameters(),
        subject.preprocessing(),
        Map.of("compiled", arguments.file()));
  }

  /** Of the facts and the source's values: the same for the same program on any machine. */
  private static String digest(Subject subject, Equality.Result equality) {
    int known = subject.complete() ? subject.cases() : equality.cases();
    StringBuilder text = new StringBuilder("fanin-compile 1\n");
    for (Fact fact : subject.facts()) {
      text.append(fact.name()).append('=').append(fact.actual()).append('\n');
    }
    text.append(equality.cases()).append(' ').append(equality.wrong()).append('\n');
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(text.toString().getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < Math.min(known, 4096); i++) {
        for (double value : subject.expected(i)) {
          sha.update(
              subject.tolerance() > 0
                  ? Double.toHexString(value).getBytes(StandardCharsets.UTF_8)
                  : new byte[] {(byte) value});
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
