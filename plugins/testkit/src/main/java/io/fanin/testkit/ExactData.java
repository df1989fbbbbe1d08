package io.fanin.testkit;

import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;

/**
 * Small whole numbers whose sums, forward and backward, are exact in single precision, so that
 * every order of summation gives the same result and providers can be compared with tolerance zero.
 *
 * <p>Holds for plans with the activations identity, relu and quadratic, frozen weights that are
 * powers of two, and squared errors on blocks whose width is one, with a weight equal to the number
 * of rows.
 */
public final class ExactData {
  /** Sums of magnitudes stay below this, which leaves 4 bits for fractions. */
  private static final double LIMIT = 0x1p20;

  private ExactData() {}

  /**
   * Data as dense as exactness allows: fewer and fewer weights are other than zero until the sums
   * fit.
   *
   * @param count live rows
   * @throws IllegalArgumentException if no density fits, as for a plan that squares too often
   */
  public static BatchData of(Plan plan, int count, long seed) {
    for (double density = 1; density > 1.0 / 256; density /= 2) {
      BatchData data = draw(plan, count, seed, density);
      double[][] blocks = ReferenceRun.blocks(plan, DType.DOUBLE, data);
      if (PassBounds.of(plan, DType.DOUBLE, data, blocks).largest() < LIMIT) {
        return data;
      }
    }
    throw new IllegalArgumentException(
        "no small whole numbers keep the sums of " + plan + " exact");
  }

  private static BatchData draw(Plan plan, int count, long seed, double density) {
    return BatchData.draw(
        plan,
        count,
        seed,
        r -> r.nextInt(7) - 3,
        r -> r.nextInt(9) - 4,
        r -> r.nextDouble() < density ? r.nextInt(5) - 2 : 0);
  }
}
