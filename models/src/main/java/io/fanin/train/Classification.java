package io.fanin.train;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;

/**
 * Classes that replicas predict by their main outputs.
 *
 * <p>With softmax cross-entropy the class is the index of the largest output, the first of equals.
 * With another loss every component is a yes or no, and a row is right if all of them are: an
 * output above 0 (above 1/2 with the squared loss) says yes, a target above 1/2 means yes. An
 * output that is NaN is always wrong.
 */
public final class Classification {
  private Classification() {}

  /**
   * Which rows a replica gets wrong.
   *
   * @return {@code [replicas][count]}
   */
  public static boolean[][] wrongRows(Program program, EvaluationSet set) {
    OutputRows[] outputs = outputs(program, set);
    boolean[][] wrong = new boolean[outputs.length][];
    for (int r = 0; r < wrong.length; r++) {
      wrong[r] = wrong(outputs[r]);
    }
    return wrong;
  }

  /**
   * What a replica holds likely: {@code exp(y_j) / sum_k exp(y_k)} with softmax cross-entropy,
   * {@code 1 / (1 + exp(-y_j))} for each component with the logistic loss.
   *
   * @return {@code [replicas][count * width]}, from 0 to 1
   * @throws IllegalArgumentException if a replica has another loss
   */
  public static double[][] probabilities(Program program, EvaluationSet set) {
    OutputRows[] outputs = outputs(program, set);
    double[][] probabilities = new double[outputs.length][];
    for (int r = 0; r < outputs.length; r++) {
      probabilities[r] =
          probabilities(outputs[r].term().loss(), outputs[r].y(), outputs[r].width());
    }
    return probabilities;
  }

  /**
   * How often each class was taken for each: row {@code t}, column {@code p} counts the rows of
   * class {@code t} that were predicted as {@code p}. Rows with a NaN output are in no column.
   *
   * @return {@code [replicas][classes][classes]}
   * @throws IllegalArgumentException if a replica's loss is not softmax cross-entropy
   */
  public static int[][][] tables(Program program, EvaluationSet set) {
    OutputRows[] outputs = outputs(program, set);
    int[][][] tables = new int[outputs.length][][];
    for (int r = 0; r < outputs.length; r++) {
      tables[r] = table(outputs[r]);
    }
    return tables;
  }

  private static OutputRows[] outputs(Program program, EvaluationSet set) {
    return OutputRows.of(set, set.evaluate(program, OutputRows.blocks(program.plan())));
  }

  static double errorRate(OutputRows rows) {
    int count = 0;
    for (boolean wrong : wrong(rows)) {
      count += wrong ? 1 : 0;
    }
    return (double) count / rows.count();
  }

  private static boolean[] wrong(OutputRows rows) {
    boolean[] wrong = new boolean[rows.count()];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = !right(rows, i);
    }
    return wrong;
  }

  private static boolean right(OutputRows rows, int row) {
    int width = rows.width();
    Loss loss = rows.term().loss();
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
      return largestIndex(rows.y(), row * width, width) == trueClass(rows, row);
    }
    double threshold = loss == Loss.MSE ? 0.5 : 0;
    for (int j = 0; j < width; j++) {
      double output = rows.y()[row * width + j];
      if (Double.isNaN(output) || (output > threshold) != (rows.target(row, j) > 0.5)) {
        return false;
      }
    }
    return true;
  }

  private static int trueClass(OutputRows rows, int row) {
    return ProgramChecks.classIndex(rows.term(), rows.target(row, 0), rows.width(), row);
  }

  private static int[][] table(OutputRows rows) {
    if (rows.term().loss() != Loss.SOFTMAX_CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "a table of classes needs softmax cross-entropy, loss term '%s' has %s"
              .formatted(rows.term().name(), rows.term().loss()));
    }
    int[][] table = new int[rows.width()][rows.width()];
    for (int i = 0; i < rows.count(); i++) {
      int predicted = largestIndex(rows.y(), i * rows.width(), rows.width());
      if (predicted >= 0) {
        table[trueClass(rows, i)][predicted]++;
      }
    }
    return table;
  }

  /** Index of the largest of {@code width} values, the first of equals; -1 if any is NaN. */
  private static int largestIndex(double[] y, int at, int width) {
    int best = 0;
    for (int j = 0; j < width; j++) {
      if (Double.isNaN(y[at + j])) {
        return -1;
      }
      best = y[at + j] > y[at + best] ? j : best;
    }
    return best;
  }

  /**
   * Probabilities of rows of outputs, as {@link #probabilities(Program, EvaluationSet)} defines
   * them.
   *
   * @param outputs {@code [any, width]}
   */
  public static double[] probabilities(Loss loss, double[] outputs, int width) {
    double[] out = new double[outputs.length];
    switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> {
        for (int at = 0; at < outputs.length; at += width) {
          softmax(outputs, at, width, out);
        }
      }
      case LOGISTIC -> {
        for (int i = 0; i < outputs.length; i++) {
          out[i] = Activation.SIGMOID.value(outputs[i]);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "only softmax cross-entropy and the logistic loss have probabilities, not " + loss);
    }
    return out;
  }

  /** The maximum is subtracted from every exponent, so that none overflows. */
  private static void softmax(double[] y, int at, int width, double[] out) {
    double top = y[at];
    for (int j = 1; j < width; j++) {
      top = Math.max(top, y[at + j]);
    }
    double sum = 0;
    for (int j = 0; j < width; j++) {
      out[at + j] = StrictMath.exp(y[at + j] - top);
      sum += out[at + j];
    }
    for (int j = 0; j < width; j++) {
      out[at + j] /= sum;
    }
  }
}
