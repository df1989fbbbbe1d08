package io.fanin.experiments.claim.cipher;

import io.fanin.experiments.claim.AlignmentPicture;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.Proportion;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verdict on what is learnt after how many rounds. */
final class Conclusion {
  private static final double LEARNT = 0.98;
  private static final double CHANCE = 0.52;
  private static final int HARD = 3;

  /** What an arm gave at a number of rounds, bits together. */
  private record Place(int rounds, Arm arm) {}

  private final SettingValues values;
  private final Map<Place, List<TrialResult>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int at = 0;
    for (Group group : Group.all(values)) {
      Place place = new Place(group.rounds(), group.arm());
      results.computeIfAbsent(place, p -> new ArrayList<>()).add(all.get(at++));
    }
  }

  Findings findings() {
    String scale =
        "blocks of %d bits, %d blocks to learn from, rounds %s"
            .formatted(
                values.integer(NotSufficient.BLOCK),
                values.integer(NotSufficient.SAMPLES),
                rounds());
    Findings findings = new Findings(scale);
    for (int rounds : rounds()) {
      for (Arm arm : Arm.values()) {
        judge(findings, rounds, arm);
      }
    }
    findings.figure(figure()).table(table());
    for (int rounds : rounds().subList(Math.min(1, rounds().size() - 1), rounds().size())) {
      findings.picture(picture(rounds));
    }
    return findings;
  }

  private List<Integer> rounds() {
    return values.integers(NotSufficient.ROUNDS).stream().sorted().distinct().toList();
  }

  private List<TrialResult> runs(int rounds, Arm arm) {
    return Objects.requireNonNull(results.get(new Place(rounds, arm)), arm.label());
  }

  private Interval accuracy(int rounds, Arm arm) {
    int right = 0;
    int rows = 0;
    for (TrialResult run : runs(rounds, arm)) {
      for (double count : run.series(CipherTask.RIGHT)) {
        right += (int) count;
        rows += values.integer(NotSufficient.TEST);
      }
    }
    return Proportion.exact(right, rows, VerdictRule.LEVEL);
  }

  private void judge(Findings findings, int rounds, Arm arm) {
    String name = "accuracy, " + arm.label() + ", " + rounds + (rounds == 1 ? " round" : " rounds");
    Interval interval = accuracy(rounds, arm);
    String note = "exact binomial, " + values.integer(NotSufficient.BITS) + " bits together";
    if (arm == Arm.LABELLED || rounds == 1) {
      findings.judge(VerdictRule.atLeast(name, LEARNT, 0), "", 1.0, interval, note);
    } else if (rounds >= HARD) {
      findings.judge(VerdictRule.atMost(name, CHANCE, 0), "", 0.5, interval, note);
    } else {
      findings.show(name, "", null, interval, note);
    }
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    double[] x = rounds().stream().mapToDouble(r -> r).toArray();
    for (Arm arm : Arm.values()) {
      double[] y = new double[x.length];
      double[] low = new double[x.length];
      double[] high = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        Interval interval = accuracy(rounds().get(i), arm);
        y[i] = interval.estimate();
        low[i] = interval.low();
        high[i] = interval.high();
      }
      series.add(Series.band(arm.label(), x, y, low, high));
    }
    if (x.length > 1) {
      double[] ends = {x[0], x[x.length - 1]};
      series.add(Series.theory("chance", ends, new double[] {0.5, 0.5}));
    }
    return new Figure(
        "cipher-accuracy",
        "Accuracy on new blocks",
        "Share of bits that are predicted rightly, with exact binomial 95% intervals. The graph has the"
            + " same number of nodes a round; what is lost is not sparsity.",
        Axis.linear("rounds", "").at(x),
        Axis.linear("accuracy", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("cipher-networks", "Networks")
            .note(
                "Accuracy by bit on new blocks. A dense network learns all bits at once. Alignment: mean"
                    + " over the graph's nodes of the largest correlation with a hidden unit.")
            .integer("rounds", "")
            .text("network")
            .integer("constituents", "")
            .integer("parameters", "")
            .integer("bit", "")
            .percent("accuracy", 4)
            .percent("low", 4)
            .percent("high", 4)
            .integer("epochs", "")
            .real("training loss", "", 2)
            .real("alignment", "", 3);
    int[] bits = Group.bits(values);
    for (int rounds : rounds()) {
      for (Arm arm : Arm.values()) {
        int number = 0;
        for (TrialResult run : runs(rounds, arm)) {
          for (double right : run.series(CipherTask.RIGHT)) {
            Interval one =
                Proportion.exact(
                    (int) right, values.integer(NotSufficient.TEST), VerdictRule.LEVEL);
            int bit = bits[number++];
            table.row(
                rounds,
                arm.label(),
                graph(rounds, bit).nodes(),
                (long) run.number("parameters"),
                bit,
                one.estimate(),
                one.low(),
                one.high(),
                (long) run.number(CipherTask.EPOCHS),
                run.number(CipherTask.LOSS),
                alignment(run));
          }
        }
      }
    }
    return table.build();
  }

  /** The mean over the graph's nodes; null for networks without one graph. */
  private static @Nullable Double alignment(TrialResult run) {
    double[] nodes = run.series(CipherTask.ALIGNMENT);
    return nodes.length == 0 ? null : (Double) Moments.mean(nodes);
  }

  private SparseGraph graph(int rounds, int bit) {
    return new Group(rounds, Arm.WIRED, bit).function(values).graph();
  }

  /** The first bit's graph by what a rightly wired network found that was told the bit alone. */
  private GraphPicture picture(int rounds) {
    int bit = Group.bits(values)[0];
    return AlignmentPicture.of(
        "cipher-graph-" + rounds,
        "Bit " + bit + (rounds == 1 ? " after one round" : " after " + rounds + " rounds"),
        "The light cone of one output bit: every node is one bit of an S-box of four bits. The network"
            + " has this wiring and no labels of inner nodes.",
        graph(rounds, bit),
        runs(rounds, Arm.WIRED).get(0).series(CipherTask.ALIGNMENT));
  }
}
