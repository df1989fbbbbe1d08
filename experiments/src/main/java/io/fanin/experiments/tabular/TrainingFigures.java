package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plots of a training report. */
final class TrainingFigures {
  private static final int MOST_POINTS = 2000;
  private static final int MOST_COLUMNS = 20;

  private final TrainingOutcome outcome;
  private final LearningTable table;

  TrainingFigures(TrainingOutcome outcome) {
    this.outcome = outcome;
    this.table = outcome.request().table();
  }

  Figure scores() {
    List<ArmOutcome> arms = outcome.arms();
    int n = arms.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      Interval interval = arms.get(i).score(outcome.measure());
      x[i] = i;
      y[i] = interval.estimate();
      low[i] = !interval.isDefined() ? y[i] : interval.low();
      high[i] = !interval.isDefined() ? y[i] : interval.high();
    }
    return new Figure(
        "test-scores",
        "Test " + outcome.measure().label(),
        "Mean over the seeds' networks, with the 95% interval over the test rows; lower is better.",
        Axis.categories("", arms.stream().map(ArmOutcome::id).toList()),
        Axis.linear(outcome.measure().label(), ""),
        List.of(Series.bars(outcome.measure().label(), x, y, low, high)));
  }

  Figure predicted() {
    Answers answers = Answers.of(table, outcome.predictions());
    int n = Math.min(MOST_POINTS, answers.truth().length);
    double[] truth = Arrays.copyOf(answers.truth(), n);
    double[] given = Arrays.copyOf(answers.given(), n);
    double low = Arrays.stream(truth).min().orElseThrow();
    double high = Arrays.stream(truth).max().orElseThrow();
    String name = table.target().name();
    return new Figure(
        "predicted-true",
        "Predicted against true " + name,
        "The kept network on the test rows%s. On the dashed line a prediction is exact."
            .formatted(n < answers.truth().length ? " (the first " + n + ")" : ""),
        Axis.linear("true " + name, ""),
        Axis.linear("predicted " + name, ""),
        List.of(
            Series.points("test rows", truth, given),
            Series.theory("exact", new double[] {low, high}, new double[] {low, high})));
  }

  Figure curves() {
    List<Series> series = new ArrayList<>();
    boolean positive = true;
    for (TrainingOutcome.Curve curve : outcome.curves()) {
      double[] epochs = new double[curve.validation().length];
      Arrays.setAll(epochs, i -> i + 1);
      series.add(
          Series.line(curve.id() + ", validation", epochs, plain(curve.validation()))
              .inGroup(curve.id()));
      positive &= Arrays.stream(curve.validation()).allMatch(v -> !(v <= 0));
    }
    String loss = table.isClassification() ? "cross-entropy" : "mean squared error, standardised";
    return new Figure(
        "learning-curves",
        "Loss on the validation rows",
        "At the chosen rate of each family, mean over its networks (" + loss + ").",
        Axis.linear("epoch", ""),
        positive ? Axis.log("validation loss", "") : Axis.linear("validation loss", ""),
        series);
  }

  private static double[] plain(double[] values) {
    return Arrays.stream(values).map(v -> Double.isInfinite(v) ? Double.NaN : v).toArray();
  }

  Figure importance(List<Importance.OfColumn> importance) {
    List<Importance.OfColumn> shown =
        importance.subList(0, Math.min(MOST_COLUMNS, importance.size()));
    double[] x = new double[shown.size()];
    Arrays.setAll(x, i -> i);
    return new Figure(
        "importance",
        "Rise of the test " + outcome.measure().label() + " when a column is shuffled",
        "Mean of three shuffles, with the least and the most of them"
            + (shown.size() < importance.size()
                ? "; the first " + shown.size() + " columns."
                : "."),
        Axis.categories("", shown.stream().map(Importance.OfColumn::column).toList()),
        Axis.linear("rise of " + outcome.measure().label(), ""),
        List.of(
            Series.bars(
                "rise",
                x,
                shown.stream().mapToDouble(Importance.OfColumn::increase).toArray(),
                shown.stream().mapToDouble(Importance.OfColumn::low).toArray(),
                shown.stream().mapToDouble(Importance.OfColumn::high).toArray())));
  }
}
