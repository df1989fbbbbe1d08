package io.fanin.expression;

import io.fanin.input.InvalidInputException;

/**
 * Where a formula stands in its source, so that an offset becomes a line and a column.
 *
 * @param source the file or the name of the text
 * @param text the formula
 * @param line of its first character, from 1
 * @param column of its first character, from 1
 */
record Position(String source, String text, int line, int column) {
  InvalidInputException error(int offset, String problem) {
    int lines = 0;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
        start = i + 1;
      }
    }
    int first = lines == 0 ? column : 1;
    return InvalidInputException.at(source, line + lines, first + offset - start, problem);
  }

  /** A character in quotes, by its code where it would not show. */
  static String show(String character) {
    int code = character.codePointAt(0);
    boolean visible = code > ' ' && code < 0x7f;
    return visible ? "'" + character + "'" : String.format("character U+%04X", code);
  }
}
