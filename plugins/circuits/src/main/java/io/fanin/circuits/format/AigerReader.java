package io.fanin.circuits.format;

import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.circuits.logic.SequentialCircuit;
import io.fanin.input.InvalidInputException;
import java.util.Arrays;

/**
 * Reads AIGER 1.9, ASCII ({@code aag}) and binary ({@code aig}): inputs, latches with a reset
 * value, outputs, ANDs, symbols and a comment. Bad states, constraints, justice and fairness
 * properties are refused by name (Biere, Heljanko, Wieringa: AIGER 1.9 and beyond, 2011).
 *
 * <p>Equal gates are shared and constants folded while reading.
 */
public final class AigerReader {
  private static final int MAX_VARIABLES = 1 << 23;
  private static final int MAX_INPUTS = 1 << 20;
  private static final String[] EXTRAS = {
    "bad states", "invariant constraints", "justice properties", "fairness constraints"
  };

  private final AigerBytes bytes;
  private boolean binary;

  /** M, I, L, O, A. */
  private final int[] header = new int[5];

  private int[] inputs = {};
  private int[] latches = {};
  private int[] next = {};
  private boolean[] reset = {};
  private int[] outputs = {};

  /** Operands of the AND of each variable; -1 where it has none. */
  private int[] left = {};

  private int[] right = {};

  private int[] literal = {};
  private String[] names = {};

  private AigerReader(byte[] content, String source) {
    bytes = new AigerBytes(content, source);
  }

  /**
   * Reads a circuit.
   *
   * @param content the file
   * @param source what to call it in an error
   * @throws InvalidInputException with line or byte, if anything is wrong or not supported
   */
  public static SequentialCircuit read(byte[] content, String source) {
    AigerReader reader = new AigerReader(content, source);
    reader.header();
    reader.body();
    reader.symbols();
    return reader.circuit();
  }

  private void header() {
    String[] words = bytes.line("the header").split(" ", -1);
    if (!words[0].equals("aag") && !words[0].equals("aig")) {
      throw bytes.error("the header must start with 'aag' or 'aig'; is it an AIGER file?");
    }
    binary = words[0].equals("aig");
    if (words.length < 6 || words.length > 10) {
      throw bytes.error(
          "the header needs the five numbers M I L O A, such as '" + words[0] + " 3 2 0 1 1'");
    }
    for (int i = 1; i < words.length; i++) {
      int value = bytes.number(words[i], Integer.MAX_VALUE, "the header's number " + i);
      if (i <= 5) {
        header[i - 1] = value;
      } else if (value > 0) {
        throw bytes.error(EXTRAS[i - 6] + " are not supported; leave them out");
      }
    }
    checkHeader();
  }

  private void checkHeader() {
    long sum = (long) header[1] + header[2] + header[4];
    if (header[0] > MAX_VARIABLES || header[1] > MAX_INPUTS) {
      throw bytes.error(
          "the header says %,d variables and %,d inputs; at most %,d and %,d are kept in memory"
              .formatted(header[0], header[1], MAX_VARIABLES, MAX_INPUTS));
    }
    if (binary ? header[0] != sum : header[0] < sum) {
      throw bytes.error("the header says M = %d, but I + L + A = %d".formatted(header[0], sum));
    }
    long least = 2L * ((binary ? 0 : header[1]) + (long) header[2] + header[3] + header[4]);
    if (least > bytes.left()) {
      throw bytes.error(
          "the header promises at least %,d further bytes, but the file has %,d; is it cut off?"
              .formatted(least, bytes.left()));
    }
  }

