package io.fanin.function;

import io.fanin.graph.SparseGraph;
import io.fanin.settings.ExactText;

/** Shallow and deep rates as text (Poggio et al. 2017, theorems 1 to 3). */
final class RateText {
  private RateText() {}

  static String of(SparseGraph graph, int order, double dimension, boolean bits) {
    int n = graph.inputs();
    int c = graph.maxFanIn();
    if (bits) {
      return "all " + graph.nodes() + " nodes are Boolean: an exact network exists, no rate in ε";
    }
    if (order == 0) {
      return "a node is discontinuous or has unbounded slopes: no rate in ε is known";
    }
    if (order == Smoothness.UNBOUNDED) {
      return "every node has all derivatives: for every m, deep N = O(ε^(-"
          + c
          + "/m)) against shallow N = O(ε^(-"
          + n
          + "/m))";
    }
    return "with m = "
        + order
        + ", deep N = O(Σ_v ε^(-d_v/m_v)) = O(ε^-"
        + ExactText.of(dimension)
        + ") against shallow N = O(ε^-"
        + ExactText.of((double) n / order)
        + ")";
  }
}
