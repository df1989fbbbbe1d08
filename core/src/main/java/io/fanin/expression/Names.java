package io.fanin.expression;

import java.util.Set;

/** Which words may name variables, inputs, nodes and functions. */
public final class Names {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_DIGITS = 9;
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
    return bracket < 0
        ? isFunction(text)
        : isFunction(text.substring(0, bracket)) && isSubscript(text, bracket);
  }

  /** Whether the text may name a function: as a variable, without an index. */
  public static boolean isFunction(String text) {
    return isWord(text) && !isReserved(text);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWord(String text) {
    boolean word = !text.isEmpty() && text.length() <= MAX_LENGTH && isLetter(text.charAt(0));
    for (int i = 1; i < text.length() && word; i++) {
      word = isLetter(text.charAt(i)) || isDigit(text.charAt(i));
    }
    return word;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Digits without a leading zero between the brackets that begin here and end the text. */
  private static boolean isSubscript(String text, int bracket) {
    int digits = text.length() - bracket - 2;
    boolean index =
        digits >= 1
            && digits <= MAX_DIGITS
            && text.endsWith("]")
            && (digits == 1 || text.charAt(bracket + 1) != '0');
    for (int i = bracket + 1; i < text.length() - 1 && index; i++) {
      index = isDigit(text.charAt(i));
    }
    return index;
  }

  /** The rule in words, for messages. */
  public static String rule() {
    return "a name is a word of letters, digits and _ that the grammar does not use itself, with"
        + " an index such as [3] or none";
  }
}
