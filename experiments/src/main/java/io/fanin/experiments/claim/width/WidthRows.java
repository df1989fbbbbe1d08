package io.fanin.experiments.claim.width;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * Samples to learn from, then rows that they are measured on.
 *
 * @param inputs {@code [rows, n]}
 * @param outputs {@code [rows]}
 * @param samples how many there are to learn from
 * @param n inputs of the target
 */
record WidthRows(double[] inputs, double[] outputs, int samples, int n) {
  /**
   * Draws rows; the control shuffles the labels of the samples, not those of the other rows.
   *
   * @param purpose of the stream, another for validation than for the test
   * @param others rows beside the samples
   */
  static WidthRows draw(SettingValues values, String purpose, int others) {
    SparseFunction target = Group.target(values);
    int samples = values.integer(Overparametrization.SAMPLES);
    long seed = values.setup().seed();
    double[] inputs = target.sample(RandomStream.of(seed, purpose), samples + others);
    double[] outputs = target.evaluate(inputs, samples + others);
    if (values.setup().control()) {
      shuffle(outputs, RandomStream.of(seed, purpose + "-shuffle").permutation(samples));
    }
    return new WidthRows(inputs, outputs, samples, target.inputWidth());
  }

  private static void shuffle(double[] outputs, int[] from) {
    double[] own = Arrays.copyOf(outputs, from.length);
    for (int r = 0; r < from.length; r++) {
      outputs[r] = own[from[r]];
    }
  }

  int rows() {
    return outputs.length;
  }

  int[] training() {
    int[] rows = new int[samples];
    Arrays.setAll(rows, r -> r);
    return rows;
  }

  int[] others() {
    int[] rows = new int[rows() - samples];
    Arrays.setAll(rows, r -> samples + r);
    return rows;
  }
}
