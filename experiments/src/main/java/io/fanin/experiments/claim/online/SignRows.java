package io.fanin.experiments.claim.online;

import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;

/** Rows of uniform signs, labelled by a polynomial of the first ones. */
final class SignRows {
  private static final int MOST = 20; // variables of a table

  private final int inputs;
  private final double[] labels; // by the first signs' bits, a set bit is -1

  SignRows(SparsePolynomial target, int inputs) {
    int variables = target.variables();
    if (variables > Math.min(MOST, inputs)) {
      throw new InvalidInputException(
          "'%s' has %d signs, but networks see %d here and at most %d can be read; raise sgd-inputs or take fewer"
              .formatted(target, variables, inputs, MOST));
    }
    this.inputs = inputs;
    labels = new double[1 << variables];
    double[] corner = new double[variables];
    for (int bits = 0; bits < labels.length; bits++) {
      for (int i = 0; i < variables; i++) {
        corner[i] = (bits >>> i & 1) == 0 ? 1 : -1;
      }
      labels[bits] = target.value(corner);
    }
  }

  /**
   * Fills rows.
   *
   * @param x {@code [count, inputs]}
   * @param y {@code [count]}
   */
  void fill(RandomStream random, double[] x, double[] y, int count) {
    for (int r = 0; r < count; r++) {
      long bits = 0;
      int first = 0;
      for (int i = 0; i < inputs; i++) {
        bits = i % Long.SIZE == 0 ? random.nextLong() : bits;
        first = i == 0 ? (int) bits & (labels.length - 1) : first;
        x[r * inputs + i] = (bits >>> i % Long.SIZE & 1) == 0 ? 1 : -1;
      }
      y[r] = labels[first];
    }
  }
}
