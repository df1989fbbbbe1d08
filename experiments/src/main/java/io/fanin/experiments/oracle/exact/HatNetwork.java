package io.fanin.experiments.oracle.exact;

import java.util.Arrays;

/**
 * A network of one input and one hidden layer of rectifiers, {@code f(x) = c + sum_j v_j relu(w_j x
 * + b_j)}, and its linear pieces, counted exactly at its kinks.
 *
 * @param w {@code [units]}
 * @param b {@code [units]}
 * @param v {@code [units]}
 */
public record HatNetwork(double[] w, double[] b, double[] v) {
  /** Checks the lengths. */
  public HatNetwork {
    if (w.length != b.length || w.length != v.length) {
      throw new IllegalArgumentException(
          "equally many weights are needed, had %d, %d, %d"
              .formatted(w.length, b.length, v.length));
    }
  }

  /** How many linear pieces f has on the line, at most {@code units + 1}. */
  public int pieces() {
    double[] kinks = new double[w.length];
    int count = 0;
    for (int j = 0; j < w.length; j++) {
      if (w[j] != 0 && v[j] != 0) {
        kinks[count++] = -b[j] / w[j];
      }
    }
    double[] places = Arrays.stream(kinks, 0, count).sorted().distinct().toArray();
    int pieces = 1;
    for (double place : places) {
      double jump = 0; // what the slope gains from left to right
      for (int j = 0; j < w.length; j++) {
        jump += w[j] != 0 && -b[j] / w[j] == place ? v[j] * Math.abs(w[j]) : 0;
      }
      pieces += jump == 0 ? 0 : 1;
    }
    return pieces;
  }
}
