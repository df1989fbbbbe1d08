package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.models.Prediction;
import java.util.List;

/**
 * What one network, or the baseline, says about the test rows; one entry a row.
 *
 * @param truth the target: a number, or the index of a class
 * @param given the prediction: a number, or the index of a class
 * @param distances {@code |y - t|}; for classes 0 if right and 1 if wrong
 * @param squares {@code (y - t)^2}; for classes {@code -log p(t)}
 */
record Answers(double[] truth, double[] given, double[] distances, double[] squares) {
  private static final double LEAST_PROBABILITY = 1e-15;

  private static Answers empty(int rows) {
    return new Answers(new double[rows], new double[rows], new double[rows], new double[rows]);
  }

  static Answers of(LearningTable table, List<Prediction> predictions) {
    Answers answers = empty(predictions.size());
    List<String> classes = table.target().classes();
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      double truth = table.truth(table.test()[i]);
      if (table.isClassification()) {
        double p = prediction.probabilities().get((int) truth);
        answers.set(i, truth, classes.indexOf(prediction.label()), p);
      } else {
        answers.set(i, truth, prediction.value());
      }
    }
    return answers;
  }

  /** The mean of the training rows, or their most frequent class with the classes' shares. */
  static Answers baseline(LearningTable table) {
    int[] test = table.test();
    Answers answers = empty(test.length);
    double[] shares = shares(table);
    int most = 0;
    for (int k = 1; k < shares.length; k++) {
      most = shares[k] > shares[most] ? k : most;
    }
    for (int i = 0; i < test.length; i++) {
      double truth = table.truth(test[i]);
      if (table.isClassification()) {
        answers.set(i, truth, most, shares[(int) truth]);
      } else {
        answers.set(i, truth, table.target().means().get(0));
      }
    }
    return answers;
  }

  private static double[] shares(LearningTable table) {
    double[] shares = new double[table.target().classes().size()];
    if (table.isClassification()) {
      for (int row : table.training()) {
        shares[(int) table.truth(row)] += 1.0 / table.training().length;
      }
    }
    return shares;
  }

  private void set(int i, double t, double y) {
    truth[i] = t;
    given[i] = y;
    distances[i] = Math.abs(y - t);
    squares[i] = (y - t) * (y - t);
  }

  private void set(int i, double t, double label, double probability) {
    truth[i] = t;
    given[i] = label;
    distances[i] = label == t ? 0 : 1;
    squares[i] = -StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
  }
}
