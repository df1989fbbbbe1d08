package io.fanin.hierarchy.complexity;

import io.fanin.experiments.stats.Bootstrap;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.VerdictRule;
import java.util.Arrays;
import java.util.List;

/**
 * How the sample complexities of several curves grow with some quantity.
 *
 * @param x the quantity, rising and positive, one for each curve
 * @param curves at least two
 */
public record Scaling(double[] x, List<ErrorCurve> curves) {
  /** Resamples of every bootstrap. */
  public static final int RESAMPLES = 2000;

  /**
   * The slope of {@code log P*} in {@code log x}; members are drawn anew inside each curve.
   *
   * @return with the refit without the smallest {@code x}, NaN of fewer than three curves
   */
  public SlopeEstimate slope(long seed, String purpose) {
    Interval interval =
        Bootstrap.grouped(
            curves.stream().mapToInt(ErrorCurve::members).toArray(),
            members -> slope(members, 0),
            new Resampling(seed, purpose, RESAMPLES),
            VerdictRule.LEVEL);
    int[][] all = curves.stream().map(ErrorCurve::all).toArray(int[][]::new);
    return new SlopeEstimate(interval, curves.size() > 2 ? slope(all, 1) : Double.NaN);
  }

  /**
   * The slope from some members of each curve.
   *
   * @param first curves before it are left out
   * @return NaN where a complexity is not reached
   */
  public double slope(int[][] members, int first) {
    double[] logX = new double[x.length - first];
    double[] logY = new double[logX.length];
    for (int i = 0; i < logX.length; i++) {
      double complexity = curves.get(first + i).complexity(members[first + i]);
      if (!Double.isFinite(complexity)) {
        return Double.NaN;
      }
      logX[i] = StrictMath.log(x[first + i]);
      logY[i] = StrictMath.log(complexity);
    }
    return LineFit.of(logX, logY).slope();
  }

  /** The sample complexity of one curve with its bootstrap interval over members. */
  public static Interval complexity(ErrorCurve curve, long seed, String purpose) {
    return Bootstrap.grouped(
        new int[] {curve.members()},
        members -> curve.complexity(members[0]),
        new Resampling(seed, purpose, RESAMPLES),
        VerdictRule.LEVEL);
  }

  /** Whether every curve has a complexity that was reached. */
  public boolean reached() {
    return Arrays.stream(complexities()).allMatch(Double::isFinite);
  }

  /** The complexities of all members. */
  public double[] complexities() {
    return curves.stream().mapToDouble(ErrorCurve::complexity).toArray();
  }
}
