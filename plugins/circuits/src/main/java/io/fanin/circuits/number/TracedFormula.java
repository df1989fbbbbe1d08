package io.fanin.circuits.number;

import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Operation;
import io.fanin.expression.Variable;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Runs the formulas of a function on traced numbers. */
final class TracedFormula {
  private final Tracing tracing;

  TracedFormula(Tracing tracing) {
    this.tracing = tracing;
  }

  /** The outputs. */
  List<Traced> values(SparseFunction function) {
    SparseGraph graph = function.graph();
    Traced[] values = new Traced[graph.vertices()];
    for (int i = 0; i < graph.inputs(); i++) {
      if (function.width(i) != 1) {
        throw new InvalidInputException(
            "input '%s' is a category; only real and Boolean inputs are traced"
                .formatted(graph.name(i)));
      }
      values[i] = tracing.input(i);
    }
    for (int v = graph.inputs(); v < values.length; v++) {
      Map<String, Traced> arguments = new HashMap<>();
      List<String> names = function.constituent(v).arguments();
      for (int slot = 0; slot < names.size(); slot++) {
        arguments.put(names.get(slot), values[graph.read(v, slot)]);
      }
      String node = graph.name(v);
      Expression formula =
          function
              .constituent(v)
              .expression()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "node '" + node + "' has no formula, so it cannot be traced"));
      values[v] = value(formula, arguments);
    }
    List<Traced> outputs = new ArrayList<>();
    for (int output : graph.outputs()) {
      outputs.add(values[output]);
    }
    return outputs;
  }

  private Traced value(Expression expression, Map<String, Traced> arguments) {
    if (expression instanceof Constant constant) {
      return tracing.constant(constant.value());
    }
    if (expression instanceof Variable variable) {
      Traced value = arguments.get(variable.name());
      if (value == null) {
        throw new IllegalStateException("no value for " + variable.name());
      }
      return value;
    }
    Call call = (Call) expression;
    if (call.operation() == Operation.ADD) {
      return sum(call, arguments);
    }
    List<Traced> x = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      x.add(value(argument, arguments));
    }
    return apply(call.operation(), x);
  }

  /** A sum whose negated terms are taken away. */
  private Traced sum(Call call, Map<String, Traced> arguments) {
    List<Traced> plus = new ArrayList<>();
    List<Traced> minus = new ArrayList<>();
    for (Expression term : call.arguments()) {
      if (term instanceof Call inner && inner.operation() == Operation.NEGATE) {
        minus.add(value(inner.arguments().get(0), arguments));
      } else {
        plus.add(value(term, arguments));
      }
    }
    if (plus.isEmpty()) {
      return tree(minus, Traced::plus).negate();
    }
    Traced sum = tree(plus, Traced::plus);
    return minus.isEmpty() ? sum : sum.minus(tree(minus, Traced::plus));
  }

  private Traced apply(Operation operation, List<Traced> x) {
    Traced a = x.get(0);
    return switch (operation) {
      case MULTIPLY -> tree(x, Traced::times);
      case MIN, MAX, AND, OR, XOR -> tree(x, (p, q) -> tracing.apply(operation, p, q));
      case DIVIDE -> quotient(a, x.get(1));
      case POWER ->
          x.get(1).isConstant()
              ? tracing.apply(operation, a, x.get(1))
              : tracing.apply(Operation.LOG, a).times(x.get(1)).exp();
      case IF -> a.select(x.get(1), x.get(2));
      default -> tracing.apply(operation, x.toArray(Traced[]::new));
    };
  }

  private Traced quotient(Traced a, Traced b) {
    return a.isConstant() || b.isConstant() ? a.over(b) : a.times(tracing.constant(1).over(b));
  }

  private static Traced tree(List<Traced> all, BinaryOperator<Traced> join) {
    List<Traced> level = all;
    while (level.size() > 1) {
      List<Traced> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        next.add(i + 1 < level.size() ? join.apply(level.get(i), level.get(i + 1)) : level.get(i));
      }
      level = next;
    }
    return level.get(0);
  }
}
