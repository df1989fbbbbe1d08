package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text form of a function, one assignment a line:
 *
 * <pre>
 * in a, b, c, d ~ uniform(-1, 1)     # inputs; a type may follow 'in': in bit x[1..8]
 * h(u, v) = tanh(u + 2*v)            # a function that nodes share
 * p = sin(a*b)
 * q = c - d^2
 * r = h(p, q)
 * out r                              # without it, the last node
 * </pre>
 *
 * <p>{@code docs/expressions.md} has the grammar. It says the same as {@link FunctionJson}.
 */
public final class FunctionText {
  /** No text is longer, in characters. */
  public static final int MAX_LENGTH = 256_000_000;

  private FunctionText() {}

  /**
   * Reads a function.
   *
   * @param source the file or the name of the text, for messages
   * @throws InvalidInputException with the place of the first mistake
   */
  public static SparseFunction read(String source, String text) {
    if (text.length() > MAX_LENGTH) {
      throw InvalidInputException.in(source, "longer than " + MAX_LENGTH + " characters");
    }
    TextLines lines = new TextLines(source);
    text.lines().forEach(lines::read);
    return lines.build();
  }

  /**
   * Writes a function so that it reads back as an equal one.
   *
   * @throws InvalidInputException if a constituent is Java code, which has no text
   */
  public static String write(SparseFunction function) {
    StringBuilder out = new StringBuilder();
    function.inputs().forEach(i -> out.append(inputLine(i)));
    function.functions().forEach((name, f) -> out.append(functionLine(name, f)));
    SparseGraph graph = function.graph();
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      out.append(graph.name(v)).append(" = ").append(rightSide(function, v)).append('\n');
    }
    List<String> outputs = names(graph, graph.outputs());
    return out.append("out ").append(String.join(", ", outputs)).append('\n').toString();
  }

  private static String inputLine(Input input) {
    return "in " + input.type() + " " + input.name() + " ~ " + input.law() + "\n";
  }

  private static String functionLine(String name, Constituent function) {
    return name
        + "("
        + String.join(", ", function.arguments())
        + ") = "
        + formula("function '" + name + "'", function)
        + "\n";
  }

  private static String rightSide(SparseFunction function, int v) {
    SparseGraph graph = function.graph();
    List<String> reads = names(graph, graph.reads(v));
    Optional<String> shared = function.functionName(v);
    if (shared.isPresent()) {
      return shared.get() + "(" + String.join(", ", reads) + ")";
    }
    Expression formula = nodeFormula(function, v);
    boolean natural = List.copyOf(readsIn(formula, function)).equals(reads);
    return formula + (natural ? "" : " reads " + String.join(", ", reads));
  }

  /** A node's formula in the names of what it reads. */
  static Expression nodeFormula(SparseFunction function, int v) {
    Constituent constituent = function.constituent(v);
    Expression formula = formula("node '" + function.graph().name(v) + "'", constituent);
    List<String> columns = columns(function, v);
    Map<String, Expression> names = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      names.put(constituent.arguments().get(i), Expression.variable(columns.get(i)));
    }
    return formula.substitute(names);
  }

  private static List<String> columns(SparseFunction function, int v) {
    List<String> columns = new ArrayList<>();
    for (int read : function.graph().reads(v)) {
      for (int c = 0; c < function.width(read); c++) {
        columns.add(column(function, read, c));
      }
    }
    return columns;
  }

  private static String column(SparseFunction function, int vertex, int index) {
    return vertex < function.inputs().size()
        ? function.inputs().get(vertex).column(index)
        : function.graph().name(vertex);
  }

  private static Set<String> readsIn(Expression formula, SparseFunction function) {
    Set<String> reads = new LinkedHashSet<>();
    for (String variable : formula.variables()) {
      boolean vertex = function.graph().contains(variable);
      reads.add(vertex ? variable : variable.substring(0, variable.indexOf('[')));
    }
    return reads;
  }

  static Expression formula(String what, Constituent constituent) {
    return constituent
        .expression()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the " + what + " is Java code and cannot be written; give it a formula"));
  }

  static List<String> names(SparseGraph graph, int[] vertices) {
    List<String> names = new ArrayList<>();
    for (int v : vertices) {
      names.add(graph.name(v));
    }
    return names;
  }
}
