package io.fanin.experiments.cli;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.tabular.GraphChoice;
import io.fanin.experiments.tabular.TrainingRequest;
import io.fanin.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is trained on a table, and how long. */
final class TrainOptions {
  @Option(
      names = "--graph",
      paramLabel = "GRAPH",
      description = "Wiring to match: a file whose inputs are columns, grid:HxW, or tree:k.")
  private @Nullable String graph;

  @Option(
      names = "--arch",
      paramLabel = "ID",
      description = "The network to keep (see fanin list architectures).")
  private @Nullable String architecture;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of that network; the value is YAML. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Root of every random stream, the split's included (default: 1).")
  private long seed = 1;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Networks for each family and rate (default: 5).")
  private int seeds = 5;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "200",
      description = "Passes over the training rows (default: 200).")
  private int epochs = 200;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Rows of a step (default: 32).")
  private int batch = 32;

  @Option(
      names = "--rates",
      paramLabel = "R",
      split = ",",
      description = "Learning rates to choose from (default: 0.1,0.03,0.01,0.003,0.001).")
  private List<Double> rates = new ArrayList<>();

  long seed() {
    return seed;
  }

  /** Lets the name of a file begin in a folder. */
  void resolve(Path folder) {
    if (graph != null && GraphChoice.isFile(graph)) {
      graph = folder.resolve(graph).toString();
    }
  }

  TrainingRequest request(LearningTable table) {
    Map<String, Object> settings = new TreeMap<>();
    Assignments.parse(assignments)
        .forEach(
            (name, value) -> {
              if (value == null) {
                throw new InvalidInputException("--set " + name + " needs a value");
              }
              settings.put(name, value);
            });
    return new TrainingRequest(
        table,
        graph == null ? Optional.empty() : Optional.of(GraphChoice.of(graph, table.columns())),
        Optional.ofNullable(architecture),
        new TreeMap<>(settings),
        rates.isEmpty() ? TrainingRequest.RATES : rates,
        seeds,
        epochs,
        batch,
        seed);
  }
}
