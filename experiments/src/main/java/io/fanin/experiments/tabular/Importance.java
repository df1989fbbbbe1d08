package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.models.Column;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much worse the kept network gets when one column's values are shuffled among the test rows
 * (Breiman, "Random Forests", 2001): how much it relies on the column, not what the column causes.
 */
final class Importance {
  private static final int SHUFFLES = 3;

  /** No more predictions are made for it, so that a large table does not cost minutes. */
  private static final int MOST_PREDICTIONS = 200_000;

  /**
   * One column.
   *
   * @param increase of the measure, mean over shuffles
   * @param low least over shuffles
   * @param high most over shuffles
   */
  record OfColumn(String column, double increase, double low, double high) {}

  private final TrainingOutcome outcome;
  private final LearningTable table;
  private final double[][] rows;

  private Importance(TrainingOutcome outcome) {
    this.outcome = outcome;
    this.table = outcome.request().table();
    Preprocessed view = new Preprocessed(outcome);
    this.rows = Arrays.stream(table.test()).mapToObj(view::row).toArray(double[][]::new);
  }

  /** Rows as the kept network's columns have them. */
  private record Preprocessed(LearningTable table, int[] places) {
    Preprocessed(TrainingOutcome outcome) {
      this(
          outcome.request().table(),
          outcome.model().preprocessing().columns().stream()
              .mapToInt(c -> outcome.request().table().columns().indexOf(c.name()))
              .toArray());
    }

    double[] row(int row) {
      return Arrays.stream(places).mapToDouble(c -> table.value(row, c)).toArray();
    }
  }

  /** One entry a column, most important first; empty where it would cost too much. */
  static List<OfColumn> of(TrainingOutcome outcome) {
    int columns = outcome.model().preprocessing().columns().size();
    long predictions = (long) columns * SHUFFLES * outcome.request().table().test().length;
    if (predictions > MOST_PREDICTIONS) {
      return List.of();
    }
    List<OfColumn> all = new ArrayList<>();
    Importance importance = new Importance(outcome);
    for (int c = 0; c < columns; c++) {
      all.add(importance.column(c));
    }
    all.sort((a, b) -> Double.compare(b.increase(), a.increase()));
    return all;
  }

  private OfColumn column(int column) {
    Column name = outcome.model().preprocessing().columns().get(column);
    int[] places = new int[rows.length];
    Arrays.setAll(places, i -> i);
    double before = outcome.measure().of(Answers.of(table, outcome.predictions()), places);
    double[] increases = new double[SHUFFLES];
    for (int s = 0; s < SHUFFLES; s++) {
      int[] order =
          RandomStream.of(outcome.request().seed(), "importance", column, s)
              .permutation(rows.length);
      increases[s] =
          outcome.measure().of(Answers.of(table, shuffled(column, order)), places) - before;
    }
    return new OfColumn(
        name.name(),
        Arrays.stream(increases).sum() / SHUFFLES,
        Arrays.stream(increases).min().orElseThrow(),
        Arrays.stream(increases).max().orElseThrow());
  }

  private List<Prediction> shuffled(int column, int[] order) {
    Model model = outcome.model();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i].clone();
      row[column] = rows[order[i]][column];
      predictions.add(model.predict(row));
    }
    return predictions;
  }
}
