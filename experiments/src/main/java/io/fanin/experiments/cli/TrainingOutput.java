package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.data.ColumnProfile;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.tabular.TrainingEnding;
import io.fanin.experiments.tabular.TrainingOutcome;
import io.fanin.experiments.tabular.TrainingSummary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code train} says: what was read, and what came of it. */
final class TrainingOutput {
  private static final int MOST_COLUMNS = 40;

  private TrainingOutput() {}

  /** What was read and decided. */
  static void read(PrintStream err, LearningTable table) {
    err.println(table.source() + ":");
    table.notes().forEach(note -> err.println("  " + note));
    List<ColumnProfile> profiles = table.profiles();
    ColumnTable.print(
        err, profiles.subList(0, Math.min(MOST_COLUMNS, profiles.size())), p -> use(table, p));
    if (profiles.size() > MOST_COLUMNS) {
      err.println("  and " + (profiles.size() - MOST_COLUMNS) + " more columns");
    }
  }

  static String use(LearningTable table, ColumnProfile profile) {
    if (profile.name().equals(table.target().name())) {
      return "target";
    }
    return table.columns().contains(profile.name()) ? "input" : "dropped";
  }

  static void table(ObjectNode node, LearningTable table) {
    ObjectNode data = node.putObject("data");
    data.put("source", table.source()).put("digest", table.digest());
    data.put("trainingRows", table.training().length)
        .put("validationRows", table.validation().length)
        .put("testRows", table.test().length);
    ArrayNode notes = data.putArray("notes");
    table.notes().forEach(notes::add);
    ArrayNode columns = data.putArray("columns");
    for (ColumnProfile profile : table.profiles()) {
      ColumnTable.write(columns.addObject().put("use", use(table, profile)), profile);
    }
  }

  static void print(PrintStream out, TrainingEnding.Complete run, Path model) {
    TrainingOutcome outcome = run.outcome();
    LearningTable table = outcome.request().table();
    TrainingSummary summary = TrainingSummary.of(outcome);
    out.println(
        "Predicting %s: %,d test rows, 95%% intervals over these rows"
            .formatted(table.target().name(), table.test().length));
    String[] heads = new String[2 + 2 * summary.measures().size()];
    heads[0] = "  family";
    heads[1] = "rate";
    for (int m = 0; m < summary.measures().size(); m++) {
      heads[2 + 2 * m] = summary.measures().get(m);
      heads[3 + 2 * m] = "interval";
    }
    TextTable text = TextTable.of(heads).numbers(1);
    for (TrainingSummary.Row row : summary.rows()) {
      text.row(cells(row));
    }
    text.print(out);
    out.println();
    TextTable differences =
        TextTable.of(
            "  on the same rows", "difference of " + summary.measures().get(0), "interval");
    for (TrainingSummary.Difference one : summary.differences()) {
      differences.row(
          "  " + one.name(), Figures.text(one.score().estimate()), interval(one.score()));
    }
    differences.print(out);
    out.println();
    summary.remarks().forEach(remark -> out.println("Note: " + remark));
    out.println(
        "Kept: %s, seed %d of %d, the best on the %,d validation rows"
            .formatted(
                outcome.kept(),
                outcome.member() + 1,
                outcome.request().seeds(),
                table.validation().length));
    out.println("Model: " + model);
    out.println("Report: " + run.page());
    out.println("digest: " + outcome.digest());
  }

  private static String[] cells(TrainingSummary.Row row) {
    String[] cells = new String[2 + 2 * row.scores().size()];
    cells[0] = "  " + row.family();
    cells[1] = row.rate() > 0 ? Figures.text(row.rate()) : "";
    for (int m = 0; m < row.scores().size(); m++) {
      TrainingSummary.Score score = row.scores().get(m);
      cells[2 + 2 * m] = Figures.text(score.estimate());
      cells[3 + 2 * m] = interval(score);
    }
    return cells;
  }

  private static String interval(TrainingSummary.Score score) {
    return "[" + Figures.text(score.low()) + ", " + Figures.text(score.high()) + "]";
  }

  static void write(ObjectNode node, TrainingEnding.Complete run, Path model) {
    TrainingOutcome outcome = run.outcome();
    TrainingSummary summary = TrainingSummary.of(outcome);
    table(node, outcome.request().table());
    node.put("run", run.run().id())
        .put("folder", run.run().path().toString())
        .put("report", run.page().toString())
        .put("model", model.toString())
        .put("kept", outcome.kept())
        .put("member", outcome.member() + 1);
    ArrayNode families = node.putArray("families");
    for (TrainingSummary.Row row : summary.rows()) {
      ObjectNode family = families.addObject().put("family", row.family());
      if (row.rate() > 0) {
        family.put("rate", row.rate()).put("parameters", row.parameters());
        family.put("dead", row.dead()).put("networks", row.networks());
      }
      for (int m = 0; m < row.scores().size(); m++) {
        score(family.putObject(summary.measures().get(m)), row.scores().get(m));
      }
    }
    ArrayNode differences = node.putArray("differences");
    for (TrainingSummary.Difference one : summary.differences()) {
      ObjectNode difference = differences.addObject().put("families", one.name());
      score(difference.putObject(summary.measures().get(0)), one.score());
    }
    ArrayNode remarks = node.putArray("remarks");
    summary.remarks().forEach(remarks::add);
    node.put("digest", outcome.digest());
  }

  private static void score(ObjectNode node, TrainingSummary.Score score) {
    JsonNumbers.put(node, "estimate", score.estimate());
    JsonNumbers.put(node, "low", score.low());
    JsonNumbers.put(node, "high", score.high());
  }
}
