package io.fanin.experiments.tabular;

/** What predictions are judged by, on some rows. */
enum Measure {
  /** {@code sqrt(mean (y - t)^2)}, in units of the target. */
  RMSE("RMSE", true),
  /** {@code mean |y - t|}, in units of the target. */
  MAE("MAE", true),
  /** {@code 1 - mean (y - t)^2 / variance(t)}: 0 for the best constant, 1 for perfect. */
  R2("R²", false),
  /** Share of rows whose class is not the predicted one. */
  ERROR_RATE("error rate", true),
  /** {@code mean -log p(t)}, with {@code p} at least 1e-15. */
  LOG_LOSS("log loss", true);

  private final String label;
  private final boolean lowerIsBetter;

  Measure(String label, boolean lowerIsBetter) {
    this.label = label;
    this.lowerIsBetter = lowerIsBetter;
  }

  /** Name for tables. */
  String label() {
    return label;
  }

  /** Whether less is better. */
  boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /**
   * The measure over a list of rows, which may name a row more than once.
   *
   * @param answers of one network, or of the baseline
   * @param rows places among the test rows
   */
  double of(Answers answers, int[] rows) {
    return switch (this) {
      case RMSE -> Math.sqrt(mean(answers.squares(), rows));
      case MAE -> mean(answers.distances(), rows);
      case R2 -> 1 - mean(answers.squares(), rows) / variance(answers.truth(), rows);
      case ERROR_RATE -> mean(answers.distances(), rows);
      case LOG_LOSS -> mean(answers.squares(), rows);
    };
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }

  private static double variance(double[] values, int[] rows) {
    double mean = mean(values, rows);
    double squares = 0;
    for (int row : rows) {
      squares += (values[row] - mean) * (values[row] - mean);
    }
    return squares / rows.length;
  }
}
