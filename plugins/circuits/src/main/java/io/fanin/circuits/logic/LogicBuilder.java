package io.fanin.circuits.logic;

import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a circuit of two-input gates while it folds constants and shares equal gates.
 *
 * <p>Signals are literals: {@code 2 * node + c}, inverted if {@code c} is 1, so that {@code NOT}
 * costs nothing; {@link #FALSE} and {@link #TRUE} are the literals of node 0. Nodes are ANDs and
 * XORs (an XOR-AND graph), found again by their operands in a hash table, so common subexpressions
 * are one node; an AND that spells out an XOR becomes one. Every call costs constant time. Not
 * thread-safe.
 */
public final class LogicBuilder {
  /** The literal of 0. */
  public static final int FALSE = 0;

  /** The literal of 1. */
  public static final int TRUE = 1;

  private final List<String> inputNames = new ArrayList<>();
  private final List<String> outputNames = new ArrayList<>();
  private int[] outputs = new int[8];

  /** Operands of a node; {@code a < b} is an AND, {@code a > b} an XOR, -1 no gate. */
  private int[] first = new int[64];

  private int[] second = new int[64];
  private int nodes = 1;
  private int[] table = new int[128];
  private final int limit;

  /** A builder of at most {@value Circuit#MAX_GATES} gates. */
  public LogicBuilder() {
    this(Circuit.MAX_GATES);
  }

  /**
   * A builder with a limit of its own.
   *
   * @param limit most gates, from 1
   */
  public LogicBuilder(int limit) {
    this.limit = limit;
    first[0] = -1;
  }

  /** Adds an input and returns its literal. */
  public int input(String name) {
    if (nodes != inputNames.size() + 1) {
      throw new IllegalArgumentException("input '" + name + "' comes after a gate");
    }
    inputNames.add(name);
    return 2 * append(-1, 0);
  }

  /** The other value. */
  public static int not(int literal) {
    return literal ^ 1;
  }

  /** {@code a AND b}. */
  public int and(int a, int b) {
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    if (low == FALSE || low == not(high)) {
      return FALSE;
    }
    if (low == TRUE || low == high) {
      return high;
    }
    int simpler = absorbed(low, high);
    if (simpler < 0) {
      simpler = absorbed(high, low);
    }
    return simpler >= 0 ? simpler : exclusive(low, high);
  }

  /** {@code a AND b} where b is an AND that holds a, or its inverse; -1 if it is not. */
  private int absorbed(int a, int b) {
    int node = b >> 1;
    if (!isAnd(node)) {
      return -1;
    }
    int p = first[node];
    int q = second[node];
    if ((b & 1) == 0) {
      return a == p || a == q ? b : a == not(p) || a == not(q) ? FALSE : -1;
    }
    if (a == not(p) || a == not(q)) {
      return a;
    }
    return a == p ? and(a, not(q)) : a == q ? and(a, not(p)) : -1;
  }

  /**
   * {@code NOT(p q) AND NOT(NOT p NOT q)} is an XOR, {@code NOT(p q) AND NOT(NOT p q)} is not q.
   */
  private int exclusive(int low, int high) {
    int m = low >> 1;
    int n = high >> 1;
    if ((low & high & 1) == 1 && isAnd(m) && isAnd(n)) {
      int p = first[m];
      int q = second[m];
      int r = first[n];
      int s = second[n];
      if (p == not(r) && q == not(s)) {
        return xor(p, q);
      }
      if ((p == r && q == not(s)) || (p == s && q == not(r))) {
        return not(p);
      }
      if ((q == s && p == not(r)) || (q == r && p == not(s))) {
        return not(q);
      }
    }
    return 2 * find(low, high);
  }

  /** {@code a OR b}. */
  public int or(int a, int b) {
    return not(and(not(a), not(b)));
  }

  /** {@code a XOR b}. */
  public int xor(int a, int b) {
    int sign = (a ^ b) & 1;
    int low = Math.min(a & ~1, b & ~1);
    int high = Math.max(a & ~1, b & ~1);
    if (low == high) {
      return sign;
    }
    if (low == FALSE) {
      return high | sign;
    }
    return 2 * find(high, low) | sign;
  }

  /** {@code condition ? then : otherwise}, at most three gates. */
  public int select(int condition, int then, int otherwise) {
    if (then == not(otherwise)) {
      return xor(condition, otherwise);
    }
    if (then == TRUE || then == condition) {
      return or(condition, otherwise);
    }
    if (then == FALSE || then == not(condition)) {
      return and(not(condition), otherwise);
    }
    if (otherwise == FALSE || otherwise == condition) {
      return and(condition, then);
    }
    if (otherwise == TRUE || otherwise == not(condition)) {
      return or(not(condition), then);
    }
    return xor(otherwise, and(condition, xor(then, otherwise)));
  }

  /** Any of several, as a balanced tree. */
  public int any(int... literals) {
    int[] level = literals.clone();
    int size = level.length;
    while (size > 1) {
      int half = (size + 1) / 2;
      for (int i = 0; i < half; i++) {
        level[i] = 2 * i + 1 < size ? or(level[2 * i], level[2 * i + 1]) : level[2 * i];
      }
      size = half;
    }
    return size == 0 ? FALSE : level[0];
  }

  /** A look-up table of at most six literals, by Shannon's expansion in the last one. */
  public int lookUp(long gateTable, int... arguments) {
    long t = gateTable & Circuit.mask(arguments.length);
    if (t == 0) {
      return FALSE;
    }
    if (t == Circuit.mask(arguments.length)) {
      return TRUE;
    }
    int last = arguments.length - 1;
    int[] rest = Arrays.copyOf(arguments, last);
    long high = t >>> (1 << last);
    long low = t & Circuit.mask(last);
    int then = lookUp(high, rest);
    if (high == low) {
      return then;
    }
    if (high == (~low & Circuit.mask(last))) {
      return xor(arguments[last], not(then));
    }
    return select(arguments[last], then, lookUp(low, rest));
  }

  /** Names a literal as an output. */
  public LogicBuilder output(String name, int literal) {
    if (outputNames.size() == outputs.length) {
      outputs = Arrays.copyOf(outputs, 2 * outputs.length);
    }
    outputs[outputNames.size()] = literal;
    outputNames.add(name);
    return this;
  }

  /** How many gates there are, needed or not. */
  public int gates() {
    return nodes - 1 - inputNames.size();
  }

  /** Constant 0, inputs and gates. */
  int nodes() {
    return nodes;
  }

  int inputs() {
    return inputNames.size();
  }

  boolean isAnd(int node) {
    return first[node] >= 0 && first[node] < second[node];
  }

  boolean isGate(int node) {
    return first[node] >= 0;
  }

  int first(int node) {
    return first[node];
  }

  int second(int node) {
    return second[node];
  }

  int outputs() {
    return outputNames.size();
  }

  int output(int i) {
    return outputs[i];
  }

  String outputName(int i) {
    return outputNames.get(i);
  }

  String inputName(int i) {
    return inputNames.get(i);
  }

  /** The AND of two literals if it is there already, else -1; both orders allowed. */
  int knownAnd(int a, int b) {
    return look(Math.min(a, b), Math.max(a, b));
  }

  /** The XOR of two plain literals if it is there already, else -1. */
  int knownXor(int a, int b) {
    return look(Math.max(a, b), Math.min(a, b));
  }

  private int look(int a, int b) {
    int at = slot(a, b);
    return table[at] == 0 ? -1 : table[at];
  }

  private int find(int a, int b) {
    int at = slot(a, b);
    if (table[at] == 0) {
      if (gates() == limit) {
        throw new InvalidInputException(
            "the circuit needs more than %,d gates, the limit; make the input shorter"
                .formatted(limit));
      }
      table[at] = append(a, b);
      if (2 * nodes > table.length) {
        rehash();
        return nodes - 1;
      }
    }
    return table[at];
  }

  /** Where the node with these operands is, or would be. */
  private int slot(int a, int b) {
    int mask = table.length - 1;
    int at = (a * 0x9E3779B1 ^ Integer.rotateLeft(b * 0x85EBCA6B, 15)) * 0xC2B2AE35 >>> 7 & mask;
    while (table[at] != 0 && (first[table[at]] != a || second[table[at]] != b)) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void rehash() {
    table = new int[2 * table.length];
    for (int n = 1; n < nodes; n++) {
      if (isGate(n)) {
        table[slot(first[n], second[n])] = n;
      }
    }
  }

  private int append(int a, int b) {
    if (nodes == first.length) {
      first = Arrays.copyOf(first, 2 * nodes);
      second = Arrays.copyOf(second, 2 * nodes);
    }
    first[nodes] = a;
    second[nodes] = b;
    return nodes++;
  }

  /**
   * The circuit of what the outputs depend on, inversions folded into the gates' tables.
   *
   * <p>A gate is stored inverted if an output wants it so; only an output that wants what another
   * stores inverted, or an inverted input, costs a gate more.
   */
  public Circuit build() {
    return new LogicExport(this).circuit();
  }
}
