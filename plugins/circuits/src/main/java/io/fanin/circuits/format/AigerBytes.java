package io.fanin.circuits.format;

import io.fanin.input.InvalidInputException;
import java.nio.charset.StandardCharsets;

/** The bytes of an AIGER file, read forward: lines of text and coded differences. */
final class AigerBytes {
  private static final int LONGEST_LINE = 4096;

  private final byte[] content;
  private final String source;
  private int position;
  private int line;

  /** Whether the last thing read was a coded difference, whose place is a byte and not a line. */
  private boolean inBinary;

  AigerBytes(byte[] content, String source) {
    this.content = content.clone();
    this.source = source;
  }

  String source() {
    return source;
  }

  int left() {
    return content.length - position;
  }

  InvalidInputException error(String problem) {
    return inBinary
        ? InvalidInputException.in(source, "byte " + position + ": " + problem)
        : InvalidInputException.at(source, Math.max(1, line), 1, problem);
  }

  /** The next line, without its end. */
  String line(String what) {
    inBinary = false;
    line++;
    int end = position;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    if (end == content.length && end == position) {
      throw error("the file ends before " + what);
    }
    if (end == content.length) {
      throw error("the file ends inside " + what + "; a line ends with a newline");
    }
    if (end - position > LONGEST_LINE) {
      throw error("the line is longer than " + LONGEST_LINE + " characters");
    }
    String text = new String(content, position, end - position, StandardCharsets.ISO_8859_1);
    position = end + 1;
    return text;
  }

  /** A whole number without sign, at most {@code most}. */
  int number(String word, int most, String what) {
    boolean digits = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || word.length() > 10 || Long.parseLong(word) > most) {
      throw error(
          what
              + " is '"
              + shown(word)
              + "'; it must be a whole number from 0 to "
              + (most == Integer.MAX_VALUE ? "2147483647" : most));
    }
    return Integer.parseInt(word);
  }

  /** A coded difference: seven bits a byte, the least first, the high bit says that more follow. */
  long delta(String what) {
    inBinary = true;
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (position == content.length) {
        throw error("the file ends inside " + what);
      }
      int next = content[position++] & 0xFF;
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw error(what + " holds a number of more than five bytes");
  }

  static String shown(String word) {
    StringBuilder plain = new StringBuilder();
    word.codePoints().limit(60).forEach(c -> plain.appendCodePoint(c < 0x20 || c > 0x7E ? '?' : c));
    return plain.toString();
  }
}
