package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.Names;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects inputs, shared functions, nodes and outputs; a cycle cannot be expressed, because a node
 * reads inputs and earlier nodes. Not thread-safe.
 */
public final class SparseFunctionBuilder {
  private static final Set<String> WORDS = Set.of("in", "out", "reads");

  private record Shape(Expression expression, int arity) {}

  private record Node(String id, List<String> reads, Constituent constituent) {}

  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<String, Integer> nodeIndex = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constituent> functions = new LinkedHashMap<>();
  private final Map<Integer, String> functionOf = new HashMap<>();
  private final Map<Shape, Formula> compiled = new HashMap<>();
  private List<String> outputs = List.of();

  SparseFunctionBuilder() {}

  /** Adds an input of the law's type. */
  public SparseFunctionBuilder input(String name, InputLaw law) {
    return input(new Input(name, law));
  }

  /** Adds an input. */
  public SparseFunctionBuilder input(String name, InputType type, InputLaw law) {
    return input(new Input(name, type, law));
  }

  /**
   * Adds an input.
   *
   * @throws InvalidInputException if its name is taken
   */
  public SparseFunctionBuilder input(Input input) {
    checkName("an input", input.name());
    inputs.put(input.name(), input);
    return this;
  }

  /** Adds several inputs of one law. */
  public SparseFunctionBuilder inputs(List<String> names, InputLaw law) {
    names.forEach(name -> input(name, law));
    return this;
  }

  /**
   * Names a function that several nodes share.
   *
   * @param formula of these arguments, in this order
   */
  public SparseFunctionBuilder function(String name, String formula, String... arguments) {
    return function(name, Constituent.of(formula, arguments));
  }

  /** Names a function that several nodes share. */
  public SparseFunctionBuilder function(String name, Constituent constituent) {
    if (!Names.isFunction(name) || WORDS.contains(name)) {
      throw new InvalidInputException(
          "'" + name + "' cannot name a function; " + Names.rule() + ", here without an index");
    }
    if (functions.putIfAbsent(name, constituent) != null) {
      throw new InvalidInputException("the function '" + name + "' is defined twice; rename one");
    }
    return this;
  }

  /** Adds a node with a formula; it reads the formula's variables in order of appearance. */
  public SparseFunctionBuilder node(String id, String formula) {
    Expression expression = Expression.parse(formula);
    return node(id, expression, readsOf(id, expression));
  }

  /**
   * Adds a node with an expression over what it reads.
   *
   * @param reads inputs or earlier nodes, at least one, in the order of the arguments
   */
  public SparseFunctionBuilder node(String id, Expression expression, List<String> reads) {
    List<String> arguments = columns(id, reads);
    Set<String> missing = new LinkedHashSet<>(expression.variables());
    arguments.forEach(missing::remove);
    if (!missing.isEmpty()) {
      String name = missing.iterator().next();
      throw new InvalidInputException(
          "the formula of node '"
              + id
              + "' uses '"
              + name
              + "', which the node does not read;"
              + " add it to the reads");
    }
    return add(
        id, reads, formula(expression, List.copyOf(new LinkedHashSet<>(arguments)), arguments));
  }

  /** One compilation for all nodes that have the same formula under other names. */
  private Constituent formula(Expression expression, List<String> distinct, List<String> all) {
    if (distinct.size() != all.size()) {
      throw new InvalidInputException(
          "a node with a formula of its own reads each name once; a shared function may read one"
              + " twice, as in h(p, p)");
    }
    Shape shape = new Shape(Formula.shape(expression, all), all.size());
    Formula known = compiled.get(shape);
    if (known == null) {
      known = new Formula(expression, all);
      compiled.put(shape, known);
    }
    return known.named(expression, all);
  }

  /** Adds a node with a constituent. */
  public SparseFunctionBuilder node(String id, Constituent constituent, String... reads) {
    columns(id, List.of(reads));
    return add(id, List.of(reads), constituent);
  }

  /**
   * Adds a node that applies a shared function.
   *
   * @throws InvalidInputException if there is no such function, or the node reads another number of
   *     values than it takes
   */
  public SparseFunctionBuilder apply(String id, String function, List<String> reads) {
    Constituent constituent = functions.get(function);
    if (constituent == null) {
      throw new InvalidInputException(unknownFunction(function));
    }
    int values = columns(id, reads).size();
    if (values != constituent.arity()) {
      throw new InvalidInputException(
          "the function '"
              + function
              + "' takes "
              + constituent.arity()
              + " arguments, not "
              + values);
    }
    functionOf.put(nodes.size(), function);
    return add(id, reads, constituent);
  }

