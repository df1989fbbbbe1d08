package io.fanin.optim;

import io.fanin.input.InvalidInputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What L-BFGS remembers between steps: the point, value and gradient there, and the last pairs of
 * steps and gradient changes.
 *
 * <p>Mutable; belongs to one minimisation. Through {@link #toArrays} and {@link #ofArrays} it can
 * be kept and resumed with the same bits.
 */
public final class LbfgsState {
  private static final int FIXED_ARRAYS = 3;

  final double[] x;
  final double[] gradient;
  final Deque<Pair> pairs = new ArrayDeque<>();
  double value;
  long steps;
  long evaluations;

  LbfgsState(double[] x) {
    this.x = x.clone();
    this.gradient = new double[x.length];
  }

  /** A step {@code s}, the change {@code y} of the gradient over it, and {@code sy = s . y > 0}. */
  record Pair(double[] s, double[] y, double sy) {}

  /** A copy of the point reached. */
  public double[] point() {
    return x.clone();
  }

  /** The value at the point reached. */
  public double value() {
    return value;
  }

  /** Steps since the start. */
  public long steps() {
    return steps;
  }

  /**
   * Everything, as arrays of numbers: {@code [steps, evaluations, value]}, the point, the gradient,
   * then a step and a gradient change for each pair, the oldest first.
   */
  public double[][] toArrays() {
    double[][] arrays = new double[FIXED_ARRAYS + 2 * pairs.size()][];
    arrays[0] = new double[] {steps, evaluations, value};
    arrays[1] = x.clone();
    arrays[2] = gradient.clone();
    int at = FIXED_ARRAYS;
    for (Iterator<Pair> i = pairs.iterator(); i.hasNext(); at += 2) {
      Pair pair = i.next();
      arrays[at] = pair.s.clone();
      arrays[at + 1] = pair.y.clone();
    }
    return arrays;
  }

  /**
   * The state that {@link #toArrays} wrote.
   *
   * @throws InvalidInputException if the arrays are no such state
   */
  public static LbfgsState ofArrays(double[][] arrays) {
    checkShape(arrays);
    LbfgsState state = new LbfgsState(arrays[1]);
    state.steps = (long) arrays[0][0];
    state.evaluations = (long) arrays[0][1];
    state.value = arrays[0][2];
    System.arraycopy(arrays[2], 0, state.gradient, 0, state.x.length);
    for (int i = FIXED_ARRAYS; i < arrays.length; i += 2) {
      double sy = Vectors.dot(arrays[i], arrays[i + 1]);
      if (!(sy > 0)) {
        throw malformed("pair " + (i - FIXED_ARRAYS) / 2 + " has no positive curvature");
      }
      state.pairs.addLast(new Pair(arrays[i].clone(), arrays[i + 1].clone(), sy));
    }
    return state;
  }

  private static void checkShape(double[][] arrays) {
    if (arrays.length < FIXED_ARRAYS || arrays.length % 2 == 0 || arrays[0].length != 3) {
      throw malformed("it needs 3 counts, a point, a gradient and pairs of arrays");
    }
    for (int i = 2; i < arrays.length; i++) {
      if (arrays[i].length != arrays[1].length) {
        throw malformed(
            "array %d has %d numbers and the point %d"
                .formatted(i, arrays[i].length, arrays[1].length));
      }
    }
    for (int i = 0; i < 2; i++) {
      double count = arrays[0][i];
      if (!(count >= 0 && count <= 0x1p53 && count == Math.rint(count))) {
        throw malformed("count " + i + " must be a whole number >= 0, was " + count);
      }
    }
  }

  private static InvalidInputException malformed(String problem) {
    return new InvalidInputException("malformed L-BFGS state: " + problem);
  }
}
