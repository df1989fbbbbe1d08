package io.fanin.experiments.oracle.fourier;

import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;

/**
 * All rows of a cube of signs or bits, in the order that every oracle here uses: in row {@code r}
 * input {@code i} is {@code -1} (as a bit: 1) where bit {@code i} of {@code r} is set, else {@code
 * 1} (as a bit: 0).
 *
 * <p>So {@code chi_S(x) = prod_{i in S} x_i} is {@code (-1)^|r and S|} in row {@code r}, with S a
 * set of bits too; a bit {@code b} stands for the sign {@code 1 - 2b}.
 */
public final class Cube {
  /** Most inputs that are enumerated: 2^20 rows. */
  public static final int MAX_INPUTS = 20;

  private Cube() {}

  /** {@code chi_S} in a row: 1 or -1. */
  public static int character(int set, int row) {
    return 1 - 2 * (Integer.bitCount(set & row) & 1);
  }

  /** Input {@code i} as a sign in a row. */
  public static int sign(int row, int i) {
    return 1 - 2 * (row >> i & 1);
  }

  /**
   * Values of one vertex of a function in every row, {@code [2^inputs]}.
   *
   * @param function of signs and bits alone, at most {@value #MAX_INPUTS} of them; their laws are
   *     not looked at
   * @param vertex an input or a node
   * @throws InvalidInputException if there are more inputs or others
   */
  public static double[] values(SparseFunction function, int vertex) {
    return values(function)[vertex];
  }

  /**
   * Values of every vertex in every row, {@code [vertices][2^inputs]}.
   *
   * @throws InvalidInputException as {@link #values(SparseFunction, int)}
   */
  public static double[][] values(SparseFunction function) {
    check(function);
    int n = function.inputs().size();
    double[][] values = new double[function.graph().vertices()][1 << n];
    double[] row = new double[n];
    for (int r = 0; r < 1 << n; r++) {
      for (int i = 0; i < n; i++) {
        boolean bit = function.inputs().get(i).type().kind() == InputType.Kind.BIT;
        row[i] = bit ? r >> i & 1 : sign(r, i);
      }
      double[] all = function.values(row);
      for (int v = 0; v < values.length; v++) {
        values[v][r] = all[v];
      }
    }
    return values;
  }

  private static void check(SparseFunction function) {
    int n = function.inputs().size();
    if (n > MAX_INPUTS) {
      throw new InvalidInputException(
          "the function has %d inputs, but exact enumeration ends at %d; sample it, or fix some inputs"
              .formatted(n, MAX_INPUTS));
    }
    for (var input : function.inputs()) {
      InputType.Kind kind = input.type().kind();
      if (kind != InputType.Kind.BIT && kind != InputType.Kind.SIGN) {
        throw new InvalidInputException(
            "input '%s' is %s; Fourier coefficients are those of functions of signs or bits"
                .formatted(input.name(), input.type()));
      }
    }
  }
}
