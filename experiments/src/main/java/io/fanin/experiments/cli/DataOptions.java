package io.fanin.experiments.cli;

import io.fanin.experiments.data.DataRules;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.data.MissingPolicy;
import io.fanin.experiments.data.Preparation;
import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.data.TableReader;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.models.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a table is made ready for learning. */
final class DataOptions {
  private static final List<String> POLICIES = List.of("refuse", "drop", "mean");
  private static final List<String> TASKS = List.of("regression", "classification");

  @Option(
      names = "--target",
      paramLabel = "COL",
      required = true,
      description = "The column to predict.")
  private String target = "";

  @Option(
      names = "--drop",
      paramLabel = "COL",
      split = ",",
      description = "Columns to leave out, separated by commas. May be repeated.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--keep",
      paramLabel = "COL",
      split = ",",
      description = "Columns to use though they are constant or look like names of rows.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--category",
      paramLabel = "COL",
      split = ",",
      description = "Columns whose values have no order, though they are numbers or many.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--missing",
      paramLabel = "HOW",
      defaultValue = "refuse",
      description = "Missing values: refuse, drop the row, or mean of the training rows.")
  private String missing = "refuse";

  @Option(
      names = "--missing-value",
      paramLabel = "TEXT",
      description = "A further text that means a missing value. May be repeated.")
  private List<String> markers = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "",
      description = "regression or classification (default: inferred from the target).")
  private String task = "";

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Rows to test on (default: a share of DATA).")
  private @Nullable Path test;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Share of the rows to test on (default: 0.2).")
  private double testShare = 0.2;

  @Option(
      names = "--validation-share",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Share of the other rows that choose rates and networks (default: 0.2).")
  private double validationShare = 0.2;

  @Mixin private FormatOptions format = new FormatOptions();

  LearningTable table(Path data, long seed) {
    DataRules rules = rules(seed);
    RawTable table = TableReader.read(data, format.format());
    return test == null
        ? Preparation.of(table, rules)
        : Preparation.of(table, TableReader.read(test, format.format()), rules);
  }

  private DataRules rules(long seed) {
    share("--test-share", testShare);
    share("--validation-share", validationShare);
    DataRules rules =
        new DataRules(
            target,
            Set.copyOf(drop),
            Set.copyOf(keep),
            Set.copyOf(categories),
            MissingPolicy.valueOf(word("--missing", missing, POLICIES)),
            DataRules.MARKERS,
            task.isEmpty()
                ? Optional.empty()
                : Optional.of(Task.valueOf(word("--task", task, TASKS))),
            testShare,
            validationShare,
            seed);
    return rules.withMarkers(markers);
  }

  private static void share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new InvalidInputException(
          name + " must be above 0 and below 1, was " + value + " (default: 0.2)");
    }
  }

  private static String word(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new InvalidInputException(
          option + " cannot be '" + value + "'" + Suggestions.hint(value, known));
    }
    return value.toUpperCase(Locale.ROOT);
  }
}
