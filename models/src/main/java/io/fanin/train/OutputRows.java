package io.fanin.train;

import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;

/**
 * A replica's main output beside its targets.
 *
 * @param term its first loss term in the plan's order: what the replica is measured by
 * @param y values of the term's block, {@code [count, width]}
 */
record OutputRows(EvaluationSet set, LossTerm term, int width, double[] y) {
  /** The main outputs of all replicas. */
  static OutputRows[] of(EvaluationSet set, SetValues values) {
    LossTerm[] terms = mainTerms(values.plan());
    OutputRows[] all = new OutputRows[terms.length];
    for (int r = 0; r < terms.length; r++) {
      LossTerm term = terms[r];
      int width = values.plan().width(term.block());
      checkColumns(set, term, width);
      all[r] = new OutputRows(set, term, width, values.of(term.block()));
    }
    return all;
  }

  static void checkColumns(EvaluationSet set, LossTerm term, int width) {
    int end = term.targetColumn() + term.loss().targetColumns(width);
    if (end > set.targetColumns()) {
      throw new IllegalArgumentException(
          "loss term '%s' reads target columns up to %d, the set has %d"
              .formatted(term.name(), end - 1, set.targetColumns()));
    }
  }

  /** The blocks of the main outputs, {@code [replicas]}. */
  static int[] blocks(Plan plan) {
    LossTerm[] terms = mainTerms(plan);
    int[] blocks = new int[terms.length];
    for (int r = 0; r < terms.length; r++) {
      blocks[r] = terms[r].block();
    }
    return blocks;
  }

  private static LossTerm[] mainTerms(Plan plan) {
    LossTerm[] terms = new LossTerm[plan.replicas()];
    for (int r = 0; r < terms.length; r++) {
      terms[r] = mainTerm(plan, r);
    }
    return terms;
  }

  private static LossTerm mainTerm(Plan plan, int replica) {
    for (LossTerm term : plan.losses()) {
      if (term.replica() == replica) {
        return term;
      }
    }
    throw new IllegalArgumentException("replica " + replica + " has no loss term");
  }

  int count() {
    return set.count();
  }

  double target(int row, int column) {
    return set.target(term.stream(), row, term.targetColumn() + column);
  }

  /** The mean of {@code (y - t)^2} over rows and components. */
  double meanSquare() {
    checkNumbers();
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      for (int j = 0; j < width; j++) {
        double d = y[i * width + j] - target(i, j);
        sum += d * d;
      }
    }
    return sum / ((double) count() * width);
  }

  /** The mean over rows and components of {@code (t - mean of the component)^2}. */
  double variance() {
    checkNumbers();
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double mean = 0;
      for (int i = 0; i < count(); i++) {
        mean += target(i, j);
      }
      mean /= count();
      for (int i = 0; i < count(); i++) {
        double d = target(i, j) - mean;
        sum += d * d;
      }
    }
    return sum / ((double) count() * width);
  }

  /** The largest {@code |y - t|}; NaN if any is. */
  double largestError() {
    checkNumbers();
    double most = 0;
    for (int i = 0; i < count(); i++) {
      for (int j = 0; j < width; j++) {
        most = Math.max(most, Math.abs(y[i * width + j] - target(i, j)));
      }
    }
    return most;
  }

  private void checkNumbers() {
    if (term.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "loss term '%s' has classes as targets, not numbers".formatted(term.name()));
    }
  }
}
