package io.fanin.experiments.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in sentences. */
final class Digits {
  private static final int PLAIN = 7;

  private Digits() {}

  /** Four digits that matter, without trailing zeros. */
  static String brief(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    boolean plain = Math.abs(rounded.precision() - rounded.scale()) <= PLAIN;
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
