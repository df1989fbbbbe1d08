package io.fanin.function;

import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a law such as {@code uniform(-1, 1)} at its place in a text. */
final class LawReader {
  private static final Map<String, Integer> ARITIES =
      Map.of("uniform", 2, "normal", 2, "bernoulli", 1, "rademacher", 1, "categorical", -1);

  private final String source;
  private final String text;
  private final int line;
  private final int column;

  LawReader(String source, String text, int line, int column) {
    this.source = source;
    this.text = text;
    this.line = line;
    this.column = column;
  }

  InputLaw read() {
    int open = text.indexOf('(');
    String name = (open < 0 ? text : text.substring(0, open)).strip();
    int start = indent();
    if (!ARITIES.containsKey(name)) {
      throw error(start, "unknown law '" + name + "'" + Suggestions.hint(name, laws()));
    }
    int close = text.stripTrailing().length() - 1;
    if (open < 0 || text.charAt(close) != ')') {
      throw error(start, "the law '" + name + "' needs its parameters: " + example(name));
    }
    List<Double> numbers = numbers(open + 1, close);
    int arity = ARITIES.getOrDefault(name, -1);
    if (arity >= 0 && numbers.size() != arity) {
      throw error(
          start,
          "'"
              + name
              + "' takes "
              + arity
              + " parameters, not "
              + numbers.size()
              + ": "
              + example(name));
    }
    try {
      return law(name, numbers);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(message(error(start, message(e))), e);
    }
  }

  private static Set<String> laws() {
    return ARITIES.keySet();
  }

  static String message(InvalidInputException e) {
    return String.valueOf(e.getMessage());
  }

  private static InputLaw law(String name, List<Double> p) {
    return switch (name) {
      case "uniform" -> new InputLaw.Uniform(p.get(0), p.get(1));
      case "normal" -> new InputLaw.Normal(p.get(0), p.get(1));
      case "bernoulli" -> new InputLaw.Bernoulli(p.get(0));
      case "rademacher" -> new InputLaw.Rademacher(p.get(0));
      default -> new InputLaw.Categorical(p);
    };
  }

  private static String example(String name) {
    return switch (name) {
      case "uniform" -> "uniform(-1, 1)";
      case "normal" -> "normal(0, 1)";
      case "categorical" -> "categorical(0.2, 0.3, 0.5)";
      default -> name + "(0.5)";
    };
  }

  /** The parameters between the brackets, split at the commas of the outermost level. */
  private List<Double> numbers(int from, int to) {
    List<Double> numbers = new ArrayList<>();
    int depth = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      char c = text.charAt(i);
      if (i == to || (c == ',' && depth == 0)) {
        numbers.add(number(start, i));
        start = i + 1;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return numbers;
  }

  private double number(int from, int to) {
    Function<String, Optional<String>> none =
        name -> Optional.of("a law's parameters are numbers, not names such as '" + name + "'");
    Expression value =
        new ExpressionReader(source, text.substring(from, to))
            .at(line, column + from)
            .names(none)
            .read()
            .simplify();
    if (value instanceof Constant constant) {
      return constant.value();
    }
    throw error(from, "'" + text.substring(from, to).strip() + "' is not a finite number");
  }

  private int indent() {
    return text.length() - text.stripLeading().length();
  }

  private InvalidInputException error(int offset, String problem) {
    return InvalidInputException.at(source, line, column + offset, problem);
  }
}
