package io.fanin.bench;

import io.fanin.bench.output.Report;
import io.fanin.bench.peer.Peer;
import io.fanin.bench.peer.PeerProcess;
import io.fanin.experiments.plugin.CommandProvider;
import io.fanin.experiments.report.MarkedPage;
import io.fanin.testkit.TrainingShape;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code fanin bench}. */
public final class BenchCommand implements CommandProvider {
  /** For the service loader. */
  public BenchCommand() {}

  @Override
  public String id() {
    return "bench";
  }

  @Override
  public String description() {
    return "Time training steps against this machine's roofline and against libtorch.";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    BenchOptions options = BenchOptions.parse(arguments);
    if (options.help()) {
      out.print(BenchOptions.usage());
    } else if (options.list()) {
      list(out);
    } else {
      Report report = report(options, new Progress(System.err));
      print(report, options, out);
      return report.json().path("wrong").isEmpty() ? 0 : 1;
    }
    return 0;
  }

  private static void list(PrintStream out) {
    new Selection()
        .groups()
        .forEach(
            (group, shapes) -> {
              out.println(group + " (" + shapes.size() + ")");
              if (!group.equals(Selection.ALL)) {
                shapes.forEach(shape -> out.println("  " + shape.name()));
              }
            });
  }

  private static Report report(BenchOptions options, Progress progress) {
    Integer starts = options.starts();
    if (starts != null) {
      return new StartsBench(Setting.measure(options, progress), starts).run();
    }
    if (options.calibrate()) {
      return new CalibrateBench(Setting.measure(options, progress)).run();
    }
    if (options.ensemble()) {
      return new EnsembleBench(Setting.measure(options, progress)).run();
    }
    if (options.memory()) {
      return new MemoryBench(Setting.measure(options, progress)).run();
    }
    if (options.nodes()) {
      return new NodesBench(Setting.measure(options, progress)).run();
    }
    return steps(options, progress);
  }

  private static Report steps(BenchOptions options, Progress progress) {
    List<TrainingShape> shapes = new Selection().of(options.shapes());
    try (Peer peer =
        options.peer() ? PeerProcess.libtorch(options.threads(), options.clock()) : null) {
      progress.say(announcement(shapes.size(), options));
      Setting setting = Setting.measure(options, progress);
      List<StepResult> results = new ArrayList<>();
      StepBench bench = new StepBench(setting, peer);
      Path file = options.keep();
      Optional<StepJournal> journal =
          file == null ? Optional.empty() : Optional.of(new StepJournal(file, options.terms()));
      for (int i = 0; i < shapes.size(); i++) {
        TrainingShape shape = shapes.get(i);
        Optional<StepResult> known = journal.flatMap(j -> j.find(shape));
        progress.piece(i, shapes.size(), shape.name() + (known.isPresent() ? ", kept" : ""));
        Optional<StepResult> result = known.or(() -> bench.run(shape));
        result.ifPresent(results::add);
        if (known.isEmpty()) {
          journal.ifPresent(j -> result.ifPresent(j::add));
        }
      }
      return StepReport.of(setting, results, description(peer), bench.wrong());
    }
  }

  /** Such as {@code "12 shapes, about 2 min"}. */
  static String announcement(int shapes, BenchOptions options) {
    double minutes = Math.ceil(shapes * options.rounds().seconds(options.peer()) / 60);
    return "%d %s, about %.0f min".formatted(shapes, shapes == 1 ? "shape" : "shapes", minutes);
  }

  private static String description(@Nullable Peer peer) {
    return peer == null ? "" : peer.description();
  }

  private static void print(Report report, BenchOptions options, PrintStream out) {
    switch (options.output()) {
      case "json" -> out.println(report.jsonText());
      case "markdown" -> report.markdown().forEach(out::println);
      default -> report.text().forEach(out::println);
    }
    Path into = options.into();
    if (into != null && options.calibrate()) {
      CalibrateBench.write(into, report);
    } else if (into != null) {
      MarkedPage.put(into, "bench " + report.mode(), String.join("\n", report.markdown()));
    }
  }
}
