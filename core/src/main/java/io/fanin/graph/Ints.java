package io.fanin.graph;

import java.util.Arrays;

/** A growing list of ints, without a box for each. */
final class Ints {
  /** Largest array that every virtual machine can make. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private int[] values = new int[16];
  private int size;

  int size() {
    return size;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, grown());
    }
    values[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private int grown() {
    if (size == MAX_SIZE) {
      throw new IllegalStateException("a graph has at most %d reads".formatted(MAX_SIZE));
    }
    return (int) Math.min(MAX_SIZE, 2L * size);
  }
}
