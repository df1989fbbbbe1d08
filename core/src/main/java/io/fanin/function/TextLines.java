package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.expression.Names;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form line by line into a builder. */
final class TextLines {
  private static final int MAX_RANGE = 10_000_000;
  private static final Pattern INPUTS = Pattern.compile("\\s*in\\s+(.*)");
  private static final Pattern OUTPUTS = Pattern.compile("\\s*out\\s+(.*)");
  private static final Pattern TYPE =
      Pattern.compile("(real|bit|sign|category\\s*\\([^)]*\\))\\s+(?=[^\\s~]).*");
  private static final Pattern CALL =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*+)\\s*\\(([^()]*+)\\)\\s*");
  private static final Pattern READS = Pattern.compile("(?<=[\\s)\\]])reads\\s");
  private static final Pattern RANGE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*+)\\[([0-9]{1,9})\\.\\.([0-9]{1,9})\\]");

  private final String source;
  private final SparseFunctionBuilder builder = SparseFunction.builder();
  private String text = "";
  private int line;
  private Optional<Place> outputs = Optional.empty();

  private record Place(int line, int column, List<Name> names) {}

  private record Name(String text, int column) {}

  TextLines(String source) {
    this.source = source;
  }

  SparseFunction build() {
    try {
      return builder.build();
    } catch (InvalidInputException e) {
      throw outputs
          .map(p -> InvalidInputException.at(source, p.line, p.column, LawReader.message(e)))
          .orElseGet(() -> InvalidInputException.in(source, LawReader.message(e)));
    }
  }

  void read(String wholeLine) {
    line++;
    int comment = wholeLine.indexOf('#');
    text = comment < 0 ? wholeLine : wholeLine.substring(0, comment);
    if (text.isBlank()) {
      return;
    }
    Matcher inputs = INPUTS.matcher(text);
    Matcher out = OUTPUTS.matcher(text);
    int equals = text.indexOf('=');
    if (inputs.matches()) {
      inputs(inputs.start(1));
    } else if (out.matches()) {
      outputs(out.start(1));
    } else if (equals < 0) {
      throw error(
          indent(0),
          "a line is an input (in a ~ uniform(-1, 1)), an output (out r) or an assignment"
              + " (r = a*b)");
    } else {
      assignment(equals);
    }
  }

  private void inputs(int start) {
    Matcher typed = TYPE.matcher(text).region(start, text.length());
    Optional<InputType> type = Optional.empty();
    int names = start;
    if (typed.lookingAt()) {
      String word = typed.group(1);
      type = Optional.of(located(start, () -> InputType.parse(word)));
      names = indent(typed.end(1));
    }
    int tilde = text.indexOf('~', names);
    InputLaw law = law(type, tilde);
    for (Name name : names(names, tilde < 0 ? text.length() : tilde)) {
      for (String each : expanded(name)) {
        InputType own = type.orElse(law.type());
        located(name.column, () -> builder.input(each, own, law));
      }
    }
  }

  private InputLaw law(Optional<InputType> type, int tilde) {
    return tilde < 0
        ? type.orElse(InputType.REAL).defaultLaw()
        : new LawReader(source, text.substring(tilde + 1), line, tilde + 2).read();
  }

  /** {@code x[1..3]} stands for x[1], x[2] and x[3]. */
  private List<String> expanded(Name name) {
    Matcher range = RANGE.matcher(name.text);
    if (!range.matches()) {
      return List.of(name.text);
    }
    int from = Integer.parseInt(range.group(2));
    int to = Integer.parseInt(range.group(3));
    if (from > to || to - from >= MAX_RANGE) {
      throw error(
          name.column,
          "the range " + name.text + " must rise, over at most " + MAX_RANGE + " inputs");
    }
    List<String> names = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      names.add(range.group(1) + "[" + i + "]");
    }
    return names;
  }

  private void outputs(int start) {
    if (outputs.isPresent()) {
      throw error(indent(0), "the outputs are named twice; name all on one line");
    }
    List<Name> names = names(start, text.length());
    for (Name name : names) {
      if (!builder.isNode(name.text) && builder.isVertex(name.text)) {
        throw error(
            name.column, "output '" + name.text + "' is an input; an output must be a node");
      }
      if (!builder.isNode(name.text)) {
        throw error(name.column, "output '" + name.text + "' is not an earlier node");
      }
    }
    outputs = Optional.of(new Place(line, start + 1, names));
    builder.outputs(names.stream().map(Name::text).toList());
  }

  /** Names between commas, each with its offset. */
  private List<Name> names(int from, int to) {
    List<Name> names = new ArrayList<>();
    int start = from;
    while (start <= to) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 || comma > to ? to : comma;
      String name = text.substring(start, end).strip();
      int offset = name.isEmpty() ? start : text.indexOf(name, start);
      if (name.isEmpty()) {
        throw error(offset, "a name is missing");
      }
      names.add(new Name(name, offset));
      start = end + 1;
    }
    return names;
  }

  private void assignment(int equals) {
    String left = text.substring(0, equals);
    Matcher call = CALL.matcher(left);
    if (left.indexOf('(') >= 0 && call.matches()) {
      function(call.group(1), call.start(2), call.end(2), equals + 1);
    } else {
      node(left.strip(), equals + 1);
    }
  }

  private void function(String name, int from, int to, int body) {
    Set<String> arguments = new LinkedHashSet<>();
    for (Name argument : names(from, to)) {
      if (!Names.isVariable(argument.text)) {
        throw error(
            argument.column, "'" + argument.text + "' cannot name an argument; " + Names.rule());
      }
      if (!arguments.add(argument.text)) {
        throw error(argument.column, "the argument '" + argument.text + "' is named twice");
      }
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
    Expression expression = reader(body, text.length(), check).read();
    located(
        indent(0),
        () -> builder.function(name, Constituent.of(expression, List.copyOf(arguments))));
  }

  private void node(String id, int body) {
    Matcher call = CALL.matcher(text).region(body, text.length());
    boolean shares = !builder.functionNames().isEmpty() && call.matches();
    if (shares && builder.functionNames().contains(call.group(1))) {
      String function = call.group(1);
      List<Name> reads = names(call.start(2), call.end(2));
      checkReads(reads);
      located(indent(0), () -> builder.apply(id, function, texts(reads)));
      return;
    }
    located(indent(0), () -> named(id));
    Matcher clause = READS.matcher(text).region(body, text.length());
    boolean listed = text.contains("reads") && clause.find();
    Expression expression =
        reader(body, listed ? clause.start() : text.length(), builder::problem).read();
    List<String> reads = listed ? listed(clause.end()) : builder.readsOf(id, expression);
    located(indent(0), () -> builder.node(id, expression, reads));
  }

  private boolean named(String id) {
    builder.checkName("a node", id);
    return true;
  }

  private List<String> listed(int from) {
    List<Name> reads = names(from, text.length());
    checkReads(reads);
    return texts(reads);
  }

  private void checkReads(List<Name> reads) {
    for (Name read : reads) {
      if (!builder.isVertex(read.text)) {
        Optional<String> problem =
            Names.isVariable(read.text)
                ? builder.problem(read.text)
                : Optional.of("'" + read.text + "' is not the name of an input or a node");
        throw error(read.column, problem.orElse("name the whole category, not one column"));
      }
    }
  }

  private static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).toList();
  }

  private ExpressionReader reader(int from, int to, Function<String, Optional<String>> names) {
    return new ExpressionReader(source, text.substring(from, to))
        .at(line, from + 1)
        .names(names)
        .shared(builder.functionNames());
  }

  /** The first offset from here on that is no blank. */
  private int indent(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private <T> T located(int offset, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidInputException e) {
      throw new InvalidInputException(LawReader.message(error(offset, LawReader.message(e))), e);
    }
  }

  private InvalidInputException error(int offset, String problem) {
    return InvalidInputException.at(source, line, offset + 1, problem);
  }
}
