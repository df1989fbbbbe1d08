package io.fanin.experiments.oracle.learnability;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One number that predicts something about learning.
 *
 * @param name for people, such as {@code information exponent}
 * @param key for programs, such as {@code informationExponent}
 * @param value the number, or null where there is none
 * @param text the number with its interval or parts, or why there is none
 * @param meaning what it predicts, in a clause; may be empty
 */
public record Predictor(
    String name, String key, @Nullable Double value, String text, String meaning) {
  /** Checks that nothing is missing. */
  public Predictor {
    Objects.requireNonNull(name);
    Objects.requireNonNull(key);
    Objects.requireNonNull(text);
    Objects.requireNonNull(meaning);
  }

  /** One that the inputs' law does not define. */
  static Predictor undefined(String name, String key, String why) {
    return new Predictor(name, key, null, "not defined for this law (" + why + ")", "");
  }
}
