package io.fanin.function;

import io.fanin.expression.Interval;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The distribution of one input; inputs are independent. */
public sealed interface InputLaw {
  /** The type of its values. */
  InputType type();

  /**
   * Draws one value.
   *
   * @param random advanced by as much as the law needs
   * @param out columns {@code offset … offset + type().width() - 1} are overwritten
   */
  void sample(RandomStream random, double[] out, int offset);

  /**
   * The smallest interval that holds a column's values almost surely; infinite for a normal law.
   */
  Interval support();

  /** The expectation of a column. */
  double mean(int column);

  /** The variance of a column. */
  double variance(int column);

  /**
   * Reads {@code uniform(-1, 1)}, {@code normal(0, 1)}, {@code bernoulli(0.5)}, {@code
   * rademacher(0.5)} or {@code categorical(0.2, 0.3, 0.5)}; the numbers may be formulas such as
   * {@code sqrt(3)}.
   *
   * @throws InvalidInputException with the place of the mistake, in a source called {@code law}
   */
  static InputLaw parse(String text) {
    return new LawReader("law", text, 1, 1).read();
  }

  /**
   * Uniform on an interval.
   *
   * @param lo below hi
   * @param hi finite
   */
  record Uniform(double lo, double hi) implements InputLaw {
    /** Checks the ends. */
    public Uniform {
      if (!(lo < hi) || !(hi - lo <= Double.MAX_VALUE)) {
        throw new InvalidInputException(
            "uniform(a, b) needs a < b, both finite, not "
                + LawTexts.number(lo)
                + " and "
                + LawTexts.number(hi));
      }
    }

    @Override
    public InputType type() {
      return InputType.REAL;
    }

    @Override
    public void sample(RandomStream random, double[] out, int offset) {
      out[offset] = random.uniform(lo, hi);
    }

    @Override
    public Interval support() {
      return new Interval(lo, hi);
    }

    @Override
    public double mean(int column) {
      return lo + (hi - lo) / 2;
    }

    @Override
    public double variance(int column) {
      return (hi - lo) * (hi - lo) / 12;
    }

    @Override
    public String toString() {
      return LawTexts.call("uniform", lo, hi);
    }
  }

  /**
   * Normal.
   *
   * @param mean finite
   * @param deviation above 0
   */
  record Normal(double mean, double deviation) implements InputLaw {
    /** Checks the parameters. */
    public Normal {
      if (!(Math.abs(mean) <= Double.MAX_VALUE)
          || !(deviation > 0 && deviation <= Double.MAX_VALUE)) {
        throw new InvalidInputException(
            "normal(m, s) needs a finite m and s > 0, not "
                + LawTexts.number(mean)
                + " and "
                + LawTexts.number(deviation));
      }
    }

    @Override
    public InputType type() {
      return InputType.REAL;
    }

    @Override
    public void sample(RandomStream random, double[] out, int offset) {
      out[offset] = mean + deviation * random.nextGaussian();
    }

    @Override
    public Interval support() {
      return Interval.ALL;
    }

    @Override
    public double mean(int column) {
      return mean;
    }

    @Override
    public double variance(int column) {
      return deviation * deviation;
    }

    @Override
    public String toString() {
      return LawTexts.call("normal", mean, deviation);
    }
  }

  /**
   * A bit.
   *
   * @param p probability of 1, in [0, 1]
   */
  record Bernoulli(double p) implements InputLaw {
    /** Checks the probability. */
    public Bernoulli {
      LawTexts.checkProbability("bernoulli(p)", p);
    }

    @Override
    public InputType type() {
      return InputType.BIT;
    }

    @Override
    public void sample(RandomStream random, double[] out, int offset) {
      out[offset] = random.nextDouble() < p ? 1 : 0;
    }

    @Override
    public Interval support() {
      return new Interval(p < 1 ? 0 : 1, p > 0 ? 1 : 0);
    }

    @Override
    public double mean(int column) {
      return p;
    }

    @Override
    public double variance(int column) {
      return p * (1 - p);
    }

    @Override
    public String toString() {
      return LawTexts.call("bernoulli", p);
    }
  }

  /**
   * A sign.
   *
   * @param p probability of 1, in [0, 1]
   */
  record Rademacher(double p) implements InputLaw {
    /** Checks the probability. */
    public Rademacher {
      LawTexts.checkProbability("rademacher(p)", p);
    }

    @Override
    public InputType type() {
      return InputType.SIGN;
    }

    @Override
    public void sample(RandomStream random, double[] out, int offset) {
      out[offset] = random.nextDouble() < p ? 1 : -1;
    }

    @Override
    public Interval support() {
      return new Interval(p < 1 ? -1 : 1, p > 0 ? 1 : -1);
    }

    @Override
    public double mean(int column) {
      return 2 * p - 1;
    }

    @Override
    public double variance(int column) {
      return 4 * p * (1 - p);
    }

    @Override
    public String toString() {
      return LawTexts.call("rademacher", p);
    }
  }

  /**
   * A category, as one column for each.
   *
   * @param probabilities two or more, of sum 1 within 1e-9
   */
  record Categorical(List<Double> probabilities) implements InputLaw {
    /** Checks the probabilities. */
    public Categorical {
      probabilities = List.copyOf(probabilities);
      probabilities.forEach(p -> LawTexts.checkProbability("categorical(p, …)", p));
      double sum = probabilities.stream().mapToDouble(p -> p).sum();
      boolean fits = probabilities.size() >= 2 && probabilities.size() <= InputType.MAX_CATEGORIES;
      if (!fits || !(Math.abs(sum - 1) <= 1e-9)) {
        throw new InvalidInputException(
            "categorical(p, …) needs 2 to "
                + InputType.MAX_CATEGORIES
                + " probabilities of sum 1, not "
                + probabilities.size()
                + " of sum "
                + LawTexts.number(sum));
      }
    }

    /** All categories equally likely. */
    static Categorical uniform(int categories) {
      return new Categorical(Collections.nCopies(categories, 1.0 / categories));
    }

    @Override
    public InputType type() {
      return InputType.category(probabilities.size());
    }

    @Override
    public void sample(RandomStream random, double[] out, int offset) {
      double u = random.nextDouble();
      int category = 0;
      double below = probabilities.get(0);
      while (u >= below && category < probabilities.size() - 1) {
        category++;
        below += probabilities.get(category);
      }
      Arrays.fill(out, offset, offset + probabilities.size(), 0);
      out[offset + category] = 1;
    }

    @Override
    public Interval support() {
      return new Interval(0, 1);
    }

    @Override
    public double mean(int column) {
      return probabilities.get(column);
    }

    @Override
    public double variance(int column) {
      return mean(column) * (1 - mean(column));
    }

    @Override
    public String toString() {
      return LawTexts.call("categorical", probabilities.stream().mapToDouble(p -> p).toArray());
    }
  }
}
