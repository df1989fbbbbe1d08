package io.fanin.expression;

import java.util.Set;
import java.util.regex.Pattern;

/** Which words may name variables, inputs, nodes and functions. */
public final class Names {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,199})(\\[(0|[1-9][0-9]{0,8})\\])?");
  private static final Set<String> WORDS =
      Set.of("and", "or", "xor", "not", "true", "false", "pi", "e", "sum", "prod");

  private Names() {}

  /** Whether the expression grammar has a meaning of its own for the word. */
  public static boolean isReserved(String word) {
    return WORDS.contains(word) || Operation.function(word).isPresent();
  }

  /**
   * Whether the text may name a variable: a word of at most 200 letters, digits and underscores
   * that is not reserved, with an index in brackets or none.
   */
  public static boolean isVariable(String text) {
    int bracket = text.indexOf('[');
    return VARIABLE.matcher(text).matches()
        && !isReserved(bracket < 0 ? text : text.substring(0, bracket));
  }

  /** Whether the text may name a function: as a variable, without an index. */
  public static boolean isFunction(String text) {
    return WORD.matcher(text).matches() && !isReserved(text);
  }

  /** The rule in words, for messages. */
  public static String rule() {
    return "a name is a word of letters, digits and _ that the grammar does not use itself, with"
        + " an index such as [3] or none";
  }
}
