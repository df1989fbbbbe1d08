package io.fanin.circuits.logic;

/**
 * Cuts of at most four leaves: for each node a few small sets of earlier nodes that decide it, with
 * the node's table over them. Flat arrays, {@value #PER_NODE} cuts a node.
 */
final class Cuts {
  static final int LEAVES = 4;
  static final int PER_NODE = 6;

  private static final int[] PATTERN = {0xAAAA, 0xCCCC, 0xF0F0, 0xFF00};

  private final LogicBuilder logic;
  private final int[] leaves;
  private final byte[] sizes;
  private final char[] tables;
  private final byte[] counts;

  private final int[] merged = new int[LEAVES];

  Cuts(LogicBuilder logic) {
    this.logic = logic;
    int nodes = logic.nodes();
    leaves = new int[Math.multiplyExact(nodes, PER_NODE * LEAVES)];
    sizes = new byte[nodes * PER_NODE];
    tables = new char[nodes * PER_NODE];
    counts = new byte[nodes];
    for (int n = 1; n < nodes; n++) {
      if (logic.isGate(n)) {
        combine(n);
      }
      trivial(n);
    }
  }

  /** How many cuts a node has besides itself. */
  int count(int node) {
    return counts[node] - 1;
  }

  int size(int node, int cut) {
    return sizes[node * PER_NODE + cut];
  }

  int leaf(int node, int cut, int i) {
    return leaves[(node * PER_NODE + cut) * LEAVES + i];
  }

  /** The table over the leaves, repeated to 16 bits. */
  int table(int node, int cut) {
    return tables[node * PER_NODE + cut];
  }

  /** The node alone: last, so that its readers can go on from it. */
  private void trivial(int n) {
    int at = n * PER_NODE + counts[n]++;
    leaves[at * LEAVES] = n;
    sizes[at] = 1;
    tables[at] = (char) PATTERN[0];
  }

  private void combine(int n) {
    int a = logic.first(n);
    int b = logic.second(n);
    for (int i = 0; i < counts[a >> 1]; i++) {
      for (int j = 0; j < counts[b >> 1]; j++) {
        if (counts[n] == PER_NODE - 1) {
          return;
        }
        merge(n, a, i, b, j);
      }
    }
  }

  private void merge(int n, int a, int i, int b, int j) {
    int p = (a >> 1) * PER_NODE + i;
    int q = (b >> 1) * PER_NODE + j;
    int size = union(p, q);
    if (size < 0) {
      return;
    }
    int x = expand(p, size) ^ ((a & 1) == 1 ? 0xFFFF : 0);
    int y = expand(q, size) ^ ((b & 1) == 1 ? 0xFFFF : 0);
    int at = n * PER_NODE + counts[n];
    System.arraycopy(merged, 0, leaves, at * LEAVES, size);
    sizes[at] = (byte) size;
    tables[at] = (char) (logic.isAnd(n) ? x & y : x ^ y);
    for (int k = n * PER_NODE; k < at; k++) {
      if (same(k, at)) {
        return;
      }
    }
    counts[n]++;
  }

  private boolean same(int k, int at) {
    for (int i = 0; i < sizes[at]; i++) {
      if (sizes[k] != sizes[at] || leaves[k * LEAVES + i] != leaves[at * LEAVES + i]) {
        return false;
      }
    }
    return true;
  }

  /** Merges two ascending lists into {@link #merged}; -1 if too long. */
  private int union(int p, int q) {
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < sizes[p] || j < sizes[q]) {
      int x = i < sizes[p] ? leaves[p * LEAVES + i] : Integer.MAX_VALUE;
      int y = j < sizes[q] ? leaves[q * LEAVES + j] : Integer.MAX_VALUE;
      if (size == LEAVES) {
        return -1;
      }
      merged[size++] = Math.min(x, y);
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
    }
    return size;
  }

  /** A cut's table over the merged leaves. */
  private int expand(int cut, int size) {
    int result = 0;
    int[] place = new int[LEAVES];
    for (int i = 0; i < sizes[cut]; i++) {
      for (int k = 0; k < size; k++) {
        place[i] = merged[k] == leaves[cut * LEAVES + i] ? k : place[i];
      }
    }
    for (int row = 0; row < 16; row++) {
      int index = 0;
      for (int i = 0; i < sizes[cut]; i++) {
        index |= (row >> place[i] & 1) << i;
      }
      result |= (tables[cut] >> index & 1) << row;
    }
    return result;
  }
}
