package io.fanin.circuits.number;

import io.fanin.expression.Expression;
import io.fanin.expression.Operation;
import io.fanin.function.Input;
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
    List<Input> named = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      named.add(new Input("v[" + i + "]", law.type(), law));
    }
    return tracing.fused(outputs, fanIn).function(outputs, named);
  }

  /**
   * A function whose nodes do one operation each on at most two vertices, or, where {@code fanIn}
   * is above 2, fused ones on at most so many; its inputs stay.
   *
   * <p>Sums and products of many become balanced trees, quotients {@code a * (1/b)}, powers with an
   * exponent that is no number {@code exp(b * log(a))}.
   *
   * @throws InvalidInputException if an input is a category, a node has no formula, or an output
   *     depends on no input
   */
  public static SparseFunction trace(SparseFunction function, int fanIn) {
    if (fanIn < 2) {
      throw new IllegalArgumentException("a fan-in of at least 2, not " + fanIn);
    }
    Tracing tracing = new Tracing(function.inputs().size());
    List<Traced> results = new TracedFormula(tracing).values(function);
    int[] outputs = new int[results.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = tracing.output(results.get(i), i);
    }
    return tracing.fused(outputs, fanIn).function(outputs, function.inputs());
  }

  Traced input(int i) {
    return new Traced(this, i, 0);
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

  private SparseFunction function(int[] outputs, List<Input> named) {
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
    named.forEach(input -> builder.input(input.name(), input.law()));
    String letter = letter(named);
    for (int v = inputs; v < needed.length; v++) {
      if (needed[v]) {
        Node node = nodes.get(v - inputs);
        Map<String, Expression> renamed = new HashMap<>();
        node.reads()
            .forEach(r -> renamed.put("v[" + r + "]", Expression.variable(name(r, named, letter))));
        builder.node(
            name(v, named, letter),
            node.formula().substitute(renamed),
            node.reads().stream().map(r -> name(r, named, letter)).toList());
      }
    }
    List<String> names = new ArrayList<>();
    for (int output : outputs) {
      if (!names.contains(name(output, named, letter))) {
        names.add(name(output, named, letter));
      }
    }
    return builder.outputs(names).build();
  }

  private String name(int vertex, List<Input> named, String letter) {
    return vertex < inputs ? named.get(vertex).name() : letter + "[" + vertex + "]";
  }

  /** A letter for nodes that no input's name begins with, unless the inputs are traced ones. */
  private static String letter(List<Input> named) {
    boolean traced = true;
    for (int i = 0; i < named.size(); i++) {
      traced &= named.get(i).name().equals("v[" + i + "]");
    }
    String letter = "v";
    while (!traced && begins(named, letter + "[")) {
      letter += "v";
    }
    return letter;
  }

  private static boolean begins(List<Input> named, String start) {
    return named.stream().anyMatch(input -> input.name().startsWith(start));
  }
}
