package io.fanin.experiments.tabular;

import io.fanin.experiments.store.Table;
import io.fanin.models.Prediction;
import io.fanin.models.Target;
import io.fanin.settings.ExactText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as a table: name of the row, prediction, and for classes the probability of each.
 * Numbers are the shortest decimals that read back as the same bits.
 */
public final class PredictionTable {
  private PredictionTable() {}

  /**
   * A table without the truth.
   *
   * @param first heading of the rows' names
   * @param names one for each prediction
   */
  public static Table of(
      Target target, String first, List<String> names, List<Prediction> predictions) {
    return of(target, first, names, predictions, List.of());
  }

  /**
   * A table with the truth in the last column.
   *
   * @param truth one for each prediction; empty for none
   */
  static Table of(
      Target target,
      String first,
      List<String> names,
      List<Prediction> predictions,
      List<String> truth) {
    List<String> columns = new ArrayList<>(List.of(first, "prediction"));
    target.classes().forEach(c -> columns.add("p(" + c + ")"));
    if (!truth.isEmpty()) {
      columns.add("truth");
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(names.get(i));
      row.add(predictions.get(i).text());
      for (int k = 0; k < target.classes().size(); k++) {
        List<Double> p = predictions.get(i).probabilities();
        row.add(p.isEmpty() ? null : ExactText.of(p.get(k)));
      }
      if (!truth.isEmpty()) {
        row.add(truth.get(i));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return new Table(columns, rows);
  }
}
