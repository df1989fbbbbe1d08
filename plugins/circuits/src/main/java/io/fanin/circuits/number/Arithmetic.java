package io.fanin.circuits.number;

import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.expression.Interval;
import io.fanin.input.InvalidInputException;
import java.util.Arrays;

/**
 * Arithmetic of words as gates, each with a certified error.
 *
 * <p>Sums are exact; products, quotients and roots are cut to the fraction of the first operand.
 * Ranges are kept as integers, so no operation overflows. Sizes are linear (sums), quadratic
 * (products, quotients) or quadratic with a logarithm (roots) in the number of bits.
 */
final class Arithmetic {
  private final LogicBuilder logic;

  Arithmetic(LogicBuilder logic) {
    this.logic = logic;
  }

  private static void checkRange(long low, long high) {
    checkRange((double) low, (double) high);
  }

  private static void checkRange(double low, double high) {
    double most = Math.scalb(1.0, Word.MOST_BITS);
    if (!(low > -most && high < most)) {
      throw new InvalidInputException(
          "a value needs more than %d bits; take fewer --bits or smaller ranges"
              .formatted(Word.MOST_BITS));
    }
  }

  /** The nearest word to a number. */
  Word constant(double value, int fraction) {
    double scaled = Math.rint(Math.scalb(value, fraction));
    checkRange(scaled, scaled);
    long integer = (long) scaled;
    int[] bits = new int[Word.width(integer, integer)];
    Arrays.setAll(bits, i -> (int) (integer >> i & 1));
    double error = Math.abs(value - Math.scalb(scaled, -fraction));
    return new Word(bits, fraction, integer, integer, error);
  }

  /** A whole number from 0 on in plain bits. */
  static Word unsigned(int[] bits) {
    int[] signed = Arrays.copyOf(bits, bits.length + 1);
    signed[bits.length] = LogicBuilder.FALSE;
    return new Word(signed, 0, 0, (1L << bits.length) - 1, 0);
  }

  Word add(Word a, Word b) {
    return sum(a, b, false);
  }

  Word subtract(Word a, Word b) {
    return sum(a, b, true);
  }

  private Word sum(Word a, Word b, boolean minus) {
    long low = minus ? a.low() - b.high() : a.low() + b.low();
    long high = minus ? a.high() - b.low() : a.high() + b.high();
    checkRange(low, high);
    int[] bits = new int[Word.width(low, high)];
    int carry = minus ? LogicBuilder.TRUE : LogicBuilder.FALSE;
    for (int i = 0; i < bits.length; i++) {
      int x = a.bit(i);
      int y = minus ? LogicBuilder.not(b.bit(i)) : b.bit(i);
      int differ = logic.xor(x, y);
      bits[i] = logic.xor(differ, carry);
      carry = logic.or(logic.and(x, y), logic.and(differ, carry));
    }
    return new Word(bits, a.fraction(), low, high, a.error() + b.error());
  }

  /** The product in integers, with both fractions behind the point. */
  Word multiplyExactly(Word a, Word b) {
    double[] corners = {
      (double) a.low() * b.low(), (double) a.low() * b.high(),
      (double) a.high() * b.low(), (double) a.high() * b.high()
    };
    checkRange(Arrays.stream(corners).min().orElse(0), Arrays.stream(corners).max().orElse(0));
    long[] products = {
      a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high()
    };
    long low = Arrays.stream(products).min().orElse(0);
    long high = Arrays.stream(products).max().orElse(0);
    int width = Word.width(low, high);
    int[] sum = new int[width];
    for (int i = 0; i < Math.min(width, b.bits().length); i++) {
      boolean sign = i == b.bits().length - 1;
      accumulate(sum, a, i, b.bits()[i], sign);
    }
    double error = a.error() * b.magnitude() + b.error() * a.magnitude() + a.error() * b.error();
    return new Word(sum, a.fraction() + b.fraction(), low, high, error);
  }

