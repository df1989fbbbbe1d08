package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.AlignmentPicture;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures and tables of the claim. */
final class Pictures {
  private final Conclusion conclusion;
  private final SettingValues values;

  Pictures(Conclusion conclusion, SettingValues values) {
    this.conclusion = conclusion;
    this.values = values;
  }

  Figure costs(Map<Arm, Growth> growth) {
    List<Series> series = new ArrayList<>();
    for (Arm arm : List.of(Arm.CHAIN, Arm.NARROW, Arm.WIDE)) {
      List<Lesson> lessons = conclusion.lessons(arm);
      double[] x = lessons.stream().mapToDouble(Lesson::n).toArray();
      series.add(band(arm.label(), x, lessons));
      double[] law = new double[x.length];
      Growth own = growth.get(arm);
      if (own == null) {
        double[] medians =
            lessons.stream().mapToDouble(l -> conclusion.median(l).interval().estimate()).toArray();
        LineFit line = LineFit.logLog(x, medians);
        Arrays.setAll(
            law, i -> StrictMath.exp(line.intercept() + line.slope() * StrictMath.log(x[i])));
        series.add(Series.theory("power law", x, law).inGroup(arm.label()));
      } else {
        Arrays.setAll(law, i -> own.exponential(x[i]));
        series.add(Series.theory("exponential, " + arm.label(), x, law).inGroup(arm.label()));
      }
    }
    return new Figure(
        "chain-costs",
        "Cost of learning the parity of half of the signs",
        "Steps of all networks together, median over seeds with its distribution-free 95% interval, and"
            + " fitted laws. Power laws are straight on these axes. Where not all seeds arrived, an"
            + " upper end is missing.",
        Axis.log("signs n", ""),
        Axis.log("steps", ""),
        series);
  }

