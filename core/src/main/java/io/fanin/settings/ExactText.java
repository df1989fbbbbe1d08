package io.fanin.settings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text that means the same bits on every Java version. */
public final class ExactText {
  /** Seventeen significant digits tell any two doubles apart. */
  private static final int ENOUGH = 17;

  private ExactText() {}

  /**
   * The shortest decimal that reads back as {@code value}, such as {@code 0.001} or {@code 1E+23}.
   *
   * <p>{@link Double#toString(double)} will not do: it changed with JDK 19, and digests are made of
   * this text. Zero keeps no sign; what is not finite reads {@code NaN}, {@code inf}, {@code -inf}.
   */
  public static String of(double value) {
    if (value == 0) {
      return "0";
    }
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      return value > 0 ? "inf" : value < 0 ? "-inf" : "NaN";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= ENOUGH; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    return plain(shortest.stripTrailingZeros());
  }

  /** Without an exponent where that is short: {@code 200}, not {@code 2E+2}. */
  private static String plain(BigDecimal number) {
    boolean smallWhole = number.scale() < 0 && number.precision() - number.scale() <= 15;
    return smallWhole ? number.toPlainString() : number.toString();
  }
}