  /** Adds {@code a 2^shift} if a bit is set; takes it away for the bit of the sign. */
  private void accumulate(int[] sum, Word a, int shift, int bit, boolean minus) {
    if (bit == LogicBuilder.FALSE) {
      return;
    }
    int carry = minus ? bit : LogicBuilder.FALSE;
    for (int i = shift; i < sum.length; i++) {
      int x = a.bit(i - shift);
      int y = logic.and(bit, minus ? LogicBuilder.not(x) : x);
      int differ = logic.xor(sum[i], y);
      int next = logic.or(logic.and(sum[i], y), logic.and(differ, carry));
      sum[i] = logic.xor(differ, carry);
      carry = next;
    }
  }

  Word multiply(Word a, Word b) {
    return cut(multiplyExactly(a, b), a.fraction());
  }

  /** Drops bits behind the point: rounds down. */
  Word cut(Word a, int fraction) {
    int drop = a.fraction() - fraction;
    if (drop == 0) {
      return a;
    }
    if (drop < 0) {
      throw new IllegalArgumentException("cannot add " + -drop + " bits by cutting");
    }
    long low = a.low() >> drop;
    long high = a.high() >> drop;
    int[] bits = new int[Word.width(low, high)];
    Arrays.setAll(bits, i -> a.bit(i + drop));
    return new Word(bits, fraction, low, high, a.error() + Math.scalb(1.0, -fraction));
  }

  /** Adds bits behind the point. */
  Word extend(Word a, int fraction) {
    int more = fraction - a.fraction();
    checkRange(Math.scalb((double) a.low(), more), Math.scalb((double) a.high(), more));
    int[] bits = new int[a.bits().length + more];
    Arrays.setAll(bits, i -> i < more ? LogicBuilder.FALSE : a.bits()[i - more]);
    return new Word(bits, fraction, a.low() << more, a.high() << more, a.error());
  }

  /** Whether a word is below 0. */
  static int negative(Word a) {
    return a.low() >= 0 ? LogicBuilder.FALSE : a.bits()[a.bits().length - 1];
  }

  /** {@code condition ? a : b}. */
  Word select(int condition, Word a, Word b) {
    if (condition == LogicBuilder.TRUE || condition == LogicBuilder.FALSE) {
      return condition == LogicBuilder.TRUE ? a : b;
    }
    long low = Math.min(a.low(), b.low());
    long high = Math.max(a.high(), b.high());
    int[] bits = new int[Word.width(low, high)];
    Arrays.setAll(bits, i -> logic.select(condition, a.bit(i), b.bit(i)));
    return new Word(bits, a.fraction(), low, high, Math.max(a.error(), b.error()));
  }

  Word negate(Word a) {
    Word minus = subtract(constant(0, a.fraction()), a);
    return new Word(minus.bits(), a.fraction(), minus.low(), minus.high(), a.error());
  }

  Word abs(Word a) {
    if (a.low() >= 0) {
      return a;
    }
    Word chosen = select(negative(a), negate(a), a);
    return narrowed(chosen, 0, Math.max(a.high(), -a.low()));
  }

  /** The same word, where the real number is known to lie in an interval. */
  static Word within(Word a, Interval range) {
    double low = Math.floor(Math.scalb(range.lo() - a.error(), a.fraction()));
    double high = Math.ceil(Math.scalb(range.hi() + a.error(), a.fraction()));
    double from = Math.max(low, (double) a.low());
    double to = Math.min(high, (double) a.high());
    return low > (double) a.low() || high < (double) a.high() ? clip(a, (long) from, (long) to) : a;
  }

  /** The same word, known to lie in a narrower range. */
  private static Word narrowed(Word a, long low, long high) {
    int width = Word.width(low, high);
    int[] bits = new int[width];
    Arrays.setAll(bits, i -> low >= 0 && i == width - 1 ? LogicBuilder.FALSE : a.bit(i));
    return new Word(bits, a.fraction(), low, high, a.error());
  }

  Word min(Word a, Word b) {
    return select(negative(subtract(a, b)), a, b);
  }

  Word max(Word a, Word b) {
    return select(negative(subtract(a, b)), b, a);
  }

