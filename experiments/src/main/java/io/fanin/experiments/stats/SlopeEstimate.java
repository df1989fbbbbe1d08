package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

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
    Logs logs = Logs.of(sizes, values);
    Interval interval = logs.fit().slopeInterval(level);
    return new SlopeEstimate(interval, logs.withoutSmallest().fit().slope());
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
    Logs logs = Logs.of(sizes, values);
    double without = logs.withoutSmallest().fit().slope();
    double slope = logs.fit().slope();
    if (Double.isNaN(slope) || Arrays.stream(values).anyMatch(seeds -> seeds.length < 2)) {
      return new SlopeEstimate(new Interval(slope, Double.NaN, Double.NaN, level), without);
    }
    RandomStream stream = resampling.stream();
    double[] replicates = new double[resampling.resamples()];
    for (int b = 0; b < replicates.length; b++) {
      replicates[b] = logs.redrawn(stream).fit().slope();
    }
    return new SlopeEstimate(Bootstrap.percentile(slope, replicates, level), without);
  }

  /**
   * Seeds that are the same at every size, such as one target on a ladder of grids: a slope for
   * each seed, and the t-interval of their mean. Drawing them anew inside each size would count
   * what all sizes of a seed share as noise of the slope.
   *
   * @param sizes different and positive, at least three
   * @param values {@code [size][seed]}, positive, equally many seeds at every size
   */
  public static SlopeEstimate paired(double[] sizes, double[][] values, double level) {
    require(sizes, values);
    Logs logs = Logs.of(sizes, values);
    double[] without = logs.withoutSmallest().slopes();
    return new SlopeEstimate(
        TIntervals.mean(logs.slopes(), level), Arrays.stream(without).sum() / without.length);
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

  /** Logarithms of sizes, and of values {@code [size][seed]}. */
  private record Logs(double[] sizes, double[][] values) {
    static Logs of(double[] sizes, double[][] values) {
      return new Logs(
          LineFit.logs(sizes), Arrays.stream(values).map(LineFit::logs).toArray(double[][]::new));
    }

    LineFit fit() {
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
      return LineFit.of(x, y);
    }

    /** The slope of each seed's own line. */
    double[] slopes() {
      double[] slopes = new double[values[0].length];
      for (int seed = 0; seed < slopes.length; seed++) {
        double[] own = new double[sizes.length];
        for (int i = 0; i < own.length; i++) {
          own[i] = values[i][seed];
        }
        slopes[seed] = LineFit.of(sizes, own).slope();
      }
      return slopes;
    }

    Logs redrawn(RandomStream stream) {
      double[][] drawn = new double[values.length][];
      for (int i = 0; i < values.length; i++) {
        drawn[i] = new double[values[i].length];
        for (int k = 0; k < drawn[i].length; k++) {
          drawn[i][k] = values[i][stream.nextInt(drawn[i].length)];
        }
      }
      return new Logs(sizes, drawn);
    }

    Logs withoutSmallest() {
      double smallest = Arrays.stream(sizes).min().orElseThrow();
      int[] kept = IntStream.range(0, sizes.length).filter(i -> sizes[i] != smallest).toArray();
      return new Logs(
          Arrays.stream(kept).mapToDouble(i -> sizes[i]).toArray(),
          Arrays.stream(kept).mapToObj(i -> values[i]).toArray(double[][]::new));
    }
  }
}
