package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * A log-log slope over sizes with several seeds a size: its statistical interval, and how far it
 * moves without the smallest size.
 *
 * @param statistical from seeds or residuals alone
 * @param withoutSmallest the slope refitted without the smallest size
 */
public record SlopeEstimate(Interval statistical, double withoutSmallest) {
  private static final int LEAST_SIZES = 3; // so that two remain without the smallest

  /**
   * The t-interval of one line through all points {@code (log size, log value)}.
   *
   * @param sizes different and positive, at least three
   * @param values {@code [size][seed]}, positive
   */
  public static SlopeEstimate t(double[] sizes, double[][] values, double level) {
    require(sizes, values);
    double without = fit(withoutSmallest(sizes, sizes), withoutSmallest(sizes, values)).slope();
    return new SlopeEstimate(fit(sizes, values).slopeInterval(level), without);
  }

  /**
   * The hierarchical bootstrap: seeds are drawn anew inside each size, and the line is refitted.
   *
   * @param sizes different and positive, at least three
   * @param values {@code [size][seed]}, positive; at least two seeds a size for a defined interval
   */
  public static SlopeEstimate bootstrap(
      double[] sizes, double[][] values, Resampling resampling, double level) {
    require(sizes, values);
    double without = fit(withoutSmallest(sizes, sizes), withoutSmallest(sizes, values)).slope();
    double slope = fit(sizes, values).slope();
    if (Double.isNaN(slope) || Arrays.stream(values).anyMatch(seeds -> seeds.length < 2)) {
      return new SlopeEstimate(new Interval(slope, Double.NaN, Double.NaN, level), without);
    }
    RandomStream stream = resampling.stream();
    double[] replicates = new double[resampling.resamples()];
    for (int b = 0; b < replicates.length; b++) {
      replicates[b] = fit(sizes, redrawn(values, stream)).slope();
    }
    return new SlopeEstimate(Bootstrap.percentile(slope, replicates, level), without);
  }

  /** The slope through all points. */
  public double slope() {
    return statistical.estimate();
  }

  /** The systematic part: {@code withoutSmallest - slope}. */
  public double shift() {
    return withoutSmallest - slope();
  }

  /** The interval that is judged: the statistical one, drawn out by the shift on its side. */
  public Interval interval() {
    double shift = shift();
    if (!statistical.isDefined() || Double.isNaN(shift)) {
      return new Interval(slope(), Double.NaN, Double.NaN, statistical.level());
    }
    return new Interval(
        slope(),
        statistical.low() + Math.min(0, shift),
        statistical.high() + Math.max(0, shift),
        statistical.level());
  }

  private static void require(double[] sizes, double[][] values) {
    LineFit.requireEqual(sizes.length, values.length);
    if (Arrays.stream(sizes).distinct().count() < LEAST_SIZES) {
      throw new IllegalArgumentException(
          "a slope needs at least "
              + LEAST_SIZES
              + " different sizes, had "
              + Arrays.toString(sizes));
    }
  }

  private static LineFit fit(double[] sizes, double[][] values) {
    int points = Arrays.stream(values).mapToInt(seeds -> seeds.length).sum();
    double[] x = new double[points];
    double[] y = new double[points];
    int next = 0;
    for (int i = 0; i < sizes.length; i++) {
      for (double value : values[i]) {
        x[next] = sizes[i];
        y[next++] = value;
      }
    }
    return LineFit.logLog(x, y);
  }

  private static double[][] redrawn(double[][] values, RandomStream stream) {
    double[][] drawn = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      drawn[i] = new double[values[i].length];
      for (int k = 0; k < drawn[i].length; k++) {
        drawn[i][k] = values[i][stream.nextInt(drawn[i].length)];
      }
    }
    return drawn;
  }

  private static int smallest(double[] sizes) {
    int smallest = 0;
    for (int i = 1; i < sizes.length; i++) {
      smallest = sizes[i] < sizes[smallest] ? i : smallest;
    }
    return smallest;
  }

  private static double[] withoutSmallest(double[] sizes, double[] values) {
    int out = smallest(sizes);
    double[] rest = new double[values.length - 1];
    System.arraycopy(values, 0, rest, 0, out);
    System.arraycopy(values, out + 1, rest, out, rest.length - out);
    return rest;
  }

  private static double[][] withoutSmallest(double[] sizes, double[][] values) {
    int out = smallest(sizes);
    double[][] rest = new double[values.length - 1][];
    System.arraycopy(values, 0, rest, 0, out);
    System.arraycopy(values, out + 1, rest, out, rest.length - out);
    return rest;
  }
}
