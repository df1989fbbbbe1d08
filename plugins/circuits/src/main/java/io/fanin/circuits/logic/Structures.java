package io.fanin.circuits.logic;

/**
 * Small structures for all functions of four variables: how to split each, and what it costs as a
 * tree of two-input gates.
 *
 * <p>A split is {@code top AND/OR/XOR rest} for a variable {@code top} where a cofactor allows it,
 * or Davio's {@code low XOR top (low XOR high)}, or that of the inverted variable. Filled as
 * functions are asked for.
 */
final class Structures {
  private static final int ALL = 0xFFFF;
  private static final int[] PATTERN = {0xAAAA, 0xCCCC, 0xF0F0, 0xFF00};

  /** Cost plus 1; 0 where it is not known yet. */
  private final byte[] cost = new byte[ALL + 1];

  private final byte[] top = new byte[ALL + 1];
  private final boolean[] inverted = new boolean[ALL + 1];

  /** Gates of the tree. */
  int cost(int table) {
    if (cost[table] == 0) {
      find(table);
    }
    return cost[table] - 1;
  }

  /** The variable to split by. */
  int top(int table) {
    cost(table);
    return top[table];
  }

  private void find(int table) {
    if (table == 0 || table == ALL || isLiteral(table)) {
      cost[table] = 1;
      return;
    }
    int best = Byte.MAX_VALUE;
    for (int v = 0; v < Cuts.LEAVES; v++) {
      int low = low(table, v);
      int high = high(table, v);
      if (low != high) {
        take(table, v, false, splitCost(low, high), best);
        best = Math.min(best, splitCost(low, high));
        take(table, v, true, splitCost(high, low), best);
        best = Math.min(best, splitCost(high, low));
      }
    }
    cost[table] = (byte) (best + 1);
  }

  private void take(int table, int v, boolean invert, int own, int best) {
    if (own < best) {
      top[table] = (byte) v;
      inverted[table] = invert;
    }
  }

  /** Whether to split by the inverted variable, which swaps the cofactors. */
  boolean inverted(int table) {
    cost(table);
    return inverted[table];
  }

  private int splitCost(int low, int high) {
    if (low == 0 || low == ALL) {
      return 1 + cost(high);
    }
    if (high == 0 || high == ALL || low == (high ^ ALL)) {
      return 1 + cost(low);
    }
    return 2 + cost(low) + cost(low ^ high);
  }

  static boolean isLiteral(int table) {
    for (int pattern : PATTERN) {
      if (table == pattern || table == (pattern ^ ALL)) {
        return true;
      }
    }
    return false;
  }

  /** The literal of a table that {@link #isLiteral}, given the leaves' literals. */
  static int literal(int table, int[] leaves) {
    for (int v = 0; v < leaves.length; v++) {
      if (table == PATTERN[v]) {
        return leaves[v];
      }
      if (table == (PATTERN[v] ^ ALL)) {
        return leaves[v] ^ 1;
      }
    }
    throw new IllegalArgumentException("table " + table + " is no literal of the leaves");
  }

  /** The table with variable v at 0, again over four variables. */
  static int low(int table, int v) {
    int part = table & ~PATTERN[v] & ALL;
    return part | part << (1 << v);
  }

  /** The table with variable v at 1. */
  static int high(int table, int v) {
    int part = table & PATTERN[v];
    return part | part >> (1 << v);
  }
}
