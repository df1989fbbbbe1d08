package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.ExactText;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** How laws are written, and what they say of bad parameters. */
final class LawTexts {
  private LawTexts() {}

  static String call(String name, double... arguments) {
    return DoubleStream.of(arguments)
        .mapToObj(a -> Expression.constant(a).toString())
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  static String number(double value) {
    return ExactText.of(value);
  }

  static void checkProbability(String law, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new InvalidInputException(law + " needs probabilities in [0, 1], not " + number(p));
    }
  }
}
