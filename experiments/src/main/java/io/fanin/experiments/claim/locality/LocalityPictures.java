package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Verdicts;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.ImageGrid;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.target.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Figures, tables and images of the claim. */
final class LocalityPictures {
  private static final int EXAMPLES = 8;
  private final ClaimSetup setup;

  LocalityPictures(ClaimSetup setup) {
    this.setup = setup;
  }

  Figure errors(int samples, Map<Arm, ArmResults> arms) {
    int n = arms.size();
    double[] x = new double[n];
    double[] mean = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    List<String> names = new ArrayList<>();
    for (Map.Entry<Arm, ArmResults> arm : arms.entrySet()) {
      int i = names.size();
      Interval interval = TIntervals.mean(arm.getValue().errors(), VerdictRule.LEVEL);
      x[i] = i;
      mean[i] = 100 * interval.estimate();
      low[i] = 100 * interval.low();
      high[i] = 100 * interval.high();
      names.add(arm.getKey().label());
    }
    return new Figure(
        "locality-errors-" + samples,
        "Test error after training on " + samples + " digits",
        "Mean over disjoint training sets with its 95% t-interval, at equal numbers of parameters;"
            + " lower is better. Moving the pixels should leave a dense network as it is and cost a"
            + " local one its advantage.",
        Axis.categories("", names),
        Axis.linear("test error", "%"),
        List.of(Series.bars("test error", x, mean, low, high)));
  }

  /**
   * Test error against the number of digits.
   *
   * @param samples rising
   * @param bySize the arms at each
   */
  Figure learning(List<Integer> samples, List<Map<Arm, ArmResults>> bySize) {
    double[] x = samples.stream().mapToDouble(n -> n).toArray();
    List<Series> series = new ArrayList<>();
    for (Arm arm : bySize.get(0).keySet()) {
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        ArmResults results = Objects.requireNonNull(bySize.get(i).get(arm));
        Interval interval = TIntervals.mean(results.errors(), VerdictRule.LEVEL);
        band[0][i] = 100 * interval.estimate();
        band[1][i] = 100 * interval.low();
        band[2][i] = 100 * interval.high();
      }
      series.add(Series.band(arm.label(), x, band[0], band[1], band[2]));
    }
    return new Figure(
        "locality-learning",
        "Learning curves",
        "Mean test error over disjoint training sets with its 95% t-interval, at equal numbers of"
            + " parameters.",
        Axis.log("training digits", "").at(x),
        Axis.linear("test error", "%"),
        series);
  }

  DataTable table(Sizes sizes, int samples, Map<Arm, ArmResults> arms) {
    String equal = sizes == Sizes.PARAMETERS ? "parameters" : "multiply-adds";
    DataTable.Builder table =
        DataTable.builder(
                "locality-" + sizes.id() + "-" + samples,
                "Equal " + equal + ", " + samples + " digits")
            .note("Mean test error over training sets; interval by Student's t.")
            .text("network")
            .integer("parameters", "")
            .integer("multiply-adds", "a digit")
            .percent("test error", 3)
            .percent("low", 3)
            .percent("high", 3)
            .percent("validation error", 3)
            .integer("sets", "")
            .text("dead runs");
    for (Map.Entry<Arm, ArmResults> arm : arms.entrySet()) {
      ArmResults results = arm.getValue();
      TrialResult one = results.chosen(0);
      Interval interval = TIntervals.mean(results.errors(), VerdictRule.LEVEL);
      table.row(
          arm.getKey().label(),
          (long) one.number("parameters"),
          (long) one.number("multiply-adds"),
          interval.estimate(),
          interval.low(),
          interval.high(),
          results.validationError(),
          results.sets(),
          results.dead() + " of " + results.runs());
    }
    return table.build();
  }

  /** The same orderings at equal multiply-adds: printed, never judged. */
  DataTable orderings(List<Comparison> comparisons, OrderingRule rule, String scale) {
    DataTable.Builder table =
        DataTable.builder("locality-orderings-flops", "The orderings at equal multiply-adds")
            .note("Secondary: printed, not judged. Crossed bootstrap, Holm over these.")
            .text("ordering")
            .real("difference", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .real("adjusted p", "", 2);
    for (io.fanin.experiments.result.Comparison one :
        Verdicts.comparisons(comparisons, rule, "difference of test error rates", scale)) {
      table.row(
          one.name(), one.effect(), one.interval().lo(), one.interval().hi(), one.adjustedP());
    }
    return table.build();
  }

  /** Some digits as they are, and the same with their pixels moved. */
  ImageGrid digits() {
    Digits digits = new LocalityValues(setup).digits();
    int[] permutation = new LocalityNetworks(setup, digits).permutation(0);
    List<ImageGrid.Image> images = new ArrayList<>();
    for (int moved = 0; moved < 2; moved++) {
      for (int i = 0; i < EXAMPLES; i++) {
        List<Double> pixels = new ArrayList<>();
        for (int p = 0; p < digits.each(); p++) {
          int from = moved == 1 ? permutation[p] : p;
          pixels.add(digits.pixels()[i * digits.each() + from]);
        }
        String label = digits.labels()[i] + (moved == 1 ? ", moved" : "");
        images.add(new ImageGrid.Image(label, digits.side(), digits.side(), pixels));
      }
    }
    return new ImageGrid(
        "locality-digits",
        "What the networks see",
        "Above, digits; below, the same with their pixels moved as the shuffled networks of the first"
            + " set see them.",
        0,
        1,
        false,
        images);
  }
}
