package io.fanin.circuits.number;

import io.fanin.expression.Expression;
import io.fanin.expression.Operation;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Runs Java code once on traced numbers and keeps the graph of what it computes. */
public final class Tracing {
  private record Node(Expression formula, List<Integer> reads) {}

  private final int inputs;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> known = new HashMap<>();

  private Tracing(int inputs) {
    this.inputs = inputs;
  }

  /**
   * The graph of a function of {@code inputs} numbers, whose nodes read at most two vertices each.
   *
   * @param law of every input
   * @param code straight-line, or with loops whose bounds do not depend on the values
   * @throws InvalidInputException with its line, if the code branches on a traced value; or if the
   *     result does not depend on any input
   */
  public static SparseFunction trace(
      int inputs, InputLaw law, Function<List<Traced>, List<Traced>> code) {
    return trace(inputs, law, 2, code);
  }

  /** The same, with nodes fused while each reads at most {@code fanIn} vertices. */
  public static SparseFunction trace(
      int inputs, InputLaw law, int fanIn, Function<List<Traced>, List<Traced>> code) {
    if (fanIn < 2) {
      throw new IllegalArgumentException("a fan-in of at least 2, not " + fanIn);
    }
    Tracing tracing = new Tracing(inputs);
    List<Traced> arguments = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      arguments.add(new Traced(tracing, i, 0));
    }
    List<Traced> results = code.apply(arguments);
    int[] outputs = new int[results.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = tracing.output(results.get(i), i);
    }
    return tracing.fused(outputs, fanIn).function(outputs, law);
  }

  private int output(Traced result, int number) {
    if (result.isConstant()) {
      throw new InvalidInputException(
          "result %d is the constant %s; it depends on no input"
              .formatted(number, result.constant()));
    }
    return result.vertex() >= inputs
        ? result.vertex()
        : inputs + add(new Node(variable(result.vertex()), List.of(result.vertex())));
  }

  Traced constant(double value) {
    return new Traced(this, -1, value);
  }

  private static Expression variable(int vertex) {
    return Expression.variable("v[" + vertex + "]");
  }

  private static Expression operand(Traced x) {
    return x.isConstant() ? Expression.constant(x.constant()) : variable(x.vertex());
  }

  Traced subtract(Traced a, Traced b) {
    if (b.isConstant()) {
      return apply(Operation.ADD, a, constant(-b.constant()));
    }
    return result(
        Expression.call(Operation.ADD, operand(a), Expression.call(Operation.NEGATE, operand(b))),
        a,
        b);
  }

  Traced apply(Operation operation, Traced... operands) {
    Expression[] arguments = new Expression[operands.length];
    for (int i = 0; i < operands.length; i++) {
      arguments[i] = operand(operands[i]);
    }
    return result(Expression.call(operation, arguments), operands);
  }

  private Traced result(Expression whole, Traced... operands) {
    Set<Integer> reads = new LinkedHashSet<>();
    for (Traced operand : operands) {
      if (!operand.isConstant()) {
        reads.add(operand.vertex());
      }
    }
    if (reads.isEmpty()) {
      return constant(whole.evaluate(Map.of()));
    }
    return new Traced(this, inputs + add(new Node(whole, List.copyOf(reads))), 0);
  }

  private int add(Node node) {
    Integer same = known.get(node);
    if (same != null) {
      return same;
    }
    nodes.add(node);
    known.put(node, nodes.size() - 1);
    return nodes.size() - 1;
  }

  Optional<Expression> formula(int vertex) {
    return vertex < inputs ? Optional.empty() : Optional.of(nodes.get(vertex - inputs).formula());
  }

  /** Puts a node that one reader has into its reader where that still reads few enough. */
  private Tracing fused(int[] outputs, int fanIn) {
    int[] readers = new int[inputs + nodes.size()];
    nodes.forEach(node -> node.reads().forEach(v -> readers[v]++));
    for (int output : outputs) {
      readers[output] += 2; // an output stays
    }
    Tracing fused = new Tracing(inputs);
    for (Node node : nodes) {
      fused.nodes.add(fanIn == 2 ? node : fuse(node, fused.nodes, readers, fanIn));
    }
    return fused;
  }

  private Node fuse(Node node, List<Node> earlier, int[] readers, int fanIn) {
    Node whole = node;
    for (int v : node.reads()) {
      if (v < inputs || readers[v] != 1) {
        continue;
      }
      Node child = earlier.get(v - inputs);
      Set<Integer> reads = new LinkedHashSet<>(whole.reads());
      reads.remove(v);
      reads.addAll(child.reads());
      if (reads.size() <= fanIn) {
        Expression formula = whole.formula().substitute(Map.of("v[" + v + "]", child.formula()));
        whole = new Node(formula, List.copyOf(reads));
      }
    }
    return whole;
  }

  private SparseFunction function(int[] outputs, InputLaw law) {
    boolean[] needed = new boolean[inputs + nodes.size()];
    for (int output : outputs) {
      needed[output] = true;
    }
    for (int v = needed.length - 1; v >= inputs; v--) {
      for (int read : needed[v] ? nodes.get(v - inputs).reads() : List.<Integer>of()) {
        needed[read] = true;
      }
    }
    SparseFunctionBuilder builder = SparseFunction.builder();
    for (int i = 0; i < inputs; i++) {
      builder.input("v[" + i + "]", law);
    }
    for (int v = inputs; v < needed.length; v++) {
      if (needed[v]) {
        Node node = nodes.get(v - inputs);
        builder.node(
            "v[" + v + "]",
            node.formula(),
            node.reads().stream().map(r -> "v[" + r + "]").toList());
      }
    }
    List<String> names = new ArrayList<>();
    for (int output : outputs) {
      if (!names.contains("v[" + output + "]")) {
        names.add("v[" + output + "]");
      }
    }
    return builder.outputs(names).build();
  }
}
