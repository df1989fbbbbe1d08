package io.fanin.circuits.network;

import io.fanin.kernel.Activation;
import io.fanin.kernel.InputBlock;
import java.util.List;

/**
 * Real-valued gadgets with a certified sup error: the square and the product of Yarotsky (2017).
 *
 * <p>{@code f_m(x) = x - sum_{j=1}^m g^{(j)}(x) / 4^j} on [0, 1], where g is the tent {@code g(x) =
 * 2 s(x) - 4 s(x - 1/2) + 2 s(x - 1)} and {@code g^{(j)}} its j-fold composition, is the piecewise
 * linear interpolant of the square at {@code 2^m + 1} points. The bounds are those of real
 * arithmetic: single precision adds about {@code m 2^-23}, so from m = 8 on compile in double.
 */
public final class Gadgets {
  /** Most compositions: beyond, double precision is coarser than the bound. */
  public static final int MOST = 20;

  private Gadgets() {}

  /**
   * {@code x^2} on [0, 1] with sup error {@link #squareError}: m tents of four units, one of which
   * carries.
   */
  public static ExactNetwork square(int m) {
    check(m);
    Assembly assembly = new Assembly(List.of(new InputBlock("x", 0, 1, 0)));
    int y = square(assembly, m, 0, 1);
    assembly.output("y", y);
    assembly.result(y, 0);
    return assembly.build("square");
  }

  /** The sup error of {@link #square}: {@code 2^(-2m - 2)}, exactly. */
  public static double squareError(int m) {
    return Math.scalb(1.0, -2 * m - 2);
  }

  /**
   * {@code x y} on [-1, 1]^2, as {@code 2 (f(|x + y| / 2) - f(|x| / 2) - f(|y| / 2))}, with sup
   * error at most {@link #productError}.
   */
  public static ExactNetwork product(int m) {
    check(m);
    Assembly assembly =
        new Assembly(List.of(new InputBlock("x", 0, 1, 0), new InputBlock("y", 1, 1, 0)));
    int y = product(assembly, m, 0, 1, 1);
    assembly.output("y", y);
    assembly.result(y, 0);
    return assembly.build("product");
  }

  /** A bound of the sup error of {@link #product}: {@code 2^(-2m)}. */
  public static double productError(int m) {
    return Math.scalb(1.0, -2 * m);
  }

  /** How many levels a product takes. */
  static int productLevels(int m) {
    return 2 * m + 5;
  }

  /** The product of two blocks of width 1 with values in [-1, 1]. */
  static int product(Assembly assembly, int m, int x, int y, int level) {
    int[] squares = new int[3];
    double[][] sides = {{0.5, 0.5}, {0.5, 0}, {0, 0.5}};
    for (int i = 0; i < 3; i++) {
      double a = sides[i][0];
      double b = sides[i][1];
      int[] halves =
          assembly.nodes(
              "half",
              level,
              Activation.RELU,
              new double[] {a, b, -a, -b},
              new double[2],
              List.of(new int[] {x, y}),
              0);
      int[] magnitude =
          assembly.nodes(
              "magnitude",
              level + 1,
              Activation.IDENTITY,
              new double[] {1, 1},
              new double[1],
              List.of(halves),
              0);
      squares[i] = square(assembly, m, magnitude[0], level + 2);
    }
    return assembly
        .nodes(
            "product",
            level + productLevels(m) - 1,
            Activation.IDENTITY,
            new double[] {2, -2, -2},
            new double[1],
            List.of(squares),
            0)[0];
  }

  /** How many levels a square takes. */
  static int squareLevels(int m) {
    return 2 * m + 2;
  }

  private static void check(int m) {
    if (m < 1 || m > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " compositions, not " + m);
    }
  }

  /** A block with the pair (tent so far, sum so far) goes through m tents; returns the square. */
  static int square(Assembly assembly, int m, int x, int level) {
    int pair =
        assembly
            .nodes(
                "start",
                level,
                Activation.IDENTITY,
                new double[] {1, 1},
                new double[2],
                List.of(new int[] {x}),
                0)[0];
    for (int j = 1; j <= m; j++) {
      double[] units = {1, 0, 1, 0, 1, 0, 0, 1}; // s(t), s(t - 1/2), s(t - 1), s(sum), as sum >= 0
      int hidden =
          assembly
              .nodes(
                  "tent",
                  level + 2 * j - 1,
                  Activation.RELU,
                  units,
                  new double[] {0, -0.5, -1, 0},
                  List.of(new int[] {pair}),
                  0)[0];
      double c = Math.scalb(1.0, -2 * j);
      double[] next = {2, -4, 2, 0, -2 * c, 4 * c, -2 * c, 1};
      pair =
          assembly
              .nodes(
                  "fold",
                  level + 2 * j,
                  Activation.IDENTITY,
                  next,
                  new double[2],
                  List.of(new int[] {hidden}),
                  0)[0];
    }
    return assembly
        .nodes(
            "square",
            level + 2 * m + 1,
            Activation.IDENTITY,
            new double[] {0, 1},
            new double[1],
            List.of(new int[] {pair}),
            0)[0];
  }
}