  /** The quotient by long division, rounded towards 0. */
  Word divide(Word a, Word b) {
    double least = b.leastMagnitude();
    if (!(least > 0)) {
      throw new InvalidInputException(
          "a divisor can be 0 or come too near it; keep its range away from 0");
    }
    Word top = extend(abs(a), a.fraction() + b.fraction());
    Word bottom = abs(b);
    long high = top.high() / Math.max(1, bottom.low());
    int[] quotient = divideUnsigned(top.bits(), bottom.bits());
    Word size = narrowed(new Word(quotient, a.fraction(), 0, high, 0), 0, high);
    double real = Math.scalb((double) high, -a.fraction()) + 1;
    double error = (a.error() + real * b.error()) / least + size.unit();
    int minus = logic.xor(negative(a), negative(b));
    Word signed = select(minus, negate(size), size);
    return new Word(signed.bits(), a.fraction(), signed.low(), signed.high(), error);
  }

  /** Restoring division of plain whole numbers; the divisor is not 0. */
  int[] divideUnsigned(int[] top, int[] bottom) {
    int width = bottom.length + 1;
    int[] rest = new int[width];
    int[] quotient = new int[top.length];
    for (int i = top.length - 1; i >= 0; i--) {
      int[] shifted = new int[width];
      shifted[0] = top[i];
      System.arraycopy(rest, 0, shifted, 1, width - 1);
      int[] difference = new int[width];
      int fits = LogicBuilder.TRUE; // carry of shifted - bottom: no borrow
      for (int k = 0; k < width; k++) {
        int y = LogicBuilder.not(k < bottom.length ? bottom[k] : LogicBuilder.FALSE);
        int differ = logic.xor(shifted[k], y);
        difference[k] = logic.xor(differ, fits);
        fits = logic.or(logic.and(shifted[k], y), logic.and(differ, fits));
      }
      for (int k = 0; k < width; k++) {
        rest[k] = logic.select(fits, difference[k], shifted[k]);
      }
      quotient[i] = fits;
    }
    return quotient;
  }

  /**
   * The square root by Newton's (Heron's) iteration {@code y = (y + a/y) / 2} in whole numbers.
   *
   * <p>It starts at a power of two in [root, 2 root], found from the leading bit, so the relative
   * error falls from 1 to 1/4, 1/40, 3.1e-4, 4.7e-8, 1.1e-15; iterations go on until that is below
   * a unit. The result is the root rounded down, or one unit more.
   */
  Word sqrt(Word a) {
    if (a.low() < 0) {
      throw new InvalidInputException("the argument of 'sqrt' can be below 0; shift its range");
    }
    Word scaled = extend(a, 2 * a.fraction());
    int rootBits = (scaled.bits().length + 1) / 2 + 1;
    int[] root = start(scaled.bits(), rootBits);
    int rounds = rootBits <= 11 ? 3 : rootBits <= 23 ? 4 : 5;
    for (int i = 0; i < rounds; i++) {
      root = heron(scaled.bits(), root);
    }
    long high = (long) Math.ceil(Math.sqrt((double) scaled.high())) + 1;
    long low = Math.max(0, (long) Math.floor(Math.sqrt((double) scaled.low())) - 1);
    double least = a.leastMagnitude();
    double spread = Math.sqrt(a.error());
    double error = least > 0 ? Math.min(spread, a.error() / Math.sqrt(least)) : spread;
    Word word = new Word(Arrays.copyOf(root, root.length + 1), a.fraction(), 0, high, 0);
    Word result = narrowed(word, 0, high);
    return new Word(result.bits(), a.fraction(), low, high, error + a.unit());
  }

  /** The power of two above the root: {@code 2^ceil(L/2)} for L significant bits. */
  private int[] start(int[] a, int rootBits) {
    int[] root = new int[rootBits];
    int above = LogicBuilder.FALSE;
    for (int i = a.length - 1; i >= 0; i--) {
      int leads = logic.and(a[i], LogicBuilder.not(above));
      int place = Math.min(rootBits - 1, (i + 2) / 2);
      root[place] = logic.or(root[place], leads);
      above = logic.or(above, a[i]);
    }
    root[0] = logic.or(root[0], LogicBuilder.not(above));
    return root;
  }

  private int[] heron(int[] a, int[] root) {
    int[] divisor = root.clone();
    divisor[0] = logic.or(divisor[0], LogicBuilder.not(logic.any(root))); // 0 / 1 instead of 0 / 0
    int[] quotient = divideUnsigned(a, divisor);
    int[] next = new int[root.length];
    int carry = LogicBuilder.FALSE;
    for (int i = 0; i <= root.length; i++) {
      int x = i < root.length ? root[i] : LogicBuilder.FALSE;
      int y = i < quotient.length ? quotient[i] : LogicBuilder.FALSE;
      int differ = logic.xor(x, y);
      int bit = logic.xor(differ, carry);
      carry = logic.or(logic.and(x, y), logic.and(differ, carry));
      if (i > 0) {
        next[i - 1] = bit;
      }
    }
    return next;
  }

