package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.expression.Names;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** From a JSON value to a function. */
final class JsonFunctionReader {
  private static final Set<String> TOP = Set.of("fanin", "inputs", "functions", "nodes", "outputs");
  private static final Set<String> INPUT = Set.of("name", "type", "law");
  private static final Set<String> FUNCTION = Set.of("args", "expr");
  private static final Set<String> NODE = Set.of("id", "reads", "expr", "fn");

  private final JsonTree root;
  private final SparseFunctionBuilder builder = SparseFunction.builder();

  JsonFunctionReader(JsonTree root) {
    this.root = root;
  }

  SparseFunction read() {
    Map<String, JsonTree> top = root.fields("a function", TOP);
    version(root.need(top, "fanin", "a function"));
    root.need(top, "inputs", "a function").elements("'inputs'").forEach(this::input);
    JsonTree functions = top.get("functions");
    if (functions != null) {
      functions.fields("'functions'").forEach(this::function);
    }
    root.need(top, "nodes", "a function").elements("'nodes'").forEach(this::node);
    JsonTree outputs = root.need(top, "outputs", "a function");
    List<String> names = texts(outputs, "'outputs'");
    if (names.isEmpty()) {
      throw outputs.error("a function needs at least one output; name a node");
    }
    return located(outputs, () -> builder.outputs(names).build());
  }

  private static void version(JsonTree version) {
    if (!version.value().equals((double) FunctionJson.VERSION)) {
      throw version.error(
          "'fanin' is the version of the format and must be " + FunctionJson.VERSION);
    }
  }

  private void input(JsonTree input) {
    Map<String, JsonTree> fields = input.fields("an input", INPUT);
    JsonTree name = input.need(fields, "name", "an input");
    String word = name.text("'name'");
    JsonTree law = fields.get("law");
    JsonTree type = fields.get("type");
    Optional<InputType> given =
        Optional.ofNullable(type).map(t -> located(t, () -> InputType.parse(t.text("'type'"))));
    InputLaw read =
        law == null
            ? given.orElse(InputType.REAL).defaultLaw()
            : new LawReader(law.source(), law.text("'law'"), law.line(), law.column() + 1).read();
    located(name, () -> builder.input(word, given.orElse(read.type()), read));
  }

  private void function(String name, JsonTree function) {
    String what = "function '" + name + "'";
    Map<String, JsonTree> fields = function.fields(what, FUNCTION);
    JsonTree args = function.need(fields, "args", what);
    Set<String> arguments = new LinkedHashSet<>();
    for (String argument : texts(args, "'args'")) {
      if (!Names.isVariable(argument)) {
        throw args.error("'" + argument + "' cannot name an argument; " + Names.rule());
      }
      if (!arguments.add(argument)) {
        throw args.error("the argument '" + argument + "' is named twice");
      }
    }
    if (arguments.isEmpty()) {
      throw args.error("a function has at least 1 argument");
    }
    Function<String, Optional<String>> check =
        v ->
            arguments.contains(v)
                ? Optional.empty()
                : Optional.of(
                    "'"
                        + v
                        + "' is not an argument of '"
                        + name
                        + "'"
                        + Suggestions.hint(v, arguments));
    Expression expression = expression(function.need(fields, "expr", what), check);
    Constituent constituent = Constituent.of(expression, List.copyOf(arguments));
    located(function, () -> builder.function(name, constituent));
  }

  private void node(JsonTree node) {
    Map<String, JsonTree> fields = node.fields("a node", NODE);
    JsonTree id = node.need(fields, "id", "a node");
    String name = id.text("'id'");
    List<String> reads = texts(node.need(fields, "reads", "node '" + name + "'"), "'reads'");
    JsonTree expr = fields.get("expr");
    JsonTree fn = fields.get("fn");
    if (expr != null && fn != null) {
      throw node.error("node '" + name + "' has both 'expr' and 'fn'; keep one");
    }
    if (expr != null) {
      Expression expression = expression(expr, v -> Optional.empty());
      located(expr, () -> builder.node(name, expression, reads));
    } else if (fn != null) {
      String function = fn.text("'fn'");
      located(fn, () -> builder.apply(name, function, reads));
    } else {
      throw node.error(
          "node '"
              + name
              + "' has neither 'expr' nor 'fn': it is structure only, which a graph may"
              + " be but a function may not; give it one");
    }
  }

  private Expression expression(JsonTree text, Function<String, Optional<String>> names) {
    return new ExpressionReader(text.source(), text.text("'expr'"))
        .at(text.line(), text.column() + 1)
        .names(names)
        .shared(builder.functionNames())
        .read();
  }

  private static List<String> texts(JsonTree list, String what) {
    List<String> texts = new ArrayList<>();
    for (JsonTree element : list.elements(what)) {
      texts.add(element.text("an element of " + what));
    }
    return texts;
  }

  private static <T> T located(JsonTree place, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidInputException e) {
      String message = LawReader.message(e);
      boolean alreadyPlaced = message.startsWith(place.source() + ":");
      throw alreadyPlaced
          ? e
          : new InvalidInputException(LawReader.message(place.error(message)), e);
    }
  }
}
