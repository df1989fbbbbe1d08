package io.fanin.train;

import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import java.util.Arrays;
import java.util.List;

/**
 * How well hidden units have found the true constituents: for each constituent {@code c} the
 * largest {@code |corr(c, unit)|} of any unit of a replica, Pearson's correlation over the rows of
 * a set.
 *
 * <p>1 means that some unit is the constituent up to sign, scale and shift. A constituent or a unit
 * that is constant or not finite on the rows has alignment 0. Chance alone gives about {@code
 * sqrt(2 log(units) / count)}, so few rows and many units look aligned.
 */
public final class Alignment {
  private Alignment() {}

  /**
   * What one replica is compared with.
   *
   * @param truth values of each constituent on the rows of the replica's stream, {@code
   *     [constituents][count]}; at least one
   * @param blocks blocks of the replica whose units are looked at
   */
  public record Comparison(double[][] truth, int[] blocks) {
    /** Checks that there is a constituent. */
    public Comparison {
      if (truth.length == 0) {
        throw new IllegalArgumentException("a comparison needs at least one constituent");
      }
    }
  }

  /**
   * Aligns the units of some blocks with true values.
   *
   * @param truth values of each constituent on the set's rows, {@code [constituents][count]}
   * @param blocks blocks of one replica whose units are looked at
   * @return {@code [constituents]}, from 0 to 1
   */
  public static double[] of(Program program, EvaluationSet set, double[][] truth, int[] blocks) {
    return of(set.evaluate(program, blocks), truth, blocks);
  }

  /**
   * The mean alignment over the constituents as a metric; higher is better.
   *
   * @param comparisons one for each replica
   */
  public static SetMetric mean(String name, EvaluationSet set, List<Comparison> comparisons) {
    return new Mean(name, set, List.copyOf(comparisons));
  }

  /**
   * The same from values that were evaluated before, so that many replicas share one forward pass.
   *
   * @param values hold at least the blocks
   */
  public static double[] of(SetValues values, double[][] truth, int[] blocks) {
    double[] best = new double[truth.length];
    for (double[] column : truth) {
      if (column.length != values.count()) {
        throw new IllegalArgumentException(
            "truth must have %d values for each constituent, has %d"
                .formatted(values.count(), column.length));
      }
    }
    for (int block : blocks) {
      int width = values.plan().width(block);
      for (int unit = 0; unit < width; unit++) {
        double[] column = column(values.of(block), unit, width, values.count());
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
    if (constant(a) || constant(b)) {
      return 0; // the mean of equal numbers may be off by a rounding, which would then count
    }
    double[] da = deviations(a);
    double[] db = deviations(b);
    double correlation = dot(da, db) / Math.sqrt(dot(da, da) * dot(db, db));
    return Double.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : 0;
  }

  /** Deviations from the mean, scaled by a power of two so that no square under- or overflows. */
  private static double[] deviations(double[] a) {
    double mean = mean(a);
    double most = 0;
    for (double x : a) {
      most = Math.max(most, Math.abs(x - mean));
    }
    int exponent = Math.getExponent(most);
    return Arrays.stream(a).map(x -> Math.scalb(x - mean, -exponent)).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static boolean constant(double[] a) {
    return Arrays.stream(a).allMatch(x -> x == a[0]);
  }

  private static double mean(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x;
    }
    return sum / a.length;
  }

  private record Mean(String name, EvaluationSet set, List<Comparison> comparisons)
      implements SetMetric {
    @Override
    public int[] blocks(Plan plan) {
      if (comparisons.size() != plan.replicas()) {
        throw new IllegalArgumentException(
            "%d replicas need as many comparisons, not %d"
                .formatted(plan.replicas(), comparisons.size()));
      }
      return comparisons.stream().flatMapToInt(c -> Arrays.stream(c.blocks())).toArray();
    }

    @Override
    public double[] measure(SetValues values) {
      return comparisons.stream()
          .mapToDouble(c -> Alignment.mean(of(values, c.truth(), c.blocks())))
          .toArray();
    }
  }
}
