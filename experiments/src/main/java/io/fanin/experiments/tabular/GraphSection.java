package io.fanin.experiments.tabular;

import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The graph of a training run with what its nodes have learnt: a picture and a table. */
final class GraphSection {
  private static final int DIGITS = 3;

  private final GraphChoice graph;
  private final List<NodeMeasures.Node> nodes;
  private final boolean aligned;

  GraphSection(GraphChoice graph, List<NodeMeasures.Node> nodes) {
    this.graph = graph;
    this.nodes = nodes;
    this.aligned = nodes.stream().anyMatch(n -> !Double.isNaN(n.alignment()));
  }

  /** Coloured by alignment with the formulas, or else by what the prediction owes to a node. */
  GraphPicture picture() {
    double[] colours = new double[graph.graph().vertices()];
    Arrays.fill(colours, Double.NaN);
    List<GraphPicture.NodeValue> values = new ArrayList<>();
    for (NodeMeasures.Node node : nodes) {
      double value = aligned ? node.alignment() : Math.min(1, node.total());
      colours[node.vertex()] = value;
      values.add(new GraphPicture.NodeValue(graph.label(node.vertex()), value, sentence(node)));
    }
    GraphDrawing drawing =
        GraphDrawing.of(graph.graph())
            .withLabels(graph::label)
            .withTooltips(this::tooltip)
            .withValues(colours, aligned ? "alignment" : "total sensitivity of the prediction");
    return new GraphPicture(
        "graph",
        "The graph " + graph.text(),
        caption(),
        "A graph over the columns of the table",
        GraphSvg.write(drawing),
        values);
  }

  private String caption() {
    if (nodes.isEmpty()) {
      return "The wiring of the matched network.";
    }
    return aligned
        ? "Colour: the largest correlation, over the test rows, of any unit of a node's block in the"
            + " kept matched network with the node's formula. The tooltips also have the"
            + " sensitivities of the table below."
        : "Colour: how much the prediction of the kept matched network changes when the columns below"
            + " a node are taken from another test row, as in the table below.";
  }

  private String tooltip(int vertex) {
    int k = vertex - graph.graph().inputs();
    return k < 0 || nodes.isEmpty()
        ? graph.tooltip(vertex)
        : graph.tooltip(vertex) + "; " + sentence(nodes.get(k));
  }

  private static String sentence(NodeMeasures.Node node) {
    String total = String.format(Locale.ROOT, "total sensitivity %.2g", node.total());
    return Double.isNaN(node.alignment())
        ? total
        : String.format(
            Locale.ROOT,
            "alignment %.3f, S %.2g (of the prediction %.2g), %s",
            node.alignment(),
            node.own(),
            node.output(),
            total);
  }

  /** One table, or none where nothing was measured. */
  List<DataTable> tables() {
    return nodes.isEmpty() ? List.of() : List.of(table());
  }

  private DataTable table() {
    DataTable.Builder builder =
        DataTable.builder("nodes", "What the nodes have learnt").note(note()).text("node");
    builder.text("reads");
    if (aligned) {
      builder
          .real("alignment", "", DIGITS)
          .real("S of the node", "", DIGITS)
          .real("S of the prediction", "", DIGITS)
          .real("donor gap", "", DIGITS);
    }
    builder.real("total sensitivity", "", DIGITS);
    for (NodeMeasures.Node node : nodes) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(graph.label(node.vertex()));
      row.add(graph.reads(node.vertex()));
      if (aligned) {
        row.addAll(
            Arrays.asList(
                number(node.alignment()),
                number(node.own()),
                number(node.output()),
                number(node.gap())));
      }
      row.add(number(node.total()));
      builder.row(row.toArray());
    }
    return builder.build();
  }

  private String note() {
    String total =
        "Total sensitivity: mean squared change of the prediction when the columns below the node are"
            + " taken from another test row, over that between two test rows; 0: it ignores them."
            + " It supposes that the columns are independent.";
    return aligned
        ? total
            + " S: the same where that row has the same value of the node's formula, or the next; 0:"
            + " the columns count through that value alone. S says nothing below the donor gap, how"
            + " far those values are apart."
        : total;
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
