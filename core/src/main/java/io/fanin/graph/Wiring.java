package io.fanin.graph;

import java.util.Arrays;

/**
 * The reads of a graph in compressed rows, forwards and backwards, and the level of every vertex.
 *
 * <p>Node {@code inputs + i} reads {@code read[start[i]] … read[start[i + 1] - 1]}. A vertex is
 * read by {@code reader[readerStart[v]] … reader[readerStart[v + 1] - 1]}, each reader once,
 * ascending. Everything is made in one pass over the reads.
 */
final class Wiring {
  final int inputs;
  final int[] start;
  final int[] read;
  final int[] readerStart;
  final int[] reader;
  final int[] level;

  /** Takes over the arrays; every read is smaller than the node that reads it. */
  Wiring(int inputs, int[] start, int[] read) {
    this.inputs = inputs;
    this.start = start;
    this.read = read;
    this.level = new int[vertices()];
    this.readerStart = new int[vertices() + 1];
    fillLevels();
    countReaders();
    this.reader = new int[readerStart[vertices()]];
    fillReaders();
  }

  int nodes() {
    return start.length - 1;
  }

  int vertices() {
    return inputs + nodes();
  }

  /** Where the reads of a vertex begin; an input has none. */
  int from(int v) {
    return v < inputs ? 0 : start[v - inputs];
  }

  /** Where the reads of a vertex end. */
  int to(int v) {
    return v < inputs ? 0 : start[v - inputs + 1];
  }

  private void fillLevels() {
    for (int v = inputs; v < level.length; v++) {
      int longest = 0;
      for (int e = from(v); e < to(v); e++) {
        longest = Math.max(longest, level[read[e]]);
      }
      level[v] = longest + 1;
    }
  }

  private void countReaders() {
    int[] last = none();
    for (int v = inputs; v < level.length; v++) {
      for (int e = from(v); e < to(v); e++) {
        if (last[read[e]] != v) {
          last[read[e]] = v;
          readerStart[read[e] + 1]++;
        }
      }
    }
    for (int v = 0; v < level.length; v++) {
      readerStart[v + 1] += readerStart[v];
    }
  }

  private void fillReaders() {
    int[] last = none();
    int[] next = Arrays.copyOf(readerStart, level.length);
    for (int v = inputs; v < level.length; v++) {
      for (int e = from(v); e < to(v); e++) {
        if (last[read[e]] != v) {
          last[read[e]] = v;
          reader[next[read[e]]++] = v;
        }
      }
    }
  }

  private int[] none() {
    int[] last = new int[level.length];
    Arrays.fill(last, -1);
    return last;
  }
}
