package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Figures, tables and drawn graphs of the claim. */
final class Pictures {
  private final Values values;
  private final TrainedErrors trained;
  private final Map<ConstructionPlan.Curve, double[][]> built;

  Pictures(Values values, TrainedErrors trained, Map<ConstructionPlan.Curve, double[][]> built) {
    this.values = values;
    this.trained = trained;
    this.built = built;
  }

  /** For each smoothness, the deep constructions and the grids with the theory's lines. */
  List<Figure> built() {
    List<Figure> figures = new ArrayList<>();
    for (int order : values.orders()) {
      for (boolean deep : new boolean[] {true, false}) {
        List<Series> series = new ArrayList<>();
        built.forEach(
            (curve, errors) -> {
              if (curve.order() == order && curve.deep() == deep) {
                addCurve(series, curve, errors);
              }
            });
        if (!series.isEmpty()) {
          figures.add(
              new Figure(
                  "approximation-" + (deep ? "deep" : "grid") + "-m" + order,
                  (deep ? "Built with the target's wiring" : "Built as one grid over all inputs")
                      + ", m = "
                      + order,
                  "Sup error against the number of intervals of all grids; geometric mean over trees"
                      + " with its 95% t-interval. Dashed: the predicted slope, through the largest"
                      + " size.",
                  Axis.log("intervals N", ""),
                  Axis.log("sup error", ""),
                  series));
        }
      }
    }
    return figures;
  }

  private static void addCurve(
      List<Series> series, ConstructionPlan.Curve curve, double[][] errors) {
    double[] x = curve.intervals().stream().mapToDouble(curve::size).toArray();
    String name = "n = " + curve.inputs();
    Band band = Band.of(errors);
    series.add(Series.band(name, x, band.mean, band.low, band.high));
    int last = x.length - 1;
    double[] line = new double[x.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = band.mean[last] * StrictMath.pow(x[i] / x[last], curve.slope());
    }
    String slope = String.format(Locale.ROOT, "slope %.2f, %s", curve.slope(), name);
    series.add(Series.theory(slope, x, line).inGroup(name));
  }

  /** Test error against parameters, for each number of inputs. */
  List<Figure> trained() {
    List<Figure> figures = new ArrayList<>();
    for (int n : values.inputs()) {
      List<Series> series = new ArrayList<>();
      for (Family family : Family.values()) {
        series.add(curve(n, family));
      }
      figures.add(
          new Figure(
              "approximation-trained-n" + n,
              "Trained networks, n = " + n,
              "Relative test error (1 is the best constant); geometric mean over "
                  + values.trees()
                  + " target trees with its 95% t-interval.",
              Axis.log("parameters", ""),
              Axis.log("relative test error", ""),
              series));
    }
    return figures;
  }

  private Series curve(int n, Family family) {
    List<Group> groups =
        trained.groups().stream()
            .filter(g -> g.inputs() == n && g.family() == family)
            .sorted((a, b) -> Integer.compare(a.width(), b.width()))
            .toList();
    double[] x = groups.stream().mapToDouble(g -> parameters(g)).toArray();
    Band band = Band.of(groups.stream().map(trained::errors).toArray(double[][]::new));
    return Series.band(family.id(), x, band.mean, band.low, band.high);
  }

  private double parameters(Group group) {
    return trained.result(group, 0).number(Measurement.PARAMETERS);
  }