  /**
   * The sine by CORDIC: the angle is folded into [-π/2, π/2] and rotated to 0 in steps of {@code
   * atan 2^-i} (Volder 1959), with guard bits.
   */
  Word sin(Word a) {
    int steps = a.fraction() + 3;
    int fraction = a.fraction() + 4 + (32 - Integer.numberOfLeadingZeros(steps));
    Word angle = folded(extend(a, fraction));
    double gain = 1;
    for (int i = 0; i < steps; i++) {
      gain /= Math.sqrt(1 + Math.scalb(1.0, -2 * i));
    }
    Word x = constant(gain, fraction);
    Word y = constant(0, fraction);
    for (int i = 0; i < steps; i++) {
      int minus = negative(angle);
      Word turn = constant(StrictMath.atan(Math.scalb(1.0, -i)), fraction);
      Word sideways = shifted(y, i);
      Word upwards = shifted(x, i);
      Word nextX = select(minus, add(x, sideways), subtract(x, sideways));
      y = clipped(select(minus, subtract(y, upwards), add(y, upwards)));
      x = clipped(nextX);
      angle = clipped(select(minus, add(angle, turn), subtract(angle, turn)));
    }
    Word result = cut(y, a.fraction());
    long one = 1L << a.fraction();
    double rounding = 8 * steps * Math.scalb(1.0, -fraction);
    double error = angleError + Math.scalb(1.0, 1 - steps) + rounding + a.unit();
    Word bounded = clip(result, -one - 1, one);
    return new Word(bounded.bits(), a.fraction(), bounded.low(), bounded.high(), error);
  }

  /** Error of the last angle that was folded. */
  private double angleError;

  private static Word shifted(Word a, int by) {
    int shift = Math.min(by, 62);
    long low = a.low() >> shift;
    long high = a.high() >> shift;
    int[] bits = new int[Word.width(low, high)];
    Arrays.setAll(bits, i -> a.bit(i + shift));
    return new Word(bits, a.fraction(), low, high, 0);
  }

  /** Nothing in a rotation leaves (-4, 4), whatever the ranges of its parts say. */
  private static Word clipped(Word a) {
    long four = 4L << a.fraction();
    return clip(a, -four, four - 1);
  }

  private static Word clip(Word a, long low, long high) {
    long from = Math.max(low, a.low());
    long to = Math.min(high, a.high());
    int[] bits = new int[Word.width(from, to)];
    Arrays.setAll(bits, a::bit);
    return new Word(bits, a.fraction(), from, to, a.error());
  }

  private Word folded(Word a) {
    int fraction = a.fraction();
    Word angle = a;
    double most = a.magnitude();
    if (most > 64) {
      throw new InvalidInputException("the argument of 'sin' can be larger than 64; keep it below");
    }
    Word turn = constant(2 * StrictMath.PI, fraction);
    Word half = constant(StrictMath.PI, fraction);
    Word quarter = constant(StrictMath.PI / 2, fraction);
    while (most > 1.5 * StrictMath.PI) {
      Word less = select(negative(subtract(half, angle)), subtract(angle, turn), angle);
      Word both = select(negative(add(less, half)), add(less, turn), less);
      most = Math.max(most - 2 * StrictMath.PI, StrictMath.PI) + Math.scalb(4.0, -fraction);
      long bound = (long) Math.ceil(Math.scalb(most, fraction));
      angle = clip(both, -bound, bound);
    }
    if (most > StrictMath.PI / 2) {
      Word down = select(negative(subtract(quarter, angle)), subtract(half, angle), angle);
      Word up = select(negative(add(down, quarter)), subtract(negate(half), down), down);
      long bound =
          (long) Math.ceil(Math.scalb(StrictMath.PI / 2 + Math.scalb(8.0, -fraction), fraction));
      angle = clip(up, -bound, bound);
    }
    angleError = angle.error();
    return angle;
  }
}
