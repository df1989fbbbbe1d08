package io.fanin.experiments.sweep;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One value that a trial gives. Equal means the same bits, with one NaN. */
public sealed interface Metric {
  /** One number; NaN and the infinities are values like others. */
  record Scalar(double value) implements Metric {
    @Override
    public String canonicalText() {
      return "d " + bits(value);
    }
  }

  /** A word or sentence. */
  record Text(String value) implements Metric {
    @Override
    public String canonicalText() {
      return "t " + Digests.sha256(value);
    }
  }

  /** Numbers in order, such as a learning curve. */
  final class Series implements Metric {
    private final double[] values;

    /** Copies the values. */
    public Series(double... values) {
      this.values = values.clone();
    }

    /** A copy of the values. */
    public double[] values() {
      return values.clone();
    }

    @Override
    public String canonicalText() {
      return Arrays.stream(values)
          .mapToObj(Metric::bits)
          .collect(Collectors.joining(" ", "s ", ""));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Series that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }

  /** The text that enters a result's digest: a number by its bits, so no formatting can matter. */
  String canonicalText();

  private static String bits(double value) {
    return Long.toHexString(Double.doubleToLongBits(value)); // one NaN, but two zeros
  }
}
