package io.fanin.testkit;

import io.fanin.kernel.Activation;

/**
 * A level of equal nodes: each reads a window of the blocks below, along a line or on a square.
 *
 * @param fanIn blocks of a window; a square number on a square
 * @param stride from one window to the next; on a square in both directions
 * @param square whether the blocks below lie row by row on a square
 * @param width width written
 * @param activation of every node
 * @param shared whether all nodes of a replica have the same parameters
 */
public record WindowLevel(
    int fanIn, int stride, boolean square, int width, Activation activation, boolean shared) {
  /** Checks the ranges. */
  public WindowLevel {
    if (fanIn < 1 || stride < 1 || width < 1) {
      throw new IllegalArgumentException(
          "fan-in, stride and width must be >= 1, were %d, %d, %d".formatted(fanIn, stride, width));
    }
    if (square && root(fanIn) * root(fanIn) != fanIn) {
      throw new IllegalArgumentException("a square window has a square fan-in, not " + fanIn);
    }
  }

  /** Windows side by side, each node with parameters of its own. */
  public static WindowLevel local(int fanIn, int width, Activation activation) {
    return new WindowLevel(fanIn, fanIn, false, width, activation, false);
  }

  /** A convolution along a line, without padding. */
  public static WindowLevel convolution(int filter, int stride, int width) {
    return new WindowLevel(filter, stride, false, width, Activation.RELU, true);
  }

  /** A convolution on a square with a square filter, without padding. */
  public static WindowLevel plane(int side, int stride, int width) {
    return new WindowLevel(side * side, stride, true, width, Activation.RELU, true);
  }

  /**
   * How many nodes there are over so many blocks.
   *
   * @throws IllegalArgumentException if the windows do not end with the last block
   */
  public int nodes(int below) {
    if (square) {
      int side = side(root(below), root(fanIn));
      if (root(below) * root(below) != below) {
        throw new IllegalArgumentException(below + " blocks are no square");
      }
      return side * side;
    }
    return side(below, fanIn);
  }

  private int side(int below, int window) {
    if (below < window || (below - window) % stride != 0) {
      throw new IllegalArgumentException(
          "windows of %d at stride %d do not fit on %d blocks".formatted(window, stride, below));
    }
    return (below - window) / stride + 1;
  }

  /** Which of the blocks below each node reads, {@code [nodes, fanIn]}. */
  public int[][] windows(int below) {
    int[][] windows = new int[nodes(below)][fanIn];
    for (int v = 0; v < windows.length; v++) {
      for (int slot = 0; slot < fanIn; slot++) {
        windows[v][slot] = square ? onSquare(below, v, slot) : v * stride + slot;
      }
    }
    return windows;
  }

  private int onSquare(int below, int node, int slot) {
    int side = root(below);
    int window = root(fanIn);
    int across = side(side, window);
    int row = node / across * stride + slot / window;
    int column = node % across * stride + slot % window;
    return row * side + column;
  }

  private static int root(int n) {
    return (int) Math.rint(Math.sqrt(n));
  }
}
