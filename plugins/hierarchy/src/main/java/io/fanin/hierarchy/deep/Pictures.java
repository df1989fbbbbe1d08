package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.graph.SparseGraph;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import io.fanin.hierarchy.complexity.SymbolTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Figures and tables of the claim. */
final class Pictures {
  private final SettingValues values;
  private final List<CellResults> all;
  private final List<CellResults> diagonal;

  Pictures(SettingValues values, List<CellResults> all, List<CellResults> diagonal) {
    this.values = values;
    this.all = all;
    this.diagonal = diagonal;
  }

  Findings addTo(Findings findings) {
    CellResults largest = diagonal.get(diagonal.size() - 1);
    findings.figure(complexities()).figure(collapse()).figure(sensitivities(largest));
    findings.table(networks());
    if (diagonal.stream().anyMatch(CellResults::hasShallow)) {
      findings.table(shallow());
    }
    return findings.picture(picture(largest));
  }

  /** Figure 4 of the source: sample complexity against its prediction. */
  private Figure complexities() {
    List<Series> series = new ArrayList<>();
    points("v = m growing", r -> r.cell().diagonal(), series);
    points("n_c growing", r -> !r.cell().diagonal(), series);
    List<CellResults> reached = all.stream().filter(r -> Double.isFinite(r.complexity())).toList();
    double[] scales = all.stream().mapToDouble(r -> r.cell().shape().deepScale()).toArray();
    double[] ends = {Arrays.stream(scales).min().orElse(1), Arrays.stream(scales).max().orElse(1)};
    if (!reached.isEmpty() && ends[0] < ends[1]) {
      double constant =
          StrictMath.exp(
              Moments.mean(
                  reached.stream()
                      .mapToDouble(
                          r -> StrictMath.log(r.complexity() / r.cell().shape().deepScale()))
                      .toArray()));
      series.add(
          Series.theory(
              String.format(Locale.ROOT, "slope 1: %.1f n_c m^L", constant),
              ends,
              new double[] {constant * ends[0], constant * ends[1]}));
    } else if (series.isEmpty()) {
      series.add(Series.points("not reached", ends, new double[] {Double.NaN, Double.NaN}));
    }
    return new Figure(
        "hierarchy-complexity",
        "Samples that a deep network takes",
        "P*, where the median error over grammars falls to "
            + values.real(HierarchyKeys.LEARNT)
            + " of chance's, with 95% bootstrap intervals over "
            + values.integer(HierarchyKeys.SEEDS)
            + " grammars. What is not reached on the ladder is not drawn.",
        Axis.log("n_c m^L", ""),
        Axis.log("P*", "samples"),
        series);
  }

  private void points(String name, Predicate<CellResults> which, List<Series> series) {
    List<CellResults> own =
        all.stream().filter(which).filter(r -> Double.isFinite(r.complexity())).toList();
    if (own.isEmpty()) {
      return;
    }
    double[] x = own.stream().mapToDouble(r -> r.cell().shape().deepScale()).toArray();
    double[] y = own.stream().mapToDouble(CellResults::complexity).toArray();
    double[] low = y.clone();
    double[] high = y.clone();
    for (int i = 0; i < y.length; i++) {
      Interval interval = own.get(i).interval();
      if (interval.isDefined()) {
        low[i] = interval.low();
        high[i] = interval.high();
      }
    }
    series.add(Series.points(name, x, y, low, high));
  }

  /** Figure 4's collapse: errors of all sizes against samples over the prediction. */
  private Figure collapse() {
    List<Series> series = new ArrayList<>();
    for (CellResults cell : all) {
      double scale = cell.cell().shape().deepScale();
      double[] x = Arrays.stream(cell.curve().sizes()).map(p -> p / scale).toArray();
      double[][] bands = cell.errorQuartiles();
      series.add(Series.band(cell.cell().label(), x, bands[1], bands[0], bands[2]));
      if (cell.hasShallow()) {
        String name = HierarchyTask.SHALLOW.get(0);
        Interval interval = cell.shallowInterval(name);
        double[] at = {cell.shared(HierarchyTask.SHALLOW_SAMPLES) / scale};
        series.add(
            Series.points(
                    "two layers, v = m = " + cell.cell().shape().symbols(),
                    at,
                    new double[] {interval.estimate()},
                    new double[] {interval.low()},
                    new double[] {interval.high()})
                .inGroup(cell.cell().label()));
      }
    }
    double[] ends = range(series);
    if (ends[0] < ends[1]) {
      double learnt = values.real(HierarchyKeys.LEARNT);
      series.add(Series.theory("learnt", ends, new double[] {learnt, learnt}));
    }
    return new Figure(
        "hierarchy-errors",
        "Error against samples",
        "Lines: deep networks, median over grammars and quartiles; they lie on one another as far as"
            + " P* is n_c m^L times one number. Points: networks of two layers with as many parameters,"
            + " at "
            + values.real(HierarchyKeys.MULTIPLE)
            + " P*, mean with 95% t-interval.",
        Axis.log("P / (n_c m^L)", ""),
        Axis.linear("error over chance", ""),
        series);
  }

