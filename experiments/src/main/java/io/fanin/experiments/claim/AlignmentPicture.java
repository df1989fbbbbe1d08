package io.fanin.experiments.claim;

import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A target's graph, each constituent coloured by its alignment with the hidden unit most like it.
 */
public final class AlignmentPicture {
  private AlignmentPicture() {}

  /**
   * The picture.
   *
   * @param caption which networks learnt it
   * @param alignment of every node, in the graph's order; NaN or missing at the end where it was
   *     not measured, as for the answer itself
   */
  public static GraphPicture of(
      String id, String title, String caption, SparseGraph graph, double[] alignment) {
    double[] colours = new double[graph.vertices()];
    Arrays.fill(colours, Double.NaN);
    List<GraphPicture.NodeValue> nodes = new ArrayList<>();
    for (int k = 0; k < Math.min(alignment.length, graph.nodes()); k++) {
      int v = graph.inputs() + k;
      colours[v] = alignment[k];
      nodes.add(
          new GraphPicture.NodeValue(graph.name(v), alignment[k], tooltip(graph, v, colours)));
    }
    GraphDrawing drawing =
        GraphDrawing.of(graph)
            .withValues(colours, "alignment with the best hidden unit")
            .withTooltips(v -> tooltip(graph, v, colours));
    return new GraphPicture(
        id,
        title,
        caption
            + " Each constituent is coloured by its largest correlation with a hidden unit: 1 where"
            + " some unit is the constituent up to sign, scale and shift.",
        "A graph of "
            + graph.nodes()
            + " constituents over "
            + graph.inputs()
            + " inputs, coloured",
        GraphSvg.write(drawing),
        nodes);
  }

  /**
   * The mean of several networks' alignments with one graph, node by node; those that were not
   * measured, which are empty, do not count.
   *
   * @return {@code [nodes]}; empty if none was measured
   */
  public static double[] mean(List<double[]> alignments) {
    List<double[]> measured = alignments.stream().filter(a -> a.length > 0).toList();
    if (measured.isEmpty()) {
      return new double[0];
    }
    double[] mean = new double[measured.get(0).length];
    for (double[] one : measured) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one[k] / measured.size();
      }
    }
    return mean;
  }

  private static String tooltip(SparseGraph graph, int v, double[] colours) {
    if (v < graph.inputs()) {
      return graph.name(v) + ", an input";
    }
    return Double.isNaN(colours[v])
        ? graph.name(v) + ", not measured"
        : String.format(Locale.ROOT, "%s, alignment %.3f", graph.name(v), colours[v]);
  }
}
