package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;

/**
 * A random function with its values on all rows.
 *
 * @param number of its family
 * @param table values in {@link Cube}'s order, -1 or 1
 * @param minority share of the rarer value: the error of the best constant
 */
record RandomTarget(
    Family family, int number, SparseFunction function, double[] table, double minority) {
  private static final int TRIES = 10_000;
  private static final int LEAST_INPUTS = 3;

  /**
   * The target of that number; the first draw that is neither too constant nor of too few inputs.
   */
  static RandomTarget of(Family family, int number, SettingValues values) {
    RandomStream random =
        RandomStream.of(values.setup().seed(), "learnability-target", family.place(), number);
    int n = inputs(number, values);
    double least = values.real(Learnability.MINORITY);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      SparseFunction function = family.draw(n, random);
      double[] table = Cube.values(function, function.graph().outputs()[0]);
      double minority = minority(table);
      if (minority >= least && relevant(table) >= LEAST_INPUTS) {
        return new RandomTarget(family, number, function, table, minority);
      }
    }
    throw new InvalidInputException(
        "%s=%s: no function of the family '%s' of %d inputs has both values so often; take a smaller share"
            .formatted(Learnability.MINORITY, least, family.label(), n));
  }

  /** The sizes take turns. */
  static int inputs(int number, SettingValues values) {
    var sizes = values.integers(Learnability.SIZES);
    return sizes.get(number % sizes.size());
  }

  int inputs() {
    return function.inputs().size();
  }

  private static double minority(double[] table) {
    int ones = 0;
    for (double y : table) {
      ones += y > 0 ? 1 : 0;
    }
    return Math.min(ones, table.length - ones) / (double) table.length;
  }

  /** Inputs that the function depends on. */
  private static int relevant(double[] table) {
    FourierSpectrum spectrum = FourierSpectrum.of(table);
    int count = 0;
    for (int i = 0; i < spectrum.inputs(); i++) {
      count += spectrum.influence(i) > 0 ? 1 : 0;
    }
    return count;
  }
}