  private static double[] range(List<Series> series) {
    double[] all =
        series.stream()
            .flatMap(s -> s.x().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return new double[] {all[0], all[all.length - 1]};
  }

  /** Figure 5 of the source. */
  private Figure sensitivities(CellResults cell) {
    List<Series> series = new ArrayList<>();
    double scale = cell.cell().shape().deepScale();
    double[] x = Arrays.stream(cell.curve().sizes()).map(p -> p / scale).toArray();
    for (int level = 0; level < cell.cell().shape().levels(); level++) {
      boolean top = level == cell.cell().shape().levels() - 1;
      series.add(
          Series.line(
              top ? "the class, seen by the output" : "level " + (level + 1) + ", one layer above",
              x,
              cell.sensitivity(level)));
    }
    series.add(Series.line("error over chance", x, cell.errorQuartiles()[1]));
    return new Figure(
        "hierarchy-sensitivity",
        "Synonyms become one",
        "%s: S, how much a layer changes when a symbol is written in another way, over how much it differs"
                .formatted(cell.cell().label())
            + " between strings; 0 is invariance to synonyms. Levels counted from the string; medians"
            + " over grammars. Invariance comes with learning.",
        Axis.log("P / (n_c m^L)", ""),
        Axis.linear("S", ""),
        series);
  }

  private DataTable networks() {
    DataTable.Builder table =
        DataTable.builder("hierarchy-deep", "Deep networks")
            .note(
                "P* with its 95% bootstrap interval; empty where it is not reached on the ladder, whose"
                    + " top is given. Dead: trainings whose loss was not finite.")
            .integer("v = m", "")
            .integer("n_c", "")
            .real("n_c m^L", "", 4)
            .real("P_max", "", 3)
            .text("P*")
            .real("low", "", 4)
            .real("high", "", 4)
            .real("P* / (n_c m^L)", "", 3)
            .real("P* / P_max", "", 2)
            .integer("top", "")
            .real("rate", "", 2)
            .integer("dead", "")
            .integer("parameters", "")
            .integer("multiply-adds", "");
    for (CellResults cell : all) {
      GrammarShape shape = cell.cell().shape();
      double complexity = cell.complexity();
      boolean reached = Double.isFinite(complexity);
      Interval interval = cell.interval();
      double[] sizes = cell.curve().sizes();
      table.row(
          shape.symbols(),
          shape.classes(),
          shape.deepScale(),
          shape.total().doubleValue(),
          cell.curve().text(),
          ifNumber(interval.low()),
          ifNumber(interval.high()),
          reached ? (Double) (complexity / shape.deepScale()) : null,
          reached ? (Double) (complexity / shape.total().doubleValue()) : null,
          Math.round(sizes[sizes.length - 1]),
          cell.shared(HierarchyTask.RATE),
          Math.round(Arrays.stream(cell.numbers(HierarchyTask.DEAD, 1)).sum()),
          Math.round(cell.shared(HierarchyTask.PARAMETERS)),
          Math.round(cell.shared(HierarchyTask.MULTIPLY_ADDS)));
    }
    return table.build();
  }

  private static @Nullable Double ifNumber(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private DataTable shallow() {
    DataTable.Builder table =
        DataTable.builder("hierarchy-shallow", "Networks of two layers")
            .note(
                "At a multiple of the deep network's P*, equal to it in parameters or in multiply-adds."
                    + " Mean error over chance with its 95% t-interval over grammars.")
            .integer("v = m", "")
            .text("equal")
            .integer("samples", "")
            .real("error over chance", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .real("training loss", "nats", 2)
            .real("rate", "", 2)
            .integer("dead", "")
            .integer("parameters", "")
            .integer("multiply-adds", "");
    for (CellResults cell : diagonal) {
      for (String name : cell.hasShallow() ? HierarchyTask.SHALLOW : List.<String>of()) {
        Interval interval = cell.shallowInterval(name);
        TrialResult one = cell.members().get(0);
        table.row(
            cell.cell().shape().symbols(),
            name.substring("shallow-".length()),
            Math.round(one.number(HierarchyTask.SHALLOW_SAMPLES)),
            interval.estimate(),
            ifNumber(interval.low()),
            ifNumber(interval.high()),
            Moments.mean(cell.numbers(name + ".loss", 1)),
            one.number(name + ".rate"),
            Math.round(Arrays.stream(cell.numbers(name + ".dead", 1)).sum()),
            Math.round(one.number(name + ".parameters")),
            Math.round(one.number(name + ".multiply-adds")));
      }
    }
    return table.build();
  }

  private GraphPicture picture(CellResults cell) {
    SparseGraph graph = SymbolTree.graph(cell.cell().shape());
    double[] alignment = cell.alignment();
    double[] shown = new double[graph.vertices()];
    List<GraphPicture.NodeValue> nodes = new ArrayList<>();
    for (int v = 0; v < shown.length; v++) {
      shown[v] = v < graph.inputs() ? Double.NaN : alignment[v - graph.inputs()];
      if (v >= graph.inputs()) {
        nodes.add(new GraphPicture.NodeValue(graph.name(v), shown[v], "alignment"));
      }
    }
    return new GraphPicture(
        "hierarchy-tree",
        "What hidden units have found",
        "%s, largest number of samples: for each symbol above the string, the largest correlation of"
                .formatted(cell.cell().label())
            + " a hidden unit with \"it is this one\", mean over symbols and grammars.",
        "A tree of rules over " + graph.inputs() + " symbols, coloured by alignment",
        GraphSvg.write(GraphDrawing.of(graph).withValues(shown, "alignment")),
        nodes);
  }
}
