package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.complexity.Scaling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The verdict on how samples grow with the hierarchy. */
final class Conclusion {
  private static final double DIAGONAL_TOLERANCE = 0.25;
  private static final double CLASSES_TOLERANCE = 0.2;
  private static final double HALF = 0.5;

  private final SettingValues values;
  private final Map<GrammarShape, CellResults> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int seeds = values.integer(HierarchyKeys.SEEDS);
    int at = 0;
    for (Cell cell : Cell.all(values)) {
      List<TrialResult> own = all.subList(at, at + seeds);
      results.put(cell.shape(), new CellResults(cell, own, values));
      at += seeds;
    }
  }

  Findings findings() {
    List<CellResults> diagonal = of(Cell.diagonal(values));
    List<CellResults> classes = of(Cell.byClasses(values));
    Findings findings = new Findings(scale());
    judgeSlope(
        findings,
        "slope of log P* in log(n_c m^L), v = m growing",
        diagonal,
        r -> r.cell().shape().deepScale(),
        DIAGONAL_TOLERANCE);
    judgeSlope(
        findings,
        "slope of log P* in log n_c",
        classes,
        r -> r.cell().shape().classes(),
        CLASSES_TOLERANCE);
    judgeShallow(findings, diagonal);
    return new Pictures(values, List.copyOf(results.values()), diagonal).addTo(findings);
  }

  private List<CellResults> of(List<Cell> cells) {
    List<CellResults> found = new ArrayList<>();
    for (Cell cell : cells) {
      found.add(Objects.requireNonNull(results.get(cell.shape()), cell.label()));
    }
    return found;
  }

  private String scale() {
    return "L = %d, s = %d, v = m = %s, n_c = %s, %d grammars each"
        .formatted(
            values.integer(HierarchyKeys.LEVELS),
            values.integer(HierarchyKeys.BRANCHING),
            values.integers(HierarchyKeys.SYMBOLS),
            values.integers(HierarchyKeys.SWEEP),
            values.integer(HierarchyKeys.SEEDS));
  }

  private void judgeSlope(
      Findings findings,
      String name,
      List<CellResults> cells,
      ToDoubleFunction<CellResults> abscissa,
      double tolerance) {
    if (cells.size() < 3) {
      findings.judged(
          Judgement.undecided(
              name + " has " + cells.size() + " sizes", "at least three sizes, to see it bend"));
      return;
    }
    Scaling scaling =
        new Scaling(
            cells.stream().mapToDouble(abscissa).toArray(),
            cells.stream().map(CellResults::curve).toList());
    SlopeEstimate slope = scaling.slope(values.setup().seed(), "hierarchy " + name);
    findings.judge(
        VerdictRule.within(name, 1, tolerance),
        "",
        1.0,
        slope.interval(),
        String.format(
            Locale.ROOT,
            "bootstrap over grammars %s, %.3f without the smallest",
            slope.statistical(),
            slope.withoutSmallest()));
  }

  private void judgeShallow(Findings findings, List<CellResults> diagonal) {
    boolean any = false;
    for (CellResults cell : diagonal) {
      if (!cell.hasShallow()) {
        continue;
      }
      any = true;
      for (String name : HierarchyTask.SHALLOW) {
        boolean judged = name.equals(HierarchyTask.SHALLOW.get(0));
        String endpoint =
            "error over chance, two layers, %s, equal %s"
                .formatted(cell.cell().label(), judged ? "parameters" : "multiply-adds");
        String note =
            "t-interval over grammars, at %d samples"
                .formatted(Math.round(cell.shared(HierarchyTask.SHALLOW_SAMPLES)));
        if (judged) {
          findings.judge(
              VerdictRule.atLeast(endpoint, HALF, 0), "", null, cell.shallowInterval(name), note);
        } else {
          findings.show(endpoint, "", null, cell.shallowInterval(name), note);
        }
      }
    }
    if (!any) {
      findings.judged(
          Judgement.undecided(
              "nowhere on the diagonal was P* reached with "
                  + values.real(HierarchyKeys.MULTIPLE)
                  + " P* below a quarter of all strings, so two-layer networks were not measured",
              "a ladder that reaches P*, and enough levels or symbols"));
    }
  }
}
