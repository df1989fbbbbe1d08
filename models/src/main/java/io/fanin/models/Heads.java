package io.fanin.models;

import io.fanin.kernel.Activation;
import java.util.Arrays;
import java.util.List;

/** Last layers. */
final class Heads {
  private Heads() {}

  /** One linear node of the output's width over these blocks. */
  static int linear(
      NetworkBuilder builder, int level, int[] blocks, ArchitectureRequest request, boolean bias) {
    Layer head = new Layer("head", level, request.outputWidth(), Activation.IDENTITY, bias, false);
    return builder.layer(head, List.of(blocks))[0];
  }

  /** The mean of blocks of equal width: frozen weights {@code 1/n} on one channel of each. */
  static int average(NetworkBuilder builder, int level, int[] blocks) {
    int channels = builder.width(blocks[0]);
    double[] weights = new double[channels * channels * blocks.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < blocks.length; p++) {
        weights[(c * blocks.length + p) * channels + c] = 1.0 / blocks.length;
      }
    }
    return builder.frozen("average", level, channels, blocks, weights);
  }

  /** The sum of two blocks of equal width: frozen identities. */
  static int sum(NetworkBuilder builder, int level, int a, int b) {
    int width = builder.width(a);
    double[] weights = new double[width * 2 * width];
    for (int i = 0; i < width; i++) {
      weights[i * 2 * width + i] = 1;
      weights[i * 2 * width + width + i] = 1;
    }
    return builder.frozen("residual", level, width, new int[] {a, b}, weights);
  }

  /** {@code 0 … n-1}. */
  static int[] range(int n) {
    int[] range = new int[n];
    Arrays.setAll(range, i -> i);
    return range;
  }
}
