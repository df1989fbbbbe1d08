package io.fanin.train;

import io.fanin.kernel.Program;

/**
 * How well hidden units have found the true constituents: for each constituent the largest absolute
 * correlation with any unit of a replica, over the rows of a set.
 *
 * <p>1 means that some unit is the constituent up to sign, scale and shift. A constituent or a unit
 * that is constant on the rows has alignment 0.
 */
public final class Alignment {
  private Alignment() {}

  /**
   * Aligns the units of some blocks with true values.
   *
   * @param truth values of each constituent on the set's rows, {@code [constituents][count]}
   * @param blocks blocks of one replica whose units are looked at
   * @return {@code [constituents]}, from 0 to 1
   */
  public static double[] of(
      Program program, EvaluationSet set, double[][] truth, int[] blocks) {
    double[][] values = set.values(program, blocks);
    double[] best = new double[truth.length];
    for (int b = 0; b < blocks.length; b++) {
      int width = program.plan().width(blocks[b]);
      for (int unit = 0; unit < width; unit++) {
        double[] column = column(values[b], unit, width, set.count());
        for (int c = 0; c < truth.length; c++) {
          best[c] = Math.max(best[c], Math.abs(correlation(column, truth[c])));
        }
      }
    }
    return best;
  }

  private static double[] column(double[] values, int unit, int width, int count) {
    double[] column = new double[count];
    for (int i = 0; i < count; i++) {
      column[i] = values[i * width + unit];
    }
    return column;
  }

  /** Pearson's correlation; 0 where either is constant or not finite. */
  static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      double da = a[i] - meanA;
      double db = b[i] - meanB;
      ab += da * db;
      aa += da * da;
      bb += db * db;
    }
    double correlation = ab / Math.sqrt(aa * bb);
    return Double.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : 0;
  }

  private static double mean(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x;
    }
    return sum / a.length;
  }
}
