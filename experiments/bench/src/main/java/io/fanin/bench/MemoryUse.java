package io.fanin.bench;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Bytes of a program, by three ways of counting; NaN where one does not know.
 *
 * @param announced what the device said before it took any
 * @param held what the program added up over its arrays and native blocks
 * @param grown how far the process's resident memory rose at most
 */
record MemoryUse(double announced, double held, double grown) {
  private static final int FIGURES = 3;

  /** A number that may be unknown. */
  static double known(OptionalLong bytes) {
    return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
  }

  /** How far the process grew, as a share of what was announced. */
  double ratio() {
    return grown / announced;
  }

  /** As one line of text. */
  String line() {
    return announced + " " + held + " " + grown;
  }

  /**
   * The figures of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static MemoryUse parse(String line) {
    double[] numbers =
        Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    if (numbers.length != FIGURES) {
      throw new IllegalArgumentException("not the memory of a program: '" + line + "'");
    }
    return new MemoryUse(numbers[0], numbers[1], numbers[2]);
  }
}
