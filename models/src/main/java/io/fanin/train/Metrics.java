package io.fanin.train;

import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Program;
import java.util.List;

/** The usual measures, each of a replica's main output against its targets. */
public final class Metrics {
  private Metrics() {}

  /** {@code sqrt(mean (y - t)^2)} over rows and components; units of the target. */
  public static Metric rootMeanSquareError(String name, EvaluationSet set) {
    return new Measured(name, set, (program, term, y) -> Math.sqrt(squares(set, term, program, y)));
  }

  /**
   * {@link #rootMeanSquareError} over the standard deviation of the targets: 1 is what the best
   * constant gives.
   */
  public static Metric relativeError(String name, EvaluationSet set) {
    return new Measured(
        name,
        set,
        (program, term, y) -> Math.sqrt(squares(set, term, program, y) / variance(set, term, program)));
  }

  /** The largest {@code |y - t|}; NaN if any is. */
  public static Metric largestError(String name, EvaluationSet set) {
    return new Measured(name, set, (program, term, y) -> largest(set, term, program, y));
  }

  /** Share of rows whose class is not the predicted one, 0 to 1; NaN outputs count as wrong. */
  public static Metric errorRate(String name, EvaluationSet set) {
    return new Measured(
        name,
        set,
        (program, term, y) -> {
          boolean[] wrong = wrong(set, term, program, y);
          int count = 0;
          for (boolean w : wrong) {
            count += w ? 1 : 0;
          }
          return (double) count / wrong.length;
        });
  }

  /**
   * Which rows a replica gets wrong.
   *
   * @return {@code [replicas][count]}
   */
  public static boolean[][] wrongRows(Program program, EvaluationSet set) {
    List<LossTerm> terms = EvaluationSet.mainTerms(program);
    double[][] outputs = set.outputs(program, terms);
    boolean[][] wrong = new boolean[terms.size()][];
    for (int r = 0; r < wrong.length; r++) {
      wrong[r] = wrong(set, terms.get(r), program, outputs[r]);
    }
    return wrong;
  }

  private static boolean[] wrong(EvaluationSet set, LossTerm term, Program program, double[] y) {
    int width = program.plan().width(term.block());
    boolean[] wrong = new boolean[set.count()];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = !right(set, term, y, i, width);
    }
    return wrong;
  }

  private static boolean right(EvaluationSet set, LossTerm term, double[] y, int row, int width) {
    if (term.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
      return largestIndex(y, row * width, width)
          == (int) set.target(term.stream(), row, term.targetColumn());
    }
    double threshold = term.loss() == Loss.MSE ? 0.5 : 0;
    for (int j = 0; j < width; j++) {
      double output = y[row * width + j];
      boolean positive = set.target(term.stream(), row, term.targetColumn() + j) > 0.5;
      if (Double.isNaN(output) || (output > threshold) != positive) {
        return false;
      }
    }
    return true;
  }

  /** Index of the largest of {@code width} values, the first of equals; -1 if any is NaN. */
  static int largestIndex(double[] y, int at, int width) {
    int best = 0;
    for (int j = 0; j < width; j++) {
      if (Double.isNaN(y[at + j])) {
        return -1;
      }
      best = y[at + j] > y[at + best] ? j : best;
    }
    return best;
  }

  private static double squares(EvaluationSet set, LossTerm term, Program program, double[] y) {
    int width = program.plan().width(term.block());
    double sum = 0;
    for (int i = 0; i < set.count(); i++) {
      for (int j = 0; j < width; j++) {
        double d = y[i * width + j] - set.target(term.stream(), i, term.targetColumn() + j);
        sum += d * d;
      }
    }
    return sum / ((double) set.count() * width);
  }

  private static double largest(EvaluationSet set, LossTerm term, Program program, double[] y) {
    int width = program.plan().width(term.block());
    double most = 0;
    for (int i = 0; i < set.count(); i++) {
      for (int j = 0; j < width; j++) {
        double d = y[i * width + j] - set.target(term.stream(), i, term.targetColumn() + j);
        most = Math.max(most, Math.abs(d));
      }
    }
    return most;
  }

  private static double variance(EvaluationSet set, LossTerm term, Program program) {
    int width = program.plan().width(term.block());
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double mean = 0;
      for (int i = 0; i < set.count(); i++) {
        mean += set.target(term.stream(), i, term.targetColumn() + j);
      }
      mean /= set.count();
      for (int i = 0; i < set.count(); i++) {
        double d = set.target(term.stream(), i, term.targetColumn() + j) - mean;
        sum += d * d;
      }
    }
    return sum / ((double) set.count() * width);
  }

  private interface OfReplica {
    double measure(Program program, LossTerm term, double[] outputs);
  }

  private record Measured(String name, EvaluationSet set, OfReplica measure) implements Metric {
    @Override
    public double[] measure(Program program) {
      List<LossTerm> terms = EvaluationSet.mainTerms(program);
      double[][] outputs = set.outputs(program, terms);
      double[] values = new double[terms.size()];
      for (int r = 0; r < values.length; r++) {
        values[r] = measure.measure(program, terms.get(r), outputs[r]);
      }
      return values;
    }
  }
}
