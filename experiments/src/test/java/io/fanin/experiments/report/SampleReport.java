package io.fanin.experiments.report;

import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Comparison;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.GraphPicture.NodeValue;
import io.fanin.experiments.result.ImageGrid;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.Section;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.result.Setting;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report of the usual size and shape. A test fixture: no number in it was measured. */
public final class SampleReport {
  private SampleReport() {}

  /** Two claims, the second one twice: for real and as its negative control. */
  public static Report twoClaims() {
    return new Report(
        "Two claims about sparse wiring (test fixture)",
        "Networks wired like their target against dense and shallow ones, on functions with a known"
            + " answer and on handwritten digits. The numbers on this page are made up.",
        List.of(approximation(), locality(false), locality(true)),
        List.of(training()),
        provenance());
  }

  public static Provenance provenance() {
    return new Provenance(
        7L,
        "3f5a9c0d7be1",
        "b8e1f2049c55aa7d0e6f33c1",
        Map.of("fanin", "0.1.0-SNAPSHOT", "oneDNN", "3.11", "kernel tables", "1"),
        "cpu (avx2)",
        "reference",
        "2 cores, Linux",
        "17.0.15",
        "0123abc",
        "2026-11-24T07:30:00Z",
        154.2,
        "./fanin run approximation-rate locality --quick --seed 7 --out runs/2026-11-24");
  }

  static ClaimReport approximation() {
    return new ClaimReport(
        "approximation-rate",
        "Deep sparse approximation does not feel the dimension",
        "The error of a network wired like its target falls as N^(−m/2) for every input dimension"
            + " n; on one grid over all inputs it falls only as N^(−m/n).",
        List.of(
            new Source(
                "Poggio, Mhaskar, Rosasco, Miranda, Liao: Why and when can deep, but not shallow,"
                    + " networks avoid the curse of dimensionality. 2017, Theorems 2 and 3.",
                """
                @article{poggio2017why,
                  title   = {Why and when can deep, but not shallow, networks avoid the curse of dimensionality},
                  author  = {Poggio, Tomaso and Mhaskar, Hrushikesh and others},
                  year    = {2017}
                }\
                """)),
        "slope of log(error) on log(N): −m/2 (tree), −m/n (grid)",
        "The 95 % interval of every tree slope lies below −m/2 + 0.15 (one-sided: not slower).",
        new Verdict(
            Outcome.HOLDS,
            "m = 2, 4; n ≤ 6",
            "All tree slopes lie on the allowed side: the slowest is −1.04 with interval [−1.07,"
                + " −1.01], and −0.85 would have been allowed.",
            "A tree slope whose interval lies above −0.85 for m = 2 or above −1.85 for m = 4."),
        false,
        List.of(
            endpoint("tree, n = 2, m = 2", -1.0, -1.059, 0.024),
            endpoint("tree, n = 4, m = 2", -1.0, -1.05, 0.031),
            endpoint("tree, n = 6, m = 2", -1.0, -1.042, 0.029),
            new EndpointResult(
                "grid, n = 6, m = 2",
                "α",
                -1 / 3.0,
                "printed, never judged",
                null,
                -0.37,
                new Interval(-0.41, -0.335),
                0.95,
                false,
                null,
                "last two octaves")),
        List.of(),
        List.of(rates()),
        List.of(trials(), equalFlops()),
        List.of(tree()),
        List.of(),
        settings(),
        "Sup error over 200,000 points in place of the exact supremum.");
  }

  private static EndpointResult endpoint(String name, double predicted, double at, double half) {
    return new EndpointResult(
        name,
        "α",
        predicted,
        "interval ≤ −0.85",
        new Interval(Double.NEGATIVE_INFINITY, predicted + 0.15),
        at,
        new Interval(at - half, at + half),
        0.95,
        true,
        Outcome.HOLDS,
        "");
  }

  private static List<Setting> settings() {
    return List.of(
        new Setting("n", "[2, 4, 6]", "inputs", "[2, 4, 6]"),
        new Setting("m", "[2, 4]", "", "[2, 4]"),
        new Setting("steps", "4000", "steps", "8000"),
        new Setting("batch", "256", "rows", "256"));
  }