  /** All groups that are compared when one size is made equal. */
  DataTable table(ToLongFunction<Network> size, String what) {
    DataTable.Builder table =
        DataTable.builder("approximation-equal-" + what, "Equal " + what)
            .note("Relative test error: geometric mean over trees with its 95% t-interval.")
            .integer("n", "")
            .text("network")
            .integer("width", "")
            .integer("parameters", "")
            .integer("multiply-adds", "a sample")
            .real("relative error", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .real("over matched", "", 3)
            .text("dead runs");
    for (int n : values.inputs()) {
      for (int width : values.widths()) {
        Group matched = new Group(Family.MATCHED, n, width);
        for (Family family : Family.values()) {
          Group group = Group.equal(matched, family, size, values);
          if (trained.groups().contains(group)) {
            addRow(table, group, matched);
          }
        }
      }
    }
    return table.build();
  }

  private void addRow(DataTable.Builder table, Group group, Group matched) {
    TrialResult one = trained.result(group, 0);
    Band band = Band.of(new double[][] {trained.errors(group)});
    double base = Band.of(new double[][] {trained.errors(matched)}).mean[0];
    table.row(
        group.inputs(),
        group.family().id(),
        group.width(),
        (long) one.number(Measurement.PARAMETERS),
        (long) one.number(Measurement.MULTIPLY_ADDS),
        band.mean[0],
        band.low[0],
        band.high[0],
        band.mean[0] / base,
        trained.dead(group) + " of " + values.trees() * values.rates().size());
  }

  /** The first tree of the smallest size, coloured by what two networks learnt of it. */
  List<GraphPicture> graphs() {
    return List.of(graph(drawn(Family.MATCHED)), graph(drawn(Family.DENSE)));
  }

  private Group drawn(Family family) {
    int width = values.widths().get(values.widths().size() - 1);
    Group matched = new Group(Family.MATCHED, values.inputs().get(0), width);
    return Group.equal(matched, family, Sizing.PARAMETERS, values);
  }

  private SparseFunction target(Group group) {
    return TreeTargets.draw(group.inputs(), 0, values.frequency(), values.seed());
  }

  private GraphPicture graph(Group group) {
    SparseFunction target = target(group);
    SparseGraph graph = target.graph();
    TrialResult learnt = trained.result(group, 0);
    double[] colours = new double[graph.vertices()];
    Arrays.fill(colours, Double.NaN);
    List<GraphPicture.NodeValue> nodes = new ArrayList<>();
    for (int k = 0; k < graph.nodes(); k++) {
      int v = graph.inputs() + k;
      colours[v] = learnt.series(Measurement.ALIGNMENT)[k];
      nodes.add(
          new GraphPicture.NodeValue(
              graph.name(v), colours[v], formula(target, v) + "; " + sensitivity(learnt, k)));
    }
    GraphDrawing drawing =
        GraphDrawing.of(graph)
            .withValues(colours, "alignment with the best hidden unit")
            .withTooltips(v -> tooltip(target, v, learnt));
    return new GraphPicture(
        "approximation-graph-" + group.family().id(),
        "What the " + group.family().id() + " network learnt",
        "The first target tree; each constituent is coloured by its largest correlation with a hidden"
            + " unit of the network of width "
            + group.width()
            + "; a box's tooltip has its formula and the sensitivity S of the network's output.",
        "The tree of constituents of a target with " + group.inputs() + " inputs, coloured",
        GraphSvg.write(drawing),
        nodes);
  }

  private static String tooltip(SparseFunction target, int v, TrialResult learnt) {
    int k = v - target.graph().inputs();
    return k < 0
        ? target.graph().name(v) + ", an input"
        : String.format(
            Locale.ROOT,
            "%s; alignment %.3f, %s",
            formula(target, v),
            learnt.series(Measurement.ALIGNMENT)[k],
            sensitivity(learnt, k));
  }

  private static String sensitivity(TrialResult learnt, int k) {
    return String.format(Locale.ROOT, "S %.2g", learnt.series(Measurement.SENSITIVITY)[k]);
  }

  private static String formula(SparseFunction target, int v) {
    return target
        .constituent(v)
        .expression()
        .map(e -> target.graph().name(v) + " = " + e)
        .orElse(target.graph().name(v));
  }

  /** What the two drawn networks learnt of each constituent. */
  DataTable nodes() {
    DataTable.Builder table =
        DataTable.builder("approximation-nodes", "What was learnt of each constituent")
            .note(
                "Of the first target tree, on test samples. Alignment: largest correlation with a"
                    + " hidden unit. S: how much the network's output changes when the inputs below"
                    + " the constituent are exchanged for others with the same value of it (mean"
                    + " square, over that of two random samples). 0: it needs nothing but the value."
                    + " The samples' values agree up to the donor gap, so S says nothing below it.")
            .text("network")
            .text("node")
            .text("formula")
            .real("alignment", "", 3)
            .real("S", "", 2)
            .real("donor gap", "", 2);
    for (Family family : List.of(Family.MATCHED, Family.DENSE)) {
      Group group = drawn(family);
      SparseFunction target = target(group);
      TrialResult learnt = trained.result(group, 0);
      for (int k = 0; k < target.graph().nodes(); k++) {
        int v = target.graph().inputs() + k;
        table.row(
            family.id(),
            target.graph().name(v),
            target.constituent(v).expression().map(Object::toString).orElse(""),
            learnt.series(Measurement.ALIGNMENT)[k],
            learnt.series(Measurement.SENSITIVITY)[k],
            learnt.series(Measurement.DONOR_GAP)[k]);
      }
    }
    return table.build();
  }

  /** Geometric means with intervals, one for each row of values. */
  private record Band(double[] mean, double[] low, double[] high) {
    static Band of(double[][] rows) {
      double[] mean = new double[rows.length];
      double[] low = new double[rows.length];
      double[] high = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double[] logs = Arrays.stream(rows[i]).map(StrictMath::log).toArray();
        Interval interval = TIntervals.mean(logs, VerdictRule.LEVEL);
        mean[i] = StrictMath.exp(interval.estimate());
        low[i] = StrictMath.exp(interval.low());
        high[i] = StrictMath.exp(interval.high());
      }
      return new Band(mean, low, high);
    }
  }
}
