package io.fanin.experiments.claim.chain;

import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;

/**
 * The parity of the first k of n signs as a tree of products of two, some of whose nodes are
 * written down one after the other; what was written is read by what comes later.
 *
 * <p>Networks start without a preference among inputs, so it does not matter which k are read.
 */
final class Transcript {
  private final int n;
  private final SparseGraph tree;
  private final int[] written;
  private final boolean backwards;

  /**
   * A transcript.
   *
   * @param k read by the parity, from 2 to n
   * @param told for every vertex of {@link #tree} whether it is written; the answer always is
   * @param backwards whether the answer comes first, and every node before what it is made of
   */
  Transcript(int n, int k, boolean[] told, boolean backwards) {
    this.n = n;
    tree = tree(k);
    int[] nodes =
        java.util.stream.IntStream.range(k, tree.vertices())
            .filter(v -> told[v] || v == answer(tree))
            .toArray();
    this.backwards = backwards;
    if (backwards) {
      for (int i = 0; i < nodes.length / 2; i++) {
        int other = nodes[nodes.length - 1 - i];
        nodes[nodes.length - 1 - i] = nodes[i];
        nodes[i] = other;
      }
    }
    written = nodes;
  }

  /** The tree over k signs that joins neighbours level by level. */
  static SparseGraph tree(int k) {
    return GraphFamilies.kAryTree(k, 2);
  }

  private static int answer(SparseGraph tree) {
    return tree.outputs()[0];
  }

  SparseGraph tree() {
    return tree;
  }

  /** How many nodes are written, the answer among them. */
  int length() {
    return written.length;
  }

  /** The vertex that is written at a place. */
  int vertex(int place) {
    return written[place];
  }

  /** What is read to predict the node at a place: all signs and what was written before. */
  int reads(int place) {
    return n + place;
  }

  /** Columns of a row: the signs and all that is written before the last. */
  int columns() {
    return n + written.length - 1;
  }

  /**
   * The largest number of signs and written nodes that one step multiplies, where what a node is
   * made of comes before it: 2 if every node is written, k if the answer alone is.
   */
  int largestStep() {
    if (backwards) {
      return tree.inputs();
    }
    int[] parts = new int[tree.vertices()];
    int largest = 0;
    int next = 0;
    for (int v = 0; v < parts.length; v++) {
      if (v < tree.inputs()) {
        parts[v] = 1;
        continue;
      }
      for (int u : tree.reads(v)) {
        parts[v] += parts[u];
      }
      if (next < written.length && written[next] == v) {
        largest = Math.max(largest, parts[v]);
        parts[v] = 1;
        next++;
      }
    }
    return largest;
  }

  /**
   * Fresh rows: of the signs and what is written, as much as the arrays have room for.
   *
   * @param rows {@code [count, n and more]}
   * @param labels the written nodes, {@code [count, any]}
   */
  void fill(RandomStream random, double[] rows, double[] labels, int count) {
    int columns = rows.length / count;
    int targets = labels.length / count;
    double[] values = new double[tree.vertices()];
    for (int r = 0; r < count; r++) {
      long bits = 0;
      for (int i = 0; i < n; i++) {
        bits = i % 64 == 0 ? random.nextLong() : bits >>> 1;
        rows[r * columns + i] = (bits & 1) == 0 ? 1 : -1;
      }
      evaluate(rows, r * columns, values);
      for (int j = 0; j < columns - n; j++) {
        rows[r * columns + n + j] = values[written[j]];
      }
      for (int j = 0; j < targets; j++) {
        labels[r * targets + j] = values[written[j]];
      }
    }
  }

  /** The values of all vertices of a row that starts there. */
  void evaluate(double[] rows, int from, double[] values) {
    int k = tree.inputs();
    for (int v = 0; v < values.length; v++) {
      values[v] = v < k ? rows[from + v] : 1;
      for (int i = 0; v >= k && i < tree.fanIn(v); i++) {
        values[v] *= values[tree.read(v, i)];
      }
    }
  }
}
