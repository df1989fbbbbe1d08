package io.fanin.circuits.network;

import io.fanin.kernel.Activation;
import java.util.List;

/**
 * The restoring step of a reader: {@code s(2z - 1/2) - s(2z - 3/2)} is 0 up to 1/4 and 1 from 3/4
 * on, where s rectifies. The first layer gives both units of each number read; whoever reads them
 * takes the difference.
 *
 * <p>Standing at the reader, it makes noise below 1/4 on any node's output harmless. Standing
 * before the wire it would not: noise on a gate's inputs grows by {@code c (c - 1)} in a table of
 * arity c.
 */
final class Snap {
  private Snap() {}

  /**
   * Snaps the blocks that each node reads.
   *
   * @param width numbers that a node reads in all
   * @return for each node a block of {@code 2 width}: the plus units, then the minus units
   */
  static int[] layer(Assembly assembly, int level, int width, List<int[]> reads, int zeroWidth) {
    double[] weights = new double[2 * width * width];
    double[] bias = new double[2 * width];
    for (int i = 0; i < width; i++) {
      weights[i * width + i] = 2;
      weights[(width + i) * width + i] = 2;
      bias[i] = -0.5;
      bias[width + i] = -1.5;
    }
    return assembly.nodes("snap", level, Activation.RELU, weights, bias, reads, zeroWidth);
  }
}
