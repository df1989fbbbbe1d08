package io.fanin.circuits.logic;

import java.util.Arrays;

/**
 * Makes a circuit smaller: structural hashing, constant folding, and rewriting of cuts of four
 * leaves.
 *
 * <p>A pass rebuilds the circuit from its inputs on. For each node it asks of every small cut: how
 * many nodes would go away with this one (those that only it uses, above the cut), and how many
 * would a fresh structure of the cut's function add to what is there already? The best is taken;
 * passes go on while the circuit shrinks (Mishchenko, Chatterjee, Brayton: DAG-aware AIG rewriting,
 * DAC 2006). Linear in the circuit for each pass.
 */
public final class Minimisation {
  private static final int MOST_PASSES = 6;

  private final LogicBuilder old;
  private final LogicBuilder fresh = new LogicBuilder();
  private final Structures structures;
  private final Cuts cuts;
  private final int[] references;
  private final int[] image;

  /** Fresh nodes that would go away with the node at hand carry its number. */
  private int[] dying = new int[64];

  private final int[] stack;

  private Minimisation(LogicBuilder old, Structures structures) {
    this.old = old;
    this.structures = structures;
    this.cuts = new Cuts(old);
    this.references = new int[old.nodes()];
    this.image = new int[old.nodes()];
    this.stack = new int[old.nodes()];
  }

