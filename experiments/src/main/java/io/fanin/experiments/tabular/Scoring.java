package io.fanin.experiments.tabular;

import io.fanin.experiments.stats.Bootstrap;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.TIntervals;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures with intervals over the test rows and over the networks. */
final class Scoring {
  static final double LEVEL = 0.95;
  private static final int RESAMPLES = 1000;
  private static final int FEWER = 200;
  private static final int MANY_ROWS = 10_000;

  private final int rows;
  private final Resampling resampling;
  private final List<Measure> measures;

  Scoring(int rows, boolean classification, long seed) {
    this.rows = rows;
    this.resampling = new Resampling(seed, "test-rows", rows > MANY_ROWS ? FEWER : RESAMPLES);
    this.measures =
        classification
            ? List.of(Measure.ERROR_RATE, Measure.LOG_LOSS)
            : List.of(Measure.RMSE, Measure.MAE, Measure.R2);
  }

  List<Measure> measures() {
    return measures;
  }

  /** Mean over the networks, with a percentile interval over resampled rows. */
  Map<Measure, Interval> overRows(List<Answers> answers) {
    Map<Measure, Interval> scores = new EnumMap<>(Measure.class);
    for (Measure measure : measures) {
      scores.put(measure, bootstrap(drawn -> mean(measure, answers, drawn)));
    }
    return scores;
  }

  /** The same of a difference, on the same resampled rows. */
  Interval difference(Measure measure, List<Answers> a, List<Answers> b) {
    return bootstrap(drawn -> mean(measure, a, drawn) - mean(measure, b, drawn));
  }

  private interface OfRows {
    double of(int[] rows);
  }

  private Interval bootstrap(OfRows statistic) {
    double[] places = new double[rows];
    Arrays.setAll(places, i -> i);
    return Bootstrap.percentile(
        places,
        sample -> statistic.of(Arrays.stream(sample).mapToInt(x -> (int) x).toArray()),
        resampling,
        LEVEL);
  }

  private static double mean(Measure measure, List<Answers> answers, int[] drawn) {
    double sum = 0;
    for (Answers one : answers) {
      sum += measure.of(one, drawn);
    }
    return sum / answers.size();
  }

  /** Mean over the networks, with Student's interval over them. */
  Map<Measure, Interval> overNetworks(List<Answers> answers) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    Map<Measure, Interval> scores = new EnumMap<>(Measure.class);
    for (Measure measure : measures) {
      double[] values = answers.stream().mapToDouble(a -> measure.of(a, all)).toArray();
      scores.put(measure, TIntervals.mean(values, LEVEL));
    }
    return scores;
  }
}