  private Series band(String name, double[] x, List<Lesson> lessons) {
    double[][] band = new double[3][x.length];
    for (int i = 0; i < x.length; i++) {
      Interval median = conclusion.median(lessons.get(i)).interval();
      band[0][i] = finite(median.estimate());
      band[1][i] = finite(median.low());
      band[2][i] = Double.isFinite(median.high()) ? median.high() : band[0][i];
    }
    return Series.band(name, x, band[0], band[1], band[2]);
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  Figure doses() {
    List<Series> series = new ArrayList<>();
    for (Arm arm : List.of(Arm.DEPTH, Arm.RANDOM)) {
      List<Lesson> lessons =
          conclusion.lessons(arm).stream()
              .sorted(java.util.Comparator.comparingDouble(this::share))
              .toList();
      double[] x = lessons.stream().mapToDouble(this::share).toArray();
      series.add(band(arm.label(), x, lessons));
    }
    return new Figure(
        "chain-doses",
        "How many labels are enough",
        "Cost at n = "
            + values.integer(ChainOfThought.DOSE)
            + " against the share of inner nodes that have labels; none is end to end. Median over seeds"
            + " with its 95% interval.",
        Axis.linear("inner nodes labelled", "%"),
        Axis.log("steps", ""),
        series);
  }

  /** Percent of the inner nodes that are written, mean over seeds. */
  private double share(Lesson lesson) {
    int inner = lesson.k() - 2;
    double written = Moments.mean(conclusion.numbers(lesson, ChainTask.LENGTH)) - 1;
    return inner == 0 ? 0 : 100 * written / inner;
  }

  DataTable table() {
    DataTable.Builder table =
        DataTable.builder("chain-networks", "Networks and costs")
            .note(
                "Steps of all networks of a seed together; median with its distribution-free 95%"
                    + " interval. An empty cell was not reached. Arrived with the chain: seeds whose"
                    + " network had learnt after as many steps as the longest of the chain's networks"
                    + " took at this n. Multiply-adds are those of forward passes. Alignment: mean over the inner"
                    + " nodes of the largest correlation with a hidden unit.")
            .text("networks")
            .integer("n", "")
            .integer("parameters", "")
            .real("rate", "", 2)
            .real("median cost", "steps", 4)
            .real("low", "steps", 4)
            .real("high", "steps", 4)
            .real("multiply-adds", "", 3)
            .integer("reached", "")
            .integer("seeds", "")
            .integer("dead", "")
            .text("arrived with the chain")
            .real("alignment", "", 2);
    for (Arm arm : List.of(Arm.CHAIN, Arm.NARROW, Arm.WIDE)) {
      for (Lesson lesson : conclusion.lessons(arm)) {
        List<TrialResult> runs = conclusion.runs(lesson);
        CensoredMedian median = conclusion.median(lesson);
        table.row(
            arm.label(),
            lesson.n(),
            (long) runs.get(0).number(ChainTask.PARAMETERS),
            runs.get(0).number(ChainTask.RATE),
            cell(median.interval().estimate()),
            cell(median.interval().low()),
            cell(median.interval().high()),
            cell(
                CensoredMedian.of(conclusion.numbers(lesson, ChainTask.WORK), 0.95)
                    .interval()
                    .estimate()),
            median.reached(),
            median.runs(),
            (long) Arrays.stream(conclusion.numbers(lesson, ChainTask.DEAD)).sum(),
            arm == Arm.CHAIN ? "" : arrived(lesson) + " of " + runs.size(),
            cell(alignment(runs)));
      }
    }
    return table.build();
  }

  /** Seeds that needed no more steps than the slowest node of the same seed's chain. */
  private int arrived(Lesson lesson) {
    double[] own = conclusion.numbers(lesson, ChainTask.COST);
    List<TrialResult> chains = conclusion.runs(new Lesson(Arm.CHAIN, lesson.n(), 0));
    int arrived = 0;
    for (int s = 0; s < own.length; s++) {
      double slowest = Arrays.stream(chains.get(s).series(ChainTask.STEPS)).max().orElse(0);
      arrived += Double.isFinite(own[s]) && own[s] <= slowest ? 1 : 0;
    }
    return arrived;
  }

  private static double alignment(List<TrialResult> runs) {
    double[] means =
        runs.stream()
            .map(r -> r.series(ChainTask.ALIGNMENT))
            .filter(a -> a.length > 0)
            .mapToDouble(Moments::mean)
            .toArray();
    return Moments.mean(means);
  }

  DataTable doseTable() {
    DataTable.Builder table =
        DataTable.builder("chain-labels", "Labels of some nodes")
            .note(
                "Printed, not judged. The largest step is how many signs and written nodes the hardest"
                    + " network has to multiply, its median over seeds.")
            .text("labels")
            .integer("gap or percent", "")
            .real("inner nodes labelled", "%", 3)
            .real("largest step", "", 2)
            .real("median cost", "steps", 4)
            .real("low", "steps", 4)
            .real("high", "steps", 4)
            .integer("reached", "")
            .integer("seeds", "");
    for (Arm arm : List.of(Arm.DEPTH, Arm.RANDOM)) {
      for (Lesson lesson : conclusion.lessons(arm)) {
        CensoredMedian median = conclusion.median(lesson);
        table.row(
            arm.label(),
            lesson.dose(),
            share(lesson),
            Moments.median(conclusion.numbers(lesson, ChainTask.STEP_SIZE)),
            cell(median.interval().estimate()),
            cell(median.interval().low()),
            cell(median.interval().high()),
            median.reached(),
            median.runs());
      }
    }
    return table.build();
  }

  private static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The smallest chain by what networks found of it that were told the answer alone. */
  GraphPicture tree() {
    int n = Lesson.halves(values).get(0);
    SparseGraph tree = Transcript.tree(n / 2);
    return AlignmentPicture.of(
        "chain-tree",
        "The chain for n = " + n,
        "Every node is the product of what it reads; the chain writes them down level by level. Colours"
            + " are of networks that answer alone and were never told of these nodes; means over seeds.",
        tree,
        AlignmentPicture.mean(
            conclusion.runs(new Lesson(Arm.NARROW, n, 0)).stream()
                .map(r -> r.series(ChainTask.ALIGNMENT))
                .toList()));
  }
}