  /** Six lines: three trees with bands, their theory, and a grid. */
  static Figure rates() {
    List<Series> series = new ArrayList<>();
    double[] offsets = {1.0, 2.1, 3.4};
    for (int k = 0; k < 3; k++) {
      series.add(power("tree, n = " + (2 * k + 2), offsets[k], -1.05, 0.16));
    }
    series.add(power("grid, n = 6", 2.2, -0.37, 0.1));
    double[] x = abscissae();
    double[] slow = new double[x.length];
    double[] fast = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      slow[i] = 1.9 * StrictMath.pow(x[i], -1.0 / 3);
      fast[i] = 0.75 / x[i];
    }
    series.add(Series.theory("theory: slope −1, every n", x, fast));
    series.add(Series.theory("theory: slope −1/3, grid", x, slow).inGroup("grid, n = 6"));
    return new Figure(
        "approximation-rate-slopes",
        "Error against size",
        "Sup error of the constructive approximant. Bands are 95 % intervals over 8 random targets;"
            + " dashed lines have the slopes of the theory, not fitted.",
        Axis.log("intervals per axis, all nodes together: N", ""),
        Axis.log("sup error", ""),
        series);
  }

  private static double[] abscissae() {
    double[] x = new double[9];
    for (int i = 0; i < x.length; i++) {
      x[i] = 16 * StrictMath.pow(2, i);
    }
    return x;
  }

  private static Series power(String name, double factor, double slope, double spread) {
    double[] x = abscissae();
    double[] y = new double[x.length];
    double[] lo = new double[x.length];
    double[] hi = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double wobble = 1 + 0.06 * StrictMath.sin(3.0 * i + factor);
      y[i] = factor * StrictMath.pow(x[i], slope) * wobble;
      lo[i] = y[i] * (1 - spread);
      hi[i] = y[i] * (1 + spread);
    }
    return Series.band(name, x, y, lo, hi);
  }

  static DataTable trials() {
    DataTable.Builder table =
        DataTable.builder("approximation-rate-trials", "Networks at equal parameters")
            .note("Test error relative to the target's variance; 8 random trees, best of 3 rates.")
            .text("network")
            .integer("n", "")
            .integer("parameters", "")
            .real("error", "", 3)
            .real("error / matched", "", 3)
            .percent("share of dead runs", 2);
    String[] nets = {"matched", "dense", "shallow"};
    for (int n : new int[] {8, 16}) {
      for (int k = 0; k < nets.length; k++) {
        double ratio = k == 0 ? 1 : (k + 1) * n / 5.7;
        table.row(nets[k], n, 1841 + 12 * k, 0.000412 * ratio * n, ratio, k == 2 ? 0.0417 : 0.0);
      }
    }
    return table.build();
  }

  private static DataTable equalFlops() {
    return DataTable.builder("approximation-rate-flops", "Networks at equal FLOPs")
        .note("Width of the dense net chosen so that one step costs the same.")
        .text("network")
        .real("cost of a step", "MFLOP", 3)
        .real("error", "", 3)
        .row("matched", 1.92, 0.00331)
        .row("dense", 1.95, 0.0127)
        .row("shallow", 1.9, null)
        .build();
  }

  static GraphPicture tree() {
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 420 190' font-family='sans-serif'"
                + " font-size='11' text-anchor='middle'>");
    String[] fills = {"#0b5c8a", "#2f8ec4", "#8cc5e8"};
    for (int i = 0; i < 4; i++) {
      svg.append("<path d='M")
          .append(60 + 100 * i)
          .append(" 160L")
          .append(i < 2 ? 110 : 310)
          .append(" 95' stroke='#999'/>");
    }
    svg.append("<path d='M110 95L210 30M310 95L210 30' stroke='#999'/>");
    int[][] at = {{110, 95}, {310, 95}, {210, 30}};
    for (int i = 0; i < 3; i++) {
      svg.append("<circle cx='")
          .append(at[i][0])
          .append("' cy='")
          .append(at[i][1])
          .append("' r='18' fill='")
          .append(fills[i])
          .append("'/><text fill='#fff' x='")
          .append(at[i][0])
          .append("' y='")
          .append(at[i][1] + 4)
          .append("'>")
          .append("pqr".charAt(i))
          .append("</text>");
    }
    for (int i = 0; i < 4; i++) {
      svg.append("<rect x='")
          .append(44 + 100 * i)
          .append("' y='150' width='32' height='22' rx='4' fill='#eee' stroke='#999'/><text x='")
          .append(60 + 100 * i)
          .append("' y='165'>x")
          .append(i)
          .append("</text>");
    }
    return new GraphPicture(
        "approximation-rate-tree",
        "What each node learnt",
        "The target's graph for n = 4. Darker nodes have a hidden unit that follows the true"
            + " constituent more closely.",
        "A binary tree of three nodes p, q and r over four inputs, coloured by alignment.",
        svg + "</svg>",
        List.of(
            new NodeValue("p", 0.981, "alignment with sin(ab)"),
            new NodeValue("q", 0.874, "alignment with c − d²"),
            new NodeValue("r", 0.52, "alignment with tanh(p + 2q)")));
  }

  static ClaimReport locality(boolean control) {
    Outcome outcome = control ? Outcome.FAILS : Outcome.UNDECIDED;
    String id = control ? "locality-control" : "locality";
    return new ClaimReport(
        "locality",
        "Local wiring helps because images are local",
        "On handwritten digits a network of local fields beats a dense one of equal size, and loses"
            + " its lead when the pixels are shuffled.",
        List.of(new Source("A source for a fixture, 2025.", "")),
        "error(local) < error(dense), error(local) < error(local on shuffled pixels)",
        "Crossed bootstrap over training sets and test rows, Holm over three orderings, minimum"
            + " effect 1 point.",
        new Verdict(
            outcome,
            "8×8 digits, 50 samples",
            control
                ? "With shuffled labels no ordering is left: the largest effect is 0.2 points."
                : "Two of three orderings hold; for conv the interval reaches below the minimum"
                    + " effect.",
            "More disjoint training sets, which would narrow the third interval."),
        control,
        List.of(),
        List.of(
            comparison("local < dense", control ? 0.1 : 3.4, 1.1, control),
            comparison("local < local, shuffled", control ? -0.2 : 6.8, 1.6, control),
            comparison("conv < conv, shuffled", control ? 0.2 : 1.9, 2.2, control)),
        List.of(errors(id)),
        List.of(),
        List.of(),
        control ? List.of() : List.of(digits()),
        List.of(),
        "");
  }

  private static Comparison comparison(String name, double effect, double half, boolean control) {
    boolean holds = effect - half > 1;
    return new Comparison(
        name,
        "difference of test errors, points",
        effect,
        new Interval(effect - half, effect + half),
        holds ? 0.00002 : 0.21,
        holds ? 0.00006 : 0.42,
        1,
        holds ? Outcome.HOLDS : control ? Outcome.FAILS : Outcome.UNDECIDED,
        "24 pairs");
  }

  private static Figure errors(String id) {
    double[] x = {0, 1, 2};
    return new Figure(
        id + "-errors",
        "Test error of three networks",
        "Mean over 24 disjoint training sets of 50 digits; whiskers are 95 % intervals.",
        Axis.categories("", List.of("dense", "locally connected", "convolutional")),
        Axis.linear("test error", "%"),
        List.of(
            Series.bars(
                "pixels in place",
                x,
                new double[] {18.2, 14.8, 12.9},
                new double[] {17.1, 13.9, 11.6},
                new double[] {19.3, 15.7, 14.2}),
            Series.bars(
                "pixels shuffled",
                x,
                new double[] {18.3, 21.6, 14.8},
                new double[] {17.2, 20.4, 13.1},
                new double[] {19.4, 22.8, 16.5})));
  }

  private static ImageGrid digits() {
    List<ImageGrid.Image> images = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        double dx = i % 8 - 3.5;
        double dy = i / 8 - 3.5;
        values.add(StrictMath.sin(0.9 * (dx * (k % 3) + dy * (k / 3))));
      }
      images.add(new ImageGrid.Image("field " + k, 8, 8, values));
    }
    return new ImageGrid(
        "locality-fields",
        "First-layer fields",
        "Blue is positive, orange negative.",
        -1,
        1,
        true,
        images);
  }

  private static Section training() {
    int n = 24;
    double[] x = new double[n];
    double[] y = new double[n];
    double[] lo = new double[n];
    double[] hi = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i * 3.0;
      y[i] = x[i] + 4 * StrictMath.sin(i * 2.3);
      lo[i] = y[i] - 3;
      hi[i] = y[i] + 3;
    }
    return new Section(
        "training",
        "A section without a claim",
        List.of("Predicted against measured strength on held-out rows."),
        List.of(
            new Figure(
                "training-scatter",
                "Predicted and measured strength",
                "Whiskers are intervals over 5 seeds.",
                Axis.linear("measured strength", "MPa"),
                Axis.linear("predicted strength", "MPa"),
                List.of(
                    Series.points("held-out rows", x, y, lo, hi),
                    Series.theory("equal", new double[] {0, 70}, new double[] {0, 70})))),
        List.of(),
        List.of(),
        List.of());
  }
}
