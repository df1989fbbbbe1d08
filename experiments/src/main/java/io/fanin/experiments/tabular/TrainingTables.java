package io.fanin.experiments.tabular;

import io.fanin.experiments.data.ColumnProfile;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of a training report. */
final class TrainingTables {
  private static final int DIGITS = 4;

  private final TrainingOutcome outcome;
  private final LearningTable table;

  TrainingTables(TrainingOutcome outcome) {
    this.outcome = outcome;
    this.table = outcome.request().table();
  }

  /** Four significant digits. */
  static String brief(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(DIGITS)).toPlainString()
        : Double.toString(value);
  }

  private List<Measure> measures() {
    return List.copyOf(outcome.arms().get(0).scores().keySet());
  }

  DataTable scores() {
    DataTable.Builder builder =
        measured("scores", "Scores on the test rows")
            .note("Mean over the seeds' networks; 95% interval by resampling the test rows.");
    for (ArmOutcome arm : outcome.arms()) {
      row(builder, arm.id(), arm.scores());
    }
    return builder.build();
  }

  DataTable seeds() {
    DataTable.Builder builder =
        measured("seeds", "How much the seed matters")
            .note(
                "Mean over the seeds' networks with its 95%% interval by Student's t (%d seeds)."
                    .formatted(outcome.request().seeds()));
    for (ArmOutcome arm : trained()) {
      row(builder, arm.id(), arm.seedScores());
    }
    return builder.build();
  }

  /** A column for each measure, with both ends of its interval. */
  private DataTable.Builder measured(String id, String title) {
    DataTable.Builder builder = DataTable.builder(id, title).text("family");
    for (Measure measure : measures()) {
      builder
          .real(measure.label(), "", DIGITS)
          .real(measure.label() + " low", "", DIGITS)
          .real(measure.label() + " high", "", DIGITS);
    }
    return builder;
  }

  private void row(DataTable.Builder builder, String family, Map<Measure, Interval> scores) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(family);
    for (Measure measure : measures()) {
      add(row, scores.get(measure));
    }
    builder.row(row.toArray());
  }

  private List<ArmOutcome> trained() {
    return outcome.arms().subList(1, outcome.arms().size());
  }

  DataTable families() {
    DataTable.Builder builder =
        DataTable.builder("families", "What was trained")
            .note("The validation loss is the mean over the networks at the chosen rate.")
            .text("family")
            .integer("trainable parameters", "")
            .real("chosen rate", "", 3)
            .real("validation loss", "", DIGITS)
            .text("dead runs");
    for (ArmOutcome arm : trained()) {
      builder.row(
          arm.id(),
          arm.parameters(),
          arm.rate(),
          arm.validation(),
          arm.dead() + " of " + arm.networks());
    }
    return builder.build();
  }

  private static void add(List<@Nullable Object> row, @Nullable Interval interval) {
    row.add(interval == null ? null : number(interval.estimate()));
    row.add(interval == null ? null : number(interval.low()));
    row.add(interval == null ? null : number(interval.high()));
  }

  DataTable differences() {
    DataTable.Builder builder =
        DataTable.builder("differences", "Differences on the same test rows")
            .note("An interval that holds 0 shows no difference; lower is better.")
            .text("families")
            .text("measure")
            .real("difference", "", DIGITS)
            .real("low", "", DIGITS)
            .real("high", "", DIGITS);
    for (TrainingOutcome.Difference difference : outcome.differences()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(difference.name());
      row.add(difference.measure().label());
      add(row, difference.interval());
      builder.row(row.toArray());
    }
    return builder.build();
  }

  /** Rows are true classes, columns predicted ones. */
  DataTable confusion() {
    List<String> classes = table.target().classes();
    Answers answers = Answers.of(table, outcome.predictions());
    long[][] counts = new long[classes.size()][classes.size()];
    for (int i = 0; i < answers.truth().length; i++) {
      counts[(int) answers.truth()[i]][(int) answers.given()[i]]++;
    }
    DataTable.Builder builder =
        DataTable.builder("confusion", "True classes (rows) and predicted ones (columns)")
            .text("true class");
    classes.forEach(c -> builder.integer("as " + c, ""));
    for (int k = 0; k < counts.length; k++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(classes.get(k));
      for (long count : counts[k]) {
        row.add(count);
      }
      builder.row(row.toArray());
    }
    return builder.build();
  }

  DataTable columns() {
    List<String> inputs = table.columns();
    DataTable.Builder builder =
        DataTable.builder("columns", "Columns of " + table.source())
            .text("column")
            .text("used as")
            .text("holds")
            .integer("different values", "")
            .integer("missing", "")
            .real("least", "", DIGITS)
            .real("most", "", DIGITS)
            .real("mean", "", DIGITS)
            .real("deviation", "", DIGITS);
    for (ColumnProfile p : table.profiles()) {
      boolean target = p.name().equals(table.target().name());
      String use = target ? "target" : inputs.contains(p.name()) ? "input" : "dropped";
      builder.row(
          p.name(),
          use,
          p.kind().word(),
          p.distinct(),
          p.missing(),
          number(p.low()),
          number(p.high()),
          number(p.mean()),
          number(p.deviation()));
    }
    return builder.build();
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