  private void body() {
    int variables = header[0] + 1;
    inputs = new int[header[1]];
    latches = new int[header[2]];
    next = new int[header[2]];
    reset = new boolean[header[2]];
    outputs = new int[header[3]];
    names = new String[header[1] + header[2] + header[3]];
    left = new int[variables];
    right = new int[variables];
    literal = new int[variables];
    Arrays.fill(left, -1);
    Arrays.fill(literal, -1);
    literal[0] = LogicBuilder.FALSE;
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = binary ? 1 + i : fresh(bytes.line("input " + i));
      literal[inputs[i]] = 0;
    }
    for (int i = 0; i < latches.length; i++) {
      latch(i);
    }
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = literalOf(bytes.line("output " + i), "output " + i);
    }
    for (int i = 0; i < header[4]; i++) {
      if (binary) {
        binaryAnd(i);
      } else {
        asciiAnd(i);
      }
    }
  }

  /** A variable that is defined here; its literal must be positive, even and new. */
  private int fresh(String word) {
    int defined = literalOf(word, "a definition");
    if (defined < 2 || (defined & 1) == 1) {
      throw bytes.error("literal " + defined + " cannot be defined; it must be even and above 1");
    }
    if (literal[defined >> 1] >= 0 || left[defined >> 1] >= 0) {
      throw bytes.error("variable " + (defined >> 1) + " is defined twice");
    }
    return defined >> 1;
  }

  private int literalOf(String word, String what) {
    return bytes.number(word, 2 * header[0] + 1, "the literal of " + what);
  }

  private void latch(int i) {
    String[] words = bytes.line("latch " + i).split(" ", -1);
    int least = binary ? 1 : 2;
    if (words.length < least || words.length > least + 1) {
      throw bytes.error("latch " + i + " needs " + least + " literals and may have a reset value");
    }
    latches[i] = binary ? 1 + inputs.length + i : fresh(words[0]);
    literal[latches[i]] = 0;
    next[i] = literalOf(words[least - 1], "latch " + i);
    String value = words.length > least ? words[least] : "0";
    if (!value.equals("0") && !value.equals("1")) {
      throw bytes.error(
          "latch "
              + i
              + " has the reset value '"
              + AigerBytes.shown(value)
              + "'; only 0 and 1 are"
              + " supported");
    }
    reset[i] = value.equals("1");
  }

  private void asciiAnd(int i) {
    String[] words = bytes.line("AND " + i).split(" ", -1);
    if (words.length != 3) {
      throw bytes.error("AND " + i + " needs three literals");
    }
    int variable = fresh(words[0]);
    left[variable] = literalOf(words[1], "AND " + i);
    right[variable] = literalOf(words[2], "AND " + i);
  }

  private void binaryAnd(int i) {
    int variable = 1 + inputs.length + latches.length + i;
    String what = "AND " + i + " of " + header[4];
    long high = 2L * variable - bytes.delta(what);
    long low = high - bytes.delta(what);
    if (high < 0 || low < 0 || high >= 2L * variable) {
      throw bytes.error(what + " reads a literal that is not below its own");
    }
    left[variable] = (int) high;
    right[variable] = (int) low;
  }

  private void symbols() {
    while (bytes.left() > 0) {
      String line = bytes.line("a symbol");
      if (line.equals("c")) {
        return; // the comment goes to the end
      }
      int space = line.indexOf(' ');
      int kind = line.isEmpty() ? -1 : "ilo".indexOf(line.charAt(0));
      if (kind < 0 || space < 2 || space == line.length() - 1) {
        throw bytes.error("a symbol must look like 'i0 name', 'l0 name' or 'o0 name'");
      }
      int size = header[1 + kind];
      int index = bytes.number(line.substring(1, space), Integer.MAX_VALUE, "a symbol's number");
      int at = index + (kind > 0 ? header[1] : 0) + (kind > 1 ? header[2] : 0);
      if (index >= size || names[at] != null) {
        throw bytes.error(
            "symbol '" + line.substring(0, space) + "' names nothing, or names it again");
      }
      names[at] = line.substring(space + 1);
    }
  }

  private SequentialCircuit circuit() {
    LogicBuilder logic = new LogicBuilder();
    for (int i = 0; i < inputs.length; i++) {
      literal[inputs[i]] = logic.input(name(i, "i" + i));
    }
    for (int i = 0; i < latches.length; i++) {
      literal[latches[i]] = logic.input(name(inputs.length + i, "l" + i));
    }
    int[] stack = new int[header[0] + 1];
    boolean[] active = new boolean[header[0] + 1];
    for (int i = 0; i < outputs.length; i++) {
      int value = build(outputs[i], logic, stack, active);
      logic.output(name(inputs.length + latches.length + i, "o" + i), value);
    }
    for (int i = 0; i < latches.length; i++) {
      logic.output("l" + i + ".next", build(next[i], logic, stack, active));
    }
    for (int v = 1; v <= header[0]; v++) { // what no output needs must be sound all the same
      if (left[v] >= 0) {
        build(2 * v, logic, stack, active);
      }
    }
    return new SequentialCircuit(logic.build(), reset);
  }

  private String name(int at, String otherwise) {
    String name = names[at];
    return name == null ? otherwise : name;
  }

  /** Builds what a literal needs, with a stack of its own: depth is no limit. */
  private int build(int wanted, LogicBuilder logic, int[] stack, boolean[] active) {
    int size = 0;
    if (literal[wanted >> 1] < 0) {
      stack[size++] = push(wanted >> 1, active);
    }
    while (size > 0) {
      int v = stack[size - 1];
      int a = left[v] >> 1;
      int b = right[v] >> 1;
      if (literal[a] < 0) {
        stack[size++] = push(a, active);
      } else if (literal[b] < 0) {
        stack[size++] = push(b, active);
      } else {
        literal[v] = logic.and(literal[a] ^ (left[v] & 1), literal[b] ^ (right[v] & 1));
        active[v] = false;
        size--;
      }
    }
    return literal[wanted >> 1] ^ (wanted & 1);
  }

  private int push(int v, boolean[] active) {
    if (left[v] < 0) {
      throw InvalidInputException.in(
          bytes.source(), "variable " + v + " is read, but nothing defines it");
    }
    if (active[v]) {
      throw InvalidInputException.in(
          bytes.source(), "a cycle: variable " + v + " depends on itself; break it with a latch");
    }
    active[v] = true;
    return v;
  }
}
