package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.Section;
import io.fanin.experiments.stats.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The report of a training run. */
final class TrainingReport {
  private final TrainingOutcome outcome;
  private final LearningTable table;
  private final Provenance provenance;
  private final TrainingFigures figures;
  private final TrainingTables tables;

  TrainingReport(TrainingOutcome outcome, Provenance provenance) {
    this.outcome = outcome;
    this.table = outcome.request().table();
    this.provenance = provenance;
    this.figures = new TrainingFigures(outcome);
    this.tables = new TrainingTables(outcome);
  }

  Report report() {
    String file = Objects.toString(Path.of(table.source()).getFileName(), table.source());
    List<Section> sections = new ArrayList<>(List.of(results(), predictions(), learning()));
    List<Importance.OfColumn> importance = Importance.of(outcome);
    if (!importance.isEmpty()) {
      sections.add(importance(importance));
    }
    outcome.request().graph().ifPresent(graph -> sections.add(graph(graph)));
    sections.add(data());
    return new Report(
        "Learning %s from %s".formatted(table.target().name(), file),
        summary(),
        List.of(),
        sections,
        provenance);
  }

  private String summary() {
    Measure measure = outcome.measure();
    Interval kept = outcome.keptArm().score(measure);
    Interval baseline = outcome.arms().get(0).score(measure);
    return "%s networks reach a test %s of %s; %s gives %s."
        .formatted(
            capital(outcome.kept()),
            measure.label(),
            kept,
            table.isClassification() ? "the most frequent class" : "the mean",
            TrainingTables.brief(baseline.estimate()));
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private Section results() {
    TrainingRequest request = outcome.request();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "Every family was trained at %s, with %s each; the rate was"
                .formatted(
                    counted(request.rates().size(), "learning rate"),
                    counted(request.seeds(), "seed"))
            + " chosen by the mean loss on the validation rows, and the parameters of the best"
            + " epoch were kept. The test rows were looked at once, afterwards.");
    paragraphs.add(
        "Kept: the %s network of seed number %d, the best on the validation rows. Its file is"
                .formatted(outcome.kept(), outcome.member() + 1)
            + " model.zip; its predictions of the test rows are in data/test-predictions.csv.");
    TrainingSummary.remarks(outcome).forEach(remark -> paragraphs.add(capital(remark) + "."));
    List<DataTable> shown =
        new ArrayList<>(List.of(tables.scores(), tables.differences(), tables.families()));
    if (request.seeds() > 1) {
      shown.add(tables.seeds());
    }
    return section(
        "results",
        "Results on the test rows",
        paragraphs,
        List.of(figures.scores()),
        shown,
        List.of());
  }

  private Section predictions() {
    return table.isClassification()
        ? section(
            "predictions",
            "Predicted and true classes",
            List.of("Of the kept network, on the test rows."),
            List.of(),
            List.of(tables.confusion()),
            List.of())
        : section(
            "predictions",
            "Predicted and true values",
            List.of(),
            List.of(figures.predicted()),
            List.of(),
            List.of());
  }

  private Section learning() {
    return section(
        "learning", "Learning", List.of(), List.of(figures.curves()), List.of(), List.of());
  }

  private Section importance(List<Importance.OfColumn> importance) {
    return section(
        "importance",
        "What the kept network relies on",
        List.of(
            "Each column's values were shuffled among the test rows in turn. Columns that say the"
                + " same share what one of them alone would have; none of this is a cause."),
        List.of(figures.importance(importance)),
        List.of(),
        List.of());
  }

  private Section graph(GraphChoice graph) {
    GraphSection section = new GraphSection(graph, NodeMeasures.of(outcome));
    return section(
        "graph", "The graph", List.of(), List.of(), section.tables(), List.of(section.picture()));
  }

  private Section data() {
    return section(
        "data", "What was read", List.of(notes()), List.of(), List.of(tables.columns()), List.of());
  }

  private String notes() {
    return table.notes().stream().map(note -> capital(note) + ".").collect(Collectors.joining(" "));
  }

  private static Section section(
      String id,
      String heading,
      List<String> paragraphs,
      List<Figure> figures,
      List<DataTable> tables,
      List<GraphPicture> pictures) {
    return new Section(id, heading, paragraphs, figures, tables, pictures, List.of());
  }
}
