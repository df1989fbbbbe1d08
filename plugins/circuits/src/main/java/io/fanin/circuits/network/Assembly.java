package io.fanin.circuits.network;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.InputBlock;
import io.fanin.models.Layer;
import io.fanin.models.NetworkBuilder;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds layers together with their weights. */
final class Assembly {
  /** Most weights: 2^26 doubles are half a gigabyte. */
  static final int MAX_PARAMETERS = 1 << 26;

  private final NetworkBuilder builder;
  private final List<int[]> results = new ArrayList<>();
  private double[] parameters = new double[1024];
  private int size;
  private long units;

  Assembly(List<InputBlock> inputs) {
    builder = new NetworkBuilder(inputs);
  }

  /**
   * Adds nodes that have one function.
   *
   * @param weights {@code [bias.length, sum of the widths read]}
   * @param reads of each node, all of the same widths
   */
  int[] nodes(
      String name,
      int level,
      Activation activation,
      double[] weights,
      double[] bias,
      List<int[]> reads,
      int zeroWidth) {
    int more = weights.length + bias.length;
    if (more > MAX_PARAMETERS - size) {
      throw new InvalidInputException(
          "the network would have more than %,d weights; compile a shorter word, or by another"
                  .formatted(MAX_PARAMETERS)
              + " --method");
    }
    if (size + more > parameters.length) {
      parameters = Arrays.copyOf(parameters, Math.max(2 * parameters.length, size + more));
    }
    System.arraycopy(weights, 0, parameters, size, weights.length);
    System.arraycopy(bias, 0, parameters, size + weights.length, bias.length);
    size += more;
    if (activation == Activation.RELU) {
      units += (long) bias.length * reads.size();
    }
    Layer layer = new Layer(name, level, bias.length, activation, true, true);
    return builder.layer(layer, reads, zeroWidth);
  }

  /** Width of a block. */
  int width(int block) {
    return builder.width(block);
  }

  /** The next number that a row gives. */
  void result(int block, int column) {
    results.add(new int[] {block, column});
  }

  /** Names a block. */
  void output(String name, int block) {
    builder.output(name, block);
  }

  ExactNetwork build(String architecture) {
    return new ExactNetwork(
        builder.build(architecture, Settings.of(List.of())),
        Arrays.copyOf(parameters, size),
        results,
        units);
  }
}
