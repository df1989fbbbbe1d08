package io.fanin.experiments.claim.approximation;

import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Samples of several targets on the same inputs: one target column for each, standardised on the
 * training rows.
 *
 * @param targets the functions
 * @param inputs {@code [rows, n]}
 * @param values {@code [rows, targets]}
 * @param training rows that are trained on come first
 * @param held rows of the validation set, and as many of the test set, come after
 */
record TreeData(
    List<SparseFunction> targets, double[] inputs, double[] values, int training, int held) {
  /** Rows of the validation set and of the test set. */
  static final int HELD_ROWS = 4096;

  /** Draws the data of all trees of a size. */
  static TreeData draw(int n, Values values) {
    List<SparseFunction> targets = new ArrayList<>();
    for (int tree = 0; tree < values.trees(); tree++) {
      targets.add(TreeTargets.draw(n, tree, values.frequency(), values.seed()));
    }
    int rows = values.samples() + 2 * HELD_ROWS;
    RandomStream random = RandomStream.of(values.seed(), "approximation-samples", n);
    double[] inputs = targets.get(0).sample(random, rows);
    double[] table = new double[rows * targets.size()];
    for (int t = 0; t < targets.size(); t++) {
      double[] column = targets.get(t).evaluate(inputs, rows);
      standardise(column, values.samples());
      for (int i = 0; i < rows; i++) {
        table[i * targets.size() + t] = column[i];
      }
    }
    return new TreeData(targets, inputs, table, values.samples(), HELD_ROWS);
  }

  /** The data of a size, drawn when the first task of several asks for it and then kept. */
  static Supplier<TreeData> shared(int n, Values values) {
    return new Supplier<>() {
      private @Nullable TreeData drawn;

      @Override
      public synchronized TreeData get() {
        if (drawn == null) {
          drawn = draw(n, values);
        }
        return drawn;
      }
    };
  }

  /** The same rows with the targets of some trees alone. */
  TreeData of(List<Integer> trees) {
    double[] own = new double[rows() * trees.size()];
    for (int i = 0; i < rows(); i++) {
      for (int t = 0; t < trees.size(); t++) {
        own[i * trees.size() + t] = values[i * targets.size() + trees.get(t)];
      }
    }
    List<SparseFunction> some = trees.stream().map(targets::get).toList();
    return new TreeData(some, inputs, own, training, held);
  }

  private static void standardise(double[] column, int training) {
    double mean = 0;
    for (int i = 0; i < training; i++) {
      mean += column[i];
    }
    mean /= training;
    double square = 0;
    for (int i = 0; i < training; i++) {
      square += (column[i] - mean) * (column[i] - mean);
    }
    double deviation = Math.sqrt(square / training);
    for (int i = 0; i < column.length; i++) {
      column[i] = (column[i] - mean) / deviation;
    }
  }

  int rows() {
    return training + 2 * held;
  }

  int[] trainingRows() {
    return range(0, training);
  }

  int[] validationRows() {
    return range(training, held);
  }

  int[] testRows() {
    return range(training + held, held);
  }

  private static int[] range(int from, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = from + i;
    }
    return rows;
  }
}
