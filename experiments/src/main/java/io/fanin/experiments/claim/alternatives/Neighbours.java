package io.fanin.experiments.claim.alternatives;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The mean label of the nearest training rows; of two as near, the earlier counts. */
record Neighbours(double[][] rows, double[] labels, int count) {
  double value(double[] x) {
    double[] distances = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < x.length; i++) {
        double d = x[i] - rows[r][i];
        distances[r] += d * d;
      }
    }
    int[] nearest =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> distances[r]))
            .mapToInt(Integer::intValue)
            .limit(count)
            .toArray();
    return Arrays.stream(nearest).mapToDouble(r -> labels[r]).sum() / count;
  }
}
