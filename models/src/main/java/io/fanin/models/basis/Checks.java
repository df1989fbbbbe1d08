package io.fanin.models.basis;

/** Range checks of the records here. */
final class Checks {
  private Checks() {}

  static void inRange(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d], was %d".formatted(what, low, high, value));
    }
  }

  static void interval(double low, double high) {
    if (!(low < high) || !(high - low <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "low must be below high and both finite, were " + low + " and " + high);
    }
  }
}
