package io.fanin.experiments.report;

import io.fanin.experiments.report.Scale.Mark;
import io.fanin.experiments.result.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round places to mark on an axis. */
final class Ticks {
  private static final int ABOUT = 6;
  private static final int MOST_DECADES = 8;
  private static final double SLACK = 1e-9;

  private Ticks() {}

  /** Multiples of 1, 2 or 5 times a power of ten, about six of them. */
  static List<Mark> linear(double lo, double hi) {
    double step = step((hi - lo) / ABOUT);
    int decimals = Math.max(0, -(int) Math.floor(StrictMath.log10(step) + SLACK));
    boolean huge = Math.max(Math.abs(lo), Math.abs(hi)) >= 1e6 || step < 1e-5;
    List<Mark> marks = new ArrayList<>();
    for (long k = (long) Math.ceil(lo / step - SLACK); k * step <= hi + SLACK * step; k++) {
      double value = k * step;
      String text = huge ? Numbers.significant(value, 2) : Numbers.fixed(value, decimals);
      marks.add(new Mark(value, text, ""));
    }
    return marks;
  }

  private static double step(double rough) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double mantissa = rough / power;
    return power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
  }

  /** Powers of ten; where fewer than three fit, 1, 2 and 5 times each. */
  static List<Mark> logarithmic(double lo, double hi) {
    int from = (int) Math.floor(StrictMath.log10(lo));
    int to = (int) Math.ceil(StrictMath.log10(hi));
    List<Mark> decades = new ArrayList<>();
    boolean plain = from >= -3 && to <= 5;
    int stride = Math.max(1, (to - from + MOST_DECADES - 1) / MOST_DECADES);
    for (int k = from; k <= to; k++) {
      if (Math.floorMod(k, stride) == 0) {
        addInside(decades, lo, hi, 1, k, plain);
      }
    }
    return decades.size() >= 3 ? decades : within(lo, hi, from, to);
  }

  private static List<Mark> within(double lo, double hi, int from, int to) {
    List<Mark> marks = new ArrayList<>();
    for (int k = from; k <= to; k++) {
      for (int m : new int[] {1, 2, 5}) {
        addInside(marks, lo, hi, m, k, true);
      }
    }
    return marks.size() >= 2 ? marks : linear(lo, hi);
  }

  private static void addInside(
      List<Mark> marks, double lo, double hi, int mantissa, int exponent, boolean plain) {
    double value = power(mantissa, exponent);
    if (value >= lo * (1 - SLACK) && value <= hi * (1 + SLACK)) {
      marks.add(
          plain
              ? new Mark(value, number(value), "")
              : new Mark(value, "10", Numbers.minus(Integer.toString(exponent))));
    }
  }

  /** The other whole multiples of each power of ten, when not too many. */
  static List<Double> minor(double lo, double hi) {
    int from = (int) Math.floor(StrictMath.log10(lo));
    int to = (int) Math.ceil(StrictMath.log10(hi));
    List<Double> ticks = new ArrayList<>();
    for (int k = from; k <= to && to - from <= MOST_DECADES; k++) {
      for (int m = 2; m <= 9; m++) {
        double value = power(m, k);
        if (value >= lo && value <= hi) {
          ticks.add(value);
        }
      }
    }
    return ticks;
  }

  /** Places that the figure names. */
  static List<Mark> given(List<Axis.Tick> ticks) {
    return ticks.stream()
        .map(
            tick ->
                new Mark(
                    tick.value(), tick.label().isEmpty() ? number(tick.value()) : tick.label(), ""))
        .toList();
  }

  /** The double nearest to the decimal number: 0.3, not 0.30000000000000004. */
  private static double power(int mantissa, int exponent) {
    return new BigDecimal(mantissa).scaleByPowerOfTen(exponent).doubleValue();
  }

  private static String number(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return exact.precision() - exact.scale() > 7 || exact.scale() > 5
        ? Numbers.significant(value, exact.precision())
        : Numbers.minus(exact.toPlainString());
  }
}
