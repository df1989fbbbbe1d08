package io.fanin.experiments.tabular;

import io.fanin.experiments.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a training run, for output.
 *
 * @param measures names, in the order of each row's scores
 * @param rows baseline first
 * @param differences of the first measure, on the same test rows
 * @param remarks what a reader should know about these numbers, in sentences; often empty
 */
public record TrainingSummary(
    List<String> measures, List<Row> rows, List<Difference> differences, List<String> remarks) {
  /** Copies the lists. */
  public TrainingSummary {
    measures = List.copyOf(measures);
    rows = List.copyOf(rows);
    differences = List.copyOf(differences);
    remarks = List.copyOf(remarks);
  }

  /** A number with its 95% interval; NaN where it is not defined. */
  public record Score(double estimate, double low, double high) {
    static Score of(@Nullable Interval interval) {
      return interval == null
          ? new Score(Double.NaN, Double.NaN, Double.NaN)
          : new Score(interval.estimate(), interval.low(), interval.high());
    }
  }

  /**
   * One family.
   *
   * @param rate chosen learning rate; 0 for the baseline
   */
  public record Row(
      String family, int parameters, double rate, int dead, int networks, List<Score> scores) {
    /** Copies the list. */
    public Row {
      scores = List.copyOf(scores);
    }
  }

  /** Such as {@code dense − linear}. */
  public record Difference(String name, Score score) {}

  /** The numbers of an outcome. */
  public static TrainingSummary of(TrainingOutcome outcome) {
    List<Measure> measures = List.copyOf(outcome.arms().get(0).scores().keySet());
    List<Row> rows = new ArrayList<>();
    for (ArmOutcome arm : outcome.arms()) {
      double rate = Double.isNaN(arm.rate()) ? 0 : arm.rate();
      List<Score> scores = measures.stream().map(m -> Score.of(arm.scores().get(m))).toList();
      rows.add(new Row(arm.id(), arm.parameters(), rate, arm.dead(), arm.networks(), scores));
    }
    return new TrainingSummary(
        measures.stream().map(Measure::label).toList(),
        rows,
        outcome.differences().stream()
            .map(d -> new Difference(d.name(), Score.of(d.interval())))
            .toList(),
        remarks(outcome));
  }

  /** A best rate at an end of the grid says that the grid should go on there. */
  static List<String> remarks(TrainingOutcome outcome) {
    List<Double> rates = outcome.request().rates().stream().sorted().toList();
    List<String> remarks = new ArrayList<>();
    for (ArmOutcome arm : outcome.arms()) {
      boolean largest = arm.rate() == rates.get(rates.size() - 1);
      if (rates.size() > 1 && (largest || arm.rate() == rates.get(0))) {
        remarks.add(
            "%s chose the %s of the rates; a %s one may do better: --rates"
                .formatted(
                    arm.id(), largest ? "largest" : "smallest", largest ? "larger" : "smaller"));
      }
      if (arm.dead() > 0) {
        remarks.add(
            "%s: %d of %d networks diverged".formatted(arm.id(), arm.dead(), arm.networks()));
      }
    }
    return remarks;
  }
}
