package io.fanin.circuits.target;

import io.fanin.circuits.logic.Circuit;
import io.fanin.expression.Expression;
import io.fanin.function.Constituent;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Circuits as functions of bits, with a formula of words for each table. */
public final class Gate {
  private Gate() {}

  /**
   * The function of a circuit on bits: inputs {@code x[0], x[1], …}, a node for each gate.
   *
   * <p>Gates of one table have one constituent.
   */
  public static SparseFunction function(Circuit circuit) {
    SparseFunctionBuilder builder = SparseFunction.builder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < circuit.inputs(); i++) {
      names.add("x[" + i + "]");
      builder.input(names.get(i), InputType.BIT.defaultLaw());
    }
    for (int v = circuit.inputs(); v < circuit.vertices(); v++) {
      String[] reads = new String[Math.max(1, circuit.arity(v))];
      reads[0] = names.get(0);
      for (int slot = 0; slot < circuit.arity(v); slot++) {
        reads[slot] = names.get(circuit.read(v, slot));
      }
      names.add("g[" + (v - circuit.inputs()) + "]");
      builder.node(names.get(v), constituent(circuit.table(v), circuit.arity(v)), reads);
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < circuit.outputs(); i++) {
      String name = names.get(circuit.output(i));
      if (circuit.output(i) < circuit.inputs() || outputs.contains(name)) {
        String copy = "y[" + i + "]";
        builder.node(copy, constituent(0b10, 1), name);
        name = copy;
      }
      outputs.add(name);
    }
    return builder.outputs(outputs).build();
  }

  /** The formula of a table: an XOR of two where it is one, else its ones or zeros as an OR. */
  private static Constituent constituent(long table, int arity) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < Math.max(1, arity); i++) {
      arguments.add(String.valueOf((char) ('p' + i)));
    }
    return Constituent.of(Expression.parse(formula(table, arity, arguments)), arguments);
  }

  private static String formula(long table, int arity, List<String> names) {
    if (arity == 2 && (table == 0b0110 || table == 0b1001)) {
      return table == 0b0110 ? "p xor q" : "not (p xor q)";
    }
    int rows = 1 << arity;
    boolean ones = 2 * Long.bitCount(table) <= rows;
    StringJoiner terms = new StringJoiner(" or ");
    for (int row = 0; row < rows; row++) {
      if ((table >>> row & 1) == (ones ? 1 : 0)) {
        StringJoiner factors = new StringJoiner(" and ");
        for (int i = 0; i < arity; i++) {
          factors.add((row >> i & 1) == 1 ? names.get(i) : "not " + names.get(i));
        }
        terms.add(arity == 0 ? "true" : factors.toString());
      }
    }
    String any = terms.length() == 0 ? "false" : terms.toString();
    return ones ? any : "not (" + any + ")";
  }
}
