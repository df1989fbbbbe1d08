package io.fanin.expression;

import io.fanin.input.InvalidInputException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one formula out of a larger text and reports mistakes at their place in that text.
 *
 * <p>A reader is used once.
 */
public final class ExpressionReader {
  private final String source;
  private final String text;
  private int line = 1;
  private int column = 1;
  private Function<String, Optional<String>> names = name -> Optional.empty();
  private Set<String> shared = Set.of();

  /**
   * A reader at line 1, column 1.
   *
   * @param source the file or the name of the text, for messages
   * @param text the formula
   */
  public ExpressionReader(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** States where the formula's first character stands, both from 1. */
  public ExpressionReader at(int line, int column) {
    this.line = line;
    this.column = column;
    return this;
  }

  /** Checks every variable: the function gives what is wrong with a name, if anything is. */
  public ExpressionReader names(Function<String, Optional<String>> problem) {
    this.names = problem;
    return this;
  }

  /** Names of functions that exist but can't be called inside a formula, for a better message. */
  public ExpressionReader shared(Set<String> functions) {
    this.shared = functions;
    return this;
  }

  /**
   * Reads the whole text.
   *
   * @throws InvalidInputException at the first mistake
   */
  public Expression read() {
    Position position = new Position(source, text, line, column);
    if (text.length() > Expression.MAX_LENGTH) {
      throw position.error(
          0,
          "a formula of more than " + Expression.MAX_LENGTH + " characters; give its parts names");
    }
    return new Parser(new Lexer(text, position).tokens(), position, names, shared).whole();
  }
}