  /** An equal circuit of two-input gates, never with more than sharing and folding alone leave. */
  public static Circuit minimise(Circuit circuit) {
    Structures structures = new Structures();
    Circuit best = logic(circuit).build();
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Circuit next = new Minimisation(logic(best), structures).pass();
      boolean worthAnother = next.gates() < best.gates() - best.gates() / 100;
      best = next.gates() < best.gates() ? next : best;
      if (!worthAnother) {
        break;
      }
    }
    return best;
  }

  /** The circuit in a builder that shares and folds. */
  public static LogicBuilder logic(Circuit circuit) {
    LogicBuilder logic = new LogicBuilder();
    int[] literal = new int[circuit.vertices()];
    for (int v = 0; v < circuit.vertices(); v++) {
      if (v < circuit.inputs()) {
        literal[v] = logic.input(circuit.inputName(v));
      } else {
        int[] arguments = new int[circuit.arity(v)];
        for (int slot = 0; slot < arguments.length; slot++) {
          arguments[slot] = literal[circuit.read(v, slot)];
        }
        literal[v] = logic.lookUp(circuit.table(v), arguments);
      }
    }
    for (int i = 0; i < circuit.outputs(); i++) {
      logic.output(circuit.outputName(i), literal[circuit.output(i)]);
    }
    return logic;
  }

  private Circuit pass() {
    countReferences();
    for (int n = 1; n < old.nodes(); n++) {
      image[n] = old.isGate(n) ? rebuilt(n) : fresh.input(old.inputName(n - 1));
    }
    for (int i = 0; i < old.outputs(); i++) {
      fresh.output(old.outputName(i), moved(old.output(i)));
    }
    return fresh.build();
  }

  private void countReferences() {
    for (int i = 0; i < old.outputs(); i++) {
      references[old.output(i) >> 1]++;
    }
    for (int n = 1; n < old.nodes(); n++) {
      if (old.isGate(n)) {
        references[old.first(n) >> 1]++;
        references[old.second(n) >> 1]++;
      }
    }
  }

  private int moved(int literal) {
    return image[literal >> 1] ^ (literal & 1);
  }

  private int rebuilt(int n) {
    int best = -1;
    int bestGain = 0;
    for (int cut = 0; cut < cuts.count(n); cut++) {
      int gain = gain(n, cut);
      if (gain > bestGain) {
        bestGain = gain;
        best = cut;
      }
    }
    if (best >= 0) {
      return build(cuts.table(n, best), leaves(n, best));
    }
    int a = moved(old.first(n));
    int b = moved(old.second(n));
    return old.isAnd(n) ? fresh.and(a, b) : fresh.xor(a, b);
  }

  private int[] leaves(int n, int cut) {
    int[] literals = new int[cuts.size(n, cut)];
    Arrays.setAll(literals, i -> image[cuts.leaf(n, cut, i)]);
    return literals;
  }

  private int gain(int n, int cut) {
    int upper = structures.cost(cuts.table(n, cut));
    for (int i = 0; i < cuts.size(n, cut); i++) {
      references[cuts.leaf(n, cut, i)]++; // a leaf stays whatever happens above it
    }
    if (dying.length < fresh.nodes()) {
      dying = Arrays.copyOf(dying, 2 * fresh.nodes());
    }
    int saved = release(n);
    int added = upper == 0 ? 0 : added(cuts.table(n, cut), leaves(n, cut), n);
    for (int i = 0; i < cuts.size(n, cut); i++) {
      references[cuts.leaf(n, cut, i)]--;
    }
    return saved - added;
  }

  /** How many nodes only {@code n} uses, itself included; marks their images as dying. */
  private int release(int n) {
    int size = 0;
    stack[size++] = n;
    for (int i = 0; i < size; i++) {
      dying[image[stack[i]] >> 1] = n;
      for (int operand : new int[] {old.first(stack[i]) >> 1, old.second(stack[i]) >> 1}) {
        if (--references[operand] == 0 && old.isGate(operand)) {
          stack[size++] = operand;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      references[old.first(stack[i]) >> 1]++;
      references[old.second(stack[i]) >> 1]++;
    }
    return size;
  }

  /** Result of {@link #probe} for a literal that is not there yet. */
  private static final int ABSENT = -1;

  private int addedSoFar;

  private int added(int table, int[] leaves, int n) {
    addedSoFar = 0;
    probe(table, leaves, n);
    return addedSoFar;
  }

  /** Walks the structure as {@link #build} would, and counts what is not there to stay. */
  private int probe(int table, int[] leaves, int n) {
    if (table == 0 || table == 0xFFFF) {
      return table & 1;
    }
    if (Structures.isLiteral(table)) {
      return Structures.literal(table, leaves);
    }
    int top = structures.top(table);
    boolean swap = structures.inverted(table);
    int x = swap ? leaves[top] ^ 1 : leaves[top];
    int low = swap ? Structures.high(table, top) : Structures.low(table, top);
    int high = swap ? Structures.low(table, top) : Structures.high(table, top);
    if (low == 0 || low == 0xFFFF) {
      int rest = probe(high, leaves, n);
      return low == 0 ? and(x, rest, n) : inverse(and(x, inverse(rest), n));
    }
    int rest = probe(low, leaves, n);
    if (high == 0 || high == 0xFFFF) {
      return high == 0 ? and(x ^ 1, rest, n) : inverse(and(x ^ 1, inverse(rest), n));
    }
    return high == (low ^ 0xFFFF)
        ? xor(x, rest, n)
        : xor(rest, and(x, probe(low ^ high, leaves, n), n), n);
  }

  private static int inverse(int literal) {
    return literal == ABSENT ? ABSENT : literal ^ 1;
  }

  private int and(int a, int b, int n) {
    if (a == ABSENT || b == ABSENT) {
      addedSoFar++;
      return ABSENT;
    }
    if ((a >> 1) == (b >> 1) || (a >> 1) == 0 || (b >> 1) == 0) {
      return fresh.and(a, b); // folds, adds nothing
    }
    return counted(fresh.knownAnd(a, b), 0, n);
  }

  private int xor(int a, int b, int n) {
    if (a == ABSENT || b == ABSENT) {
      addedSoFar++;
      return ABSENT;
    }
    if ((a >> 1) == (b >> 1) || (a >> 1) == 0 || (b >> 1) == 0) {
      return fresh.xor(a, b); // folds, adds nothing
    }
    return counted(fresh.knownXor(a & ~1, b & ~1), (a ^ b) & 1, n);
  }

  private int counted(int node, int sign, int n) {
    if (node < 0) {
      addedSoFar++;
      return ABSENT;
    }
    addedSoFar += dying[node] == n ? 1 : 0;
    return 2 * node | sign;
  }

  private int build(int table, int[] leaves) {
    if (table == 0 || table == 0xFFFF) {
      return table & 1;
    }
    if (Structures.isLiteral(table)) {
      return Structures.literal(table, leaves);
    }
    int top = structures.top(table);
    boolean swap = structures.inverted(table);
    int x = swap ? leaves[top] ^ 1 : leaves[top];
    int low = swap ? Structures.high(table, top) : Structures.low(table, top);
    int high = swap ? Structures.low(table, top) : Structures.high(table, top);
    if (low == 0 || low == 0xFFFF) {
      int rest = build(high, leaves);
      return low == 0 ? fresh.and(x, rest) : fresh.or(x ^ 1, rest);
    }
    int rest = build(low, leaves);
    if (high == 0 || high == 0xFFFF) {
      return high == 0 ? fresh.and(x ^ 1, rest) : fresh.or(x, rest);
    }
    return high == (low ^ 0xFFFF)
        ? fresh.xor(x, rest)
        : fresh.xor(rest, fresh.and(x, build(low ^ high, leaves)));
  }
}
