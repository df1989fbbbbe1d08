package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import io.fanin.settings.ExactText;

/**
 * The waves {@code sin(2 pi j x / period), cos(2 pi j x / period)} for {@code j = 1 … frequencies},
 * in this order.
 *
 * @param frequencies in [1, 4096]
 * @param period above 0
 */
public record Fourier(int frequencies, double period) implements Basis {
  private static final int MAX_FREQUENCIES = 4096;

  /** Checks the ranges. */
  public Fourier {
    Checks.inRange("frequencies", frequencies, 1, MAX_FREQUENCIES);
    if (!(period > 0 && period <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("period must be > 0 and finite, was " + period);
    }
  }

  @Override
  public String id() {
    return "fourier(frequencies=%d,period=%s)".formatted(frequencies, ExactText.of(period));
  }

  @Override
  public int size() {
    return 2 * frequencies;
  }

  @Override
  public void values(double x, double[] out, int at) {
    for (int j = 1; j <= frequencies; j++) {
      double angle = rate(j) * x;
      out[at + 2 * j - 2] = StrictMath.sin(angle);
      out[at + 2 * j - 1] = StrictMath.cos(angle);
    }
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    for (int j = 1; j <= frequencies; j++) {
      double angle = rate(j) * x;
      out[at + 2 * j - 2] = rate(j) * StrictMath.cos(angle);
      out[at + 2 * j - 1] = -rate(j) * StrictMath.sin(angle);
    }
  }

  private double rate(int j) {
    return 2 * StrictMath.PI * j / period;
  }
}
