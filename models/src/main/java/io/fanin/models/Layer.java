package io.fanin.models;

import io.fanin.kernel.Activation;

/**
 * What the nodes of a block-local layer have in common.
 *
 * @param name for reports and files
 * @param level from 1, above the level of every block that it reads
 * @param outWidth width that each node writes
 * @param activation of every node
 * @param bias whether each parameter set ends with biases
 * @param shared whether all nodes have one parameter set, else each its own
 */
public record Layer(
    String name, int level, int outWidth, Activation activation, boolean bias, boolean shared) {
  /** Nodes with biases and parameters of their own. */
  public Layer(String name, int level, int outWidth, Activation activation) {
    this(name, level, outWidth, activation, true, false);
  }

  /** Linear nodes with biases and parameters of their own. */
  public static Layer linear(String name, int level, int outWidth) {
    return new Layer(name, level, outWidth, Activation.IDENTITY);
  }
}
