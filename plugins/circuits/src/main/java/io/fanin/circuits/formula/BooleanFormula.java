package io.fanin.circuits.formula;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Variable;
import io.fanin.function.Input;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A function of bits whose nodes are formulas of words, comparisons and choices, as gates. */
public final class BooleanFormula {
  private final LogicBuilder logic = new LogicBuilder();

  private BooleanFormula() {}

  /** Whether every input is a bit and every node's formula maps bits to bits. */
  public static boolean isBoolean(SparseFunction function) {
    boolean bits = function.inputs().stream().allMatch(i -> i.type().equals(InputType.BIT));
    SparseGraph graph = function.graph();
    for (int v = graph.inputs(); bits && v < graph.vertices(); v++) {
      bits = function.constituent(v).expression().map(Expression::isBoolean).orElse(false);
    }
    return bits;
  }

  /**
   * The circuit of a Boolean function; equal gates are shared and constants folded.
   *
   * @throws InvalidInputException if it is not Boolean
   */
  public static Circuit compile(SparseFunction function) {
    if (!isBoolean(function)) {
      throw new InvalidInputException(
          "the function is not Boolean: its inputs must be bits ('in bit a, b') and its formulas"
              + " words, comparisons and choices");
    }
    return new BooleanFormula().circuit(function);
  }

  private Circuit circuit(SparseFunction function) {
    SparseGraph graph = function.graph();
    int[] literal = new int[graph.vertices()];
    for (int i = 0; i < graph.inputs(); i++) {
      Input input = function.inputs().get(i);
      literal[i] = logic.input(input.name());
    }
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      Map<String, Integer> values = new HashMap<>();
      List<String> names = function.constituent(v).arguments();
      for (int slot = 0; slot < names.size(); slot++) {
        values.put(names.get(slot), literal[graph.read(v, slot)]);
      }
      literal[v] = value(function.constituent(v).expression().orElseThrow(), values);
    }
    for (int output : graph.outputs()) {
      logic.output(graph.name(output), literal[output]);
    }
    return logic.build();
  }

  private int value(Expression expression, Map<String, Integer> values) {
    if (expression instanceof Constant constant) {
      return constant.value() == 0 ? LogicBuilder.FALSE : LogicBuilder.TRUE;
    }
    if (expression instanceof Variable variable) {
      Integer literal = values.get(variable.name());
      if (literal == null) {
        throw new IllegalStateException("no value for " + variable.name());
      }
      return literal;
    }
    Call call = (Call) expression;
    int[] x = new int[call.arguments().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = value(call.arguments().get(i), values);
    }
    return switch (call.operation()) {
      case AND -> LogicBuilder.not(logic.any(inverted(x)));
      case OR -> logic.any(x);
      case XOR -> parity(x);
      case NOT -> LogicBuilder.not(x[0]);
      case LESS -> logic.and(LogicBuilder.not(x[0]), x[1]);
      case AT_MOST -> logic.or(LogicBuilder.not(x[0]), x[1]);
      case GREATER -> logic.and(x[0], LogicBuilder.not(x[1]));
      case AT_LEAST -> logic.or(x[0], LogicBuilder.not(x[1]));
      case EQUAL -> LogicBuilder.not(logic.xor(x[0], x[1]));
      case DIFFERENT -> logic.xor(x[0], x[1]);
      case IF -> logic.select(x[0], x[1], x[2]);
      default ->
          throw new InvalidInputException(
              "'" + call.operation().symbol() + "' does not map bits to bits");
    };
  }

  private static int[] inverted(int[] x) {
    int[] inverted = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      inverted[i] = LogicBuilder.not(x[i]);
    }
    return inverted;
  }

  private int parity(int[] x) {
    int all = LogicBuilder.FALSE;
    for (int literal : x) {
      all = logic.xor(all, literal);
    }
    return all;
  }
}
