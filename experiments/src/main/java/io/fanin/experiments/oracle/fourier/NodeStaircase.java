package io.fanin.experiments.oracle.fourier;

import io.fanin.graph.SparseGraph;

/**
 * The weakest correlation with the output on the best way from an input to it: {@code max over
 * paths of min over vertices |corr(v, f)|}.
 *
 * <p>By the duality of bottlenecks this is {@code min over frontiers of max over vertices |corr(v,
 * f)|}, where a frontier is any set of vertices that every path crosses: each stage of the way has
 * a vertex that shows at least so much signal, and some stage no more. It is 0 for a parity of
 * three signs or more, and at most the largest first-order coefficient over the output's standard
 * deviation, since the inputs are a frontier.
 */
public final class NodeStaircase {
  private NodeStaircase() {}

  /**
   * The smallest step.
   *
   * @param correlations of every vertex with the output, see {@link NodeCorrelations}
   * @param output a vertex
   * @return from 0 to 1
   */
  public static double of(SparseGraph graph, double[] correlations, int output) {
    double[] widest = correlations.clone();
    for (int v = graph.inputs(); v <= output; v++) { // reads stand before their readers
      double best = 0;
      for (int u : graph.reads(v)) {
        best = Math.max(best, widest[u]);
      }
      widest[v] = Math.min(correlations[v], best);
    }
    return widest[output];
  }
}
