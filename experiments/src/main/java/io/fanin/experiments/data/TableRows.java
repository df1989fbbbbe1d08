package io.fanin.experiments.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table as numbers.
 *
 * @param withoutTarget rows left out because they have none
 * @param incomplete rows with a target that lack an input; left out or kept, as the rules say
 */
record TableRows(LearningTable.Rows rows, int withoutTarget, int incomplete) {
  static TableRows of(RawTable table, List<Feature> features, Feature target, DataRules rules) {
    int[] columns = features.stream().mapToInt(f -> table.column(f.name())).toArray();
    int truthColumn = table.column(target.name());
    List<double[]> values = new ArrayList<>();
    double[] truth = new double[table.rows()];
    int[] numbers = new int[table.rows()];
    int without = 0;
    int incomplete = 0;
    for (int row = 0; row < table.rows(); row++) {
      double answer = value(table, row, truthColumn, target, rules);
      if (Double.isNaN(answer)) {
        without++;
        continue;
      }
      double[] inputs = new double[columns.length];
      boolean complete = true;
      for (int c = 0; c < columns.length; c++) {
        inputs[c] = value(table, row, columns[c], features.get(c), rules);
        complete &= !Double.isNaN(inputs[c]);
      }
      incomplete += complete ? 0 : 1;
      if (complete || rules.missing() == MissingPolicy.MEAN) {
        truth[values.size()] = answer;
        numbers[values.size()] = row + 1;
        values.add(inputs);
      }
    }
    int count = values.size();
    return new TableRows(
        new LearningTable.Rows(
            values.toArray(double[][]::new),
            Arrays.copyOf(truth, count),
            Arrays.copyOf(numbers, count)),
        without,
        incomplete);
  }

  /** NaN if missing, where the rules allow it. */
  private static double value(
      RawTable table, int row, int column, Feature feature, DataRules rules) {
    String cell = table.cell(row, column);
    if (rules.isMissing(cell)) {
      if (rules.missing() == MissingPolicy.REFUSE) {
        throw table.at(
            row,
            "column '%s' has no value; give --missing drop or --missing mean"
                .formatted(Printed.of(feature.name())));
      }
      return Double.NaN;
    }
    double value = feature.value(cell);
    if (Double.isNaN(value)) {
      throw table.at(row, feature.problem(cell));
    }
    return value;
  }

  static LearningTable.Rows together(LearningTable.Rows a, LearningTable.Rows b) {
    double[][] values = Arrays.copyOf(a.values(), a.count() + b.count());
    System.arraycopy(b.values(), 0, values, a.count(), b.count());
    double[] truth = Arrays.copyOf(a.truth(), a.count() + b.count());
    System.arraycopy(b.truth(), 0, truth, a.count(), b.count());
    int[] numbers = Arrays.copyOf(a.numbers(), a.count() + b.count());
    System.arraycopy(b.numbers(), 0, numbers, a.count(), b.count());
    return new LearningTable.Rows(values, truth, numbers);
  }
}
