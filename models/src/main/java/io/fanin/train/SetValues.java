package io.fanin.train;

import io.fanin.kernel.Plan;
import java.util.Arrays;

/** Values of some blocks on all rows of a set, copied out of a program. */
public final class SetValues {
  private final Plan plan;
  private final int count;
  private final int[] blocks;
  private final double[][] values;

  /**
   * Empty values.
   *
   * @param blocks sorted, without repetition
   */
  SetValues(Plan plan, int count, int[] blocks) {
    this.plan = plan;
    this.count = count;
    this.blocks = blocks;
    values = new double[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      values[b] = new double[Math.multiplyExact(count, plan.width(blocks[b]))];
    }
  }

  /** The plan that was run. */
  public Plan plan() {
    return plan;
  }

  /** Rows of each stream. */
  public int count() {
    return count;
  }

  /**
   * Values of a block, {@code [count, width]}; not to be changed.
   *
   * @param block one of those asked for
   */
  public double[] of(int block) {
    int at = Arrays.binarySearch(blocks, block);
    if (at < 0) {
      throw new IllegalArgumentException(
          "block %d was not evaluated, only %s".formatted(block, Arrays.toString(blocks)));
    }
    return values[at];
  }

  int[] blocks() {
    return blocks;
  }
}
