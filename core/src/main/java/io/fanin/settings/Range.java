package io.fanin.settings;

/** An interval of numbers whose ends may be open; infinite ends are no bounds. */
record Range(double low, boolean lowOpen, double high, boolean highOpen) {
  static final Range ALL =
      new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

  Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException("a range needs low <= high, was " + low + " to " + high);
    }
  }

  boolean contains(double value) {
    boolean above = lowOpen ? value > low : value >= low;
    boolean below = highOpen ? value < high : value <= high;
    return above && below;
  }

  Range withLow(double bound, boolean open) {
    return new Range(bound, open, high, highOpen);
  }

  Range withHigh(double bound, boolean open) {
    return new Range(low, lowOpen, bound, open);
  }

  /** Such as {@code " in [1, 64]"}, {@code " > 0"}, or nothing. */
  String text() {
    boolean bounded = low > Double.NEGATIVE_INFINITY;
    if (high < Double.POSITIVE_INFINITY) {
      return bounded
          ? (lowOpen ? " in (" : " in [") + ends() + (highOpen ? ")" : "]")
          : (highOpen ? " < " : " <= ") + ExactText.of(high);
    }
    return bounded ? (lowOpen ? " > " : " >= ") + ExactText.of(low) : "";
  }

  private String ends() {
    return ExactText.of(low) + ", " + ExactText.of(high);
  }
}
