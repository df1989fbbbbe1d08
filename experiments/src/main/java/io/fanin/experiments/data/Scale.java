package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;

/**
 * Mean and deviation of a column.
 *
 * @param mean of the values that are there; 0 where none is
 * @param deviation {@code sqrt(mean (x - mean)^2)}; 1 where the values do not differ, so that
 *     nothing is divided by zero
 */
record Scale(double mean, double deviation) {
  /**
   * The scale of some values.
   *
   * @param values NaN where one is missing
   * @throws InvalidInputException if they are too large for their squares
   */
  static Scale of(String source, String column, double[] values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      sum += Double.isNaN(value) ? 0 : value;
      count += Double.isNaN(value) ? 0 : 1;
    }
    double mean = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (double value : values) {
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    if (!(Math.abs(mean) <= Double.MAX_VALUE) || !(deviation <= Double.MAX_VALUE)) {
      throw InvalidInputException.in(
          source,
          "column '%s' has numbers too large to standardise; choose a larger unit"
              .formatted(Printed.of(column)));
    }
    return new Scale(mean, deviation > 0 ? deviation : 1);
  }
}