  String unknownFunction(String function) {
    return functions.isEmpty()
        ? "unknown function '" + function + "'; none is defined yet"
        : "unknown function '" + function + "'" + Suggestions.hint(function, functions.keySet());
  }

  private SparseFunctionBuilder add(String id, List<String> reads, Constituent constituent) {
    checkName("a node", id);
    nodeIndex.put(id, nodes.size());
    nodes.add(new Node(id, List.copyOf(reads), constituent));
    return this;
  }

  /** Names the outputs; without this, the last node is the output. */
  public SparseFunctionBuilder outputs(List<String> names) {
    this.outputs = List.copyOf(names);
    return this;
  }

  /** Names the outputs; without this, the last node is the output. */
  public SparseFunctionBuilder outputs(String... names) {
    return outputs(List.of(names));
  }

  Set<String> functionNames() {
    return functions.keySet();
  }

  boolean isNode(String name) {
    return nodeIndex.containsKey(name);
  }

  boolean isVertex(String name) {
    return inputs.containsKey(name) || nodeIndex.containsKey(name);
  }

  void checkName(String what, String name) {
    if (!Names.isVariable(name) || WORDS.contains(name)) {
      throw new InvalidInputException("'" + name + "' cannot name " + what + "; " + Names.rule());
    }
    if (isVertex(name)) {
      throw new InvalidInputException("the name '" + name + "' is taken; names are used once");
    }
  }

  /** What is wrong with a variable in a formula, if anything is. */
  Optional<String> problem(String variable) {
    Input input = inputs.get(variable);
    if (input != null && input.width() > 1) {
      return Optional.of(
          "'"
              + variable
              + "' is a category; write "
              + input.column(0)
              + " to "
              + input.column(input.width() - 1));
    }
    return readOf(variable).isPresent()
        ? Optional.empty()
        : Optional.of(
            "'"
                + variable
                + "' is neither an input nor an earlier node"
                + Suggestions.hint(variable, knownNames()));
  }

  private List<String> knownNames() {
    List<String> names = new ArrayList<>(inputs.keySet());
    names.addAll(nodeIndex.keySet());
    return names.size() > 2000 ? names.subList(0, 2000) : names;
  }

  /** The vertex that a variable belongs to. */
  private Optional<String> readOf(String variable) {
    if (isVertex(variable)) {
      return Optional.of(variable);
    }
    int bracket = variable.indexOf('[');
    Input input = inputs.get(bracket < 0 ? "" : variable.substring(0, bracket));
    if (input == null || input.width() == 1) {
      return Optional.empty();
    }
    String digits = variable.substring(bracket + 1, variable.length() - 1);
    return Integer.parseInt(digits) < input.width() ? Optional.of(input.name()) : Optional.empty();
  }

  List<String> readsOf(String id, Expression expression) {
    Set<String> reads = new LinkedHashSet<>();
    for (String variable : expression.variables()) {
      problem(variable)
          .ifPresent(
              problem -> {
                throw new InvalidInputException("node '" + id + "': " + problem);
              });
      readOf(variable).ifPresent(reads::add);
    }
    return List.copyOf(reads);
  }

  private List<String> columns(String id, List<String> reads) {
    if (reads.isEmpty()) {
      throw new InvalidInputException(
          "node '" + id + "' reads nothing; a node reads at least one input or earlier node");
    }
    List<String> columns = new ArrayList<>();
    for (String read : reads) {
      Input input = inputs.get(read);
      if (input == null && !isNode(read)) {
        throw new InvalidInputException(
            "node '"
                + id
                + "' reads '"
                + read
                + "', which is neither an input nor an earlier node"
                + Suggestions.hint(read, knownNames()));
      }
      for (int c = 0; c < (input == null ? 1 : input.width()); c++) {
        columns.add(input == null ? read : input.column(c));
      }
    }
    return columns;
  }

  /**
   * The function so far; the builder can go on.
   *
   * @throws InvalidInputException if there is no input, no node, or an output that is none
   */
  public SparseFunction build() {
    SparseGraph.Builder graph = SparseGraph.withInputs(List.copyOf(inputs.keySet()));
    List<Constituent> constituents = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      graph.node(node.id, node.reads);
      constituents.add(node.constituent);
    }
    if (!outputs.isEmpty()) {
      graph.outputs(outputs);
    }
    Map<Integer, String> named = new HashMap<>();
    functionOf.forEach((node, name) -> named.put(inputs.size() + node, name));
    return new SparseFunction(
        graph.build(), List.copyOf(inputs.values()), constituents, functions, named);
  }
}
