package io.fanin.experiments.oracle.learnability;

import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.experiments.stats.CorrelationInterval;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;

/**
 * How much each vertex correlates with an output.
 *
 * @param exact whether all rows of a cube were seen, instead of a sample of the inputs' own law
 * @param rows seen
 * @param sizes {@code |corr|} of every column, inputs first; 0 where either is constant
 * @param labels the output in every row
 */
record Correlations(boolean exact, int rows, double[] sizes, double[] labels) {
  private static final int MOST_ROWS = 8192;
  private static final int LEAST_ROWS = 512;
  private static final long MOST_VALUES = 200_000_000;
  private static final int VALUES_AT_ONCE = 1 << 21;

  /** Rows to be evaluated. */
  private interface Rows {
    /** The next so many, {@code [count, inputWidth]}. */
    double[] next(int first, int count);
  }

  /** From one pass over a sample; rows are fewer where the function is very large. */
  static Correlations sampled(SparseFunction function, int output, RandomStream random) {
    int columns = function.offset(function.graph().vertices());
    int rows = (int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_VALUES / columns));
    return of(function, output, false, rows, (first, count) -> function.sample(random, count));
  }

  /**
   * From all rows of the cube of some inputs, in the order of {@link Cube}; the others stand at the
   * sign 1.
   *
   * @param inputs at most 20 signs or bits
   */
  static Correlations enumerated(SparseFunction function, int output, int[] inputs) {
    int width = function.inputWidth();
    boolean[] bit = new boolean[width];
    for (int i = 0; i < width; i++) {
      bit[i] = function.inputs().get(i).type().kind() == InputType.Kind.BIT;
    }
    Rows cube =
        (first, count) -> {
          double[] rows = new double[count * width];
          for (int r = 0; r < count; r++) {
            for (int i = 0; i < width; i++) {
              rows[r * width + i] = bit[i] ? 0 : 1;
            }
            for (int k = 0; k < inputs.length; k++) {
              int i = inputs[k];
              int sign = Cube.sign(first + r, k);
              rows[r * width + i] = bit[i] ? (1 - sign) / 2 : sign;
            }
          }
          return rows;
        };
    return of(function, output, true, 1 << inputs.length, cube);
  }

  private static Correlations of(
      SparseFunction function, int output, boolean exact, int rows, Rows source) {
    int columns = function.offset(function.graph().vertices());
    int label = function.offset(function.graph().outputs()[output]);
    int chunk = Math.max(1, Math.min(rows, VALUES_AT_ONCE / columns));
    double[] labels = new double[rows];
    Sums sums = new Sums(columns, label);
    for (int done = 0; done < rows; done += chunk) {
      int count = Math.min(chunk, rows - done);
      double[] values = function.values(source.next(done, count), count);
      sums.add(values, count);
      for (int r = 0; r < count; r++) {
        labels[done + r] = values[r * columns + label];
      }
    }
    return new Correlations(exact, rows, sums.correlations(), labels);
  }

  /** Fisher's interval of a size of a correlation, at once for so many; a point where exact. */
  Interval interval(double size, int comparisons) {
    double level = VerdictRule.LEVEL;
    if (exact) {
      return new Interval(size, size, size, level);
    }
    return CorrelationInterval.ofSize(size, rows, 1 - (1 - level) / comparisons);
  }

  /** Means and products of deviations, updated row by row (Welford). */
  private static final class Sums {
    private final int label;
    private final double[] means;
    private final double[] squares;
    private final double[] products;
    private double labelMean;
    private long rows;

    Sums(int columns, int label) {
      this.label = label;
      means = new double[columns];
      squares = new double[columns];
      products = new double[columns];
    }

    void add(double[] values, int count) {
      int columns = means.length;
      for (int r = 0; r < count; r++) {
        rows++;
        double fresh = values[r * columns + label] - labelMean;
        for (int c = 0; c < columns; c++) {
          double x = values[r * columns + c];
          double deviation = x - means[c];
          means[c] += deviation / rows;
          squares[c] += deviation * (x - means[c]);
          products[c] += (x - means[c]) * fresh;
        }
        labelMean += fresh / rows;
      }
    }

    double[] correlations() {
      double[] sizes = new double[means.length];
      for (int c = 0; c < sizes.length; c++) {
        double scale = Math.sqrt(squares[c] * squares[label]);
        sizes[c] = scale > 0 ? Math.min(1, Math.abs(products[c]) / scale) : 0;
      }
      return sizes;
    }
  }
}
