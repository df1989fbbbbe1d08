package io.fanin.graph;

/** Sums over all paths to an output of the product of the weights along the path. */
final class PathSums {
  private PathSums() {}

  /**
   * {@code lambda[root] = 1}, {@code lambda[v] = sum over reads of v by w: L_{w,v} * lambda[w]}.
   */
  static double[] to(Wiring wiring, int root, EdgeWeight weight) {
    double[] lambda = new double[wiring.vertices()];
    lambda[root] = 1.0;
    for (int w = root; w >= wiring.inputs; w--) {
      if (lambda[w] > 0) {
        spread(wiring, w, weight, lambda);
      }
    }
    return lambda;
  }

  private static void spread(Wiring wiring, int w, EdgeWeight weight, double[] lambda) {
    int from = wiring.from(w);
    for (int e = from; e < wiring.to(w); e++) {
      double edge = weight.of(w, e - from);
      if (!(edge >= 0)) {
        throw new IllegalArgumentException(
            "the weight of read %d of vertex %d must be at least 0, was %s"
                .formatted(e - from, w, edge));
      }
      // An edge of weight 0 passes nothing on, not even an infinite sum (0 * infinity is NaN).
      if (edge > 0) {
        lambda[wiring.read[e]] += edge * lambda[w];
      }
    }
  }
}
