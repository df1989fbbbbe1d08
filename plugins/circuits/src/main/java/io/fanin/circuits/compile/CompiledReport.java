package io.fanin.circuits.compile;

import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.Section;
import io.fanin.experiments.run.GitCommit;
import io.fanin.experiments.run.Machine;
import io.fanin.experiments.run.Versions;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of a compilation. */
final class CompiledReport {
  private CompiledReport() {}

  static Report of(
      Subject subject,
      Equality.Result equality,
      Optional<Learning> learning,
      String svg,
      String digest,
      String command,
      long seed,
      double seconds) {
    List<Section> sections = new ArrayList<>();
    sections.add(facts(subject, equality));
    if (!subject.pictures().isEmpty()) {
      sections.add(section("run", "A run", List.of(), List.of(), subject.pictures()));
    }
    sections.add(graph(subject, svg));
    learning.ifPresent(
        learnt ->
            sections.add(
                section(
                    "learning",
                    "Learning it",
                    List.of(learnt.sentence()),
                    List.of(learnt.table()),
                    List.of())));
    Provenance provenance =
        new Provenance(
            seed,
            "",
            digest,
            Map.of("fanin", Versions.fanin(), "java", Runtime.version().toString()),
            String.join(", ", equality.providers()),
            String.join(", ", equality.providers()),
            Machine.here().sentence(),
            Versions.java(),
            GitCommit.around(Path.of("")),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            seconds,
            command);
    return new Report(
        "Compiled: " + subject.sentence(),
        "The network and its source are " + equality.sentence(subject.caseName()) + ".",
        List.of(),
        sections,
        provenance);
  }

  private static Section facts(Subject subject, Equality.Result equality) {
    DataTable.Builder table =
        DataTable.builder("facts", "Sizes, and what the theory says of them")
            .note("An empty prediction: nothing is said.")
            .text("quantity")
            .integer("actual", "")
            .text("predicted")
            .column(new DataTable.Column("as predicted", DataTable.Type.BOOLEAN, "", 1));
    for (Fact fact : subject.facts()) {
      table.row(
          fact.name(),
          fact.actual(),
          fact.prediction(),
          fact.predicted() < 0 ? null : fact.holds());
    }
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add("Equality: " + equality.sentence(subject.caseName()) + ".");
    paragraphs.addAll(subject.remarks());
    paragraphs.add(
        "Beside this page: graph.json and graph.svg, the network as model.zip, and for circuits"
            + " circuit.blif and circuit.aig.");
    return section("facts", "Facts", paragraphs, List.of(table.build()), List.of());
  }

  private static Section graph(Subject subject, String svg) {
    GraphPicture picture =
        new GraphPicture(
            "graph",
            "The sparse graph",
            "Every node reads at most %d vertices.".formatted(subject.graph().maxFanIn()),
            "A graph from inputs, at the bottom, to outputs",
            svg,
            List.of());
    return section("graph", "The graph", List.of(), List.of(), List.of(picture));
  }

  static String svg(Subject subject) {
    return GraphSvg.write(GraphDrawing.of(subject.graph()));
  }

  private static Section section(
      String id,
      String heading,
      List<String> paragraphs,
      List<DataTable> tables,
      List<GraphPicture> pictures) {
    return new Section(id, heading, paragraphs, List.of(), tables, pictures, List.of());
  }
}
