package io.fanin.input;

/**
 * Something a person handed in (a file, a setting, a name) cannot be used.
 *
 * <p>The message is complete on its own: where, what, and how to mend it, such as {@code
 * tree.json:3:14: node 'p' reads 'q', which is neither an input nor an earlier node; declare 'q'
 * before 'p'}. The command prints it and exits with 2, without a stack trace.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error without a position.
   *
   * @param message where, what and how to mend it, in one sentence
   */
  public InvalidInputException(String message) {
    super(message);
  }

  /**
   * An error that another one caused.
   *
   * @param message where, what and how to mend it, in one sentence
   * @param cause kept for the log; its text is not repeated
   */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * An error at a place in a text.
   *
   * @param source the file or the name of the text
   * @param line from 1
   * @param column from 1
   * @param problem what is wrong and how to mend it
   */
  public static InvalidInputException at(String source, int line, int column, String problem) {
    return new InvalidInputException(source + ":" + line + ":" + column + ": " + problem);
  }

  /** An error in a whole source, such as a file that is too large. */
  public static InvalidInputException in(String source, String problem) {
    return new InvalidInputException(source + ": " + problem);
  }
}
