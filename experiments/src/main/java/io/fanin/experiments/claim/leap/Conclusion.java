package io.fanin.experiments.claim.leap;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.online.OnlineFindings;
import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.RotatedLeap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on the laws of escape. */
final class Conclusion {
  private static final double FLAT = 0.1;
  private static final double TOLERANCE = 0.25;

  private final SettingValues values;
  private final List<String> texts;
  private final List<Double> sizes;
  private final int starts;
  private final double[][][] times; // target, size, start
  private final List<TrialResult> online;

  Conclusion(ClaimSetup setup, List<TrialResult> results) {
    values = new SettingValues(setup);
    texts = values.texts(LeapTime.TARGETS);
    sizes = EscapeTrial.sizes(values);
    starts = values.integer(LeapTime.SEEDS);
    times = new double[texts.size()][sizes.size()][starts];
    int at = 0;
    for (double[][] target : times) {
      for (double[] size : target) {
        for (int s = 0; s < starts; s++) {
          size[s] = results.get(at++).number(EscapeTrial.ESCAPE);
        }
      }
    }
    online = results.subList(at, results.size());
  }

  Findings findings() {
    double least = sizes.get(sizes.size() - 1);
    Findings findings =
        new Findings("delta ≥ " + least + ", " + starts + " starts, " + texts.size() + " targets");
    for (int t = 0; t < texts.size(); t++) {
      judge(findings, t);
    }
    findings.figure(figure()).table(table());
    OnlineFindings.show(findings, "leap", LeapTime.onlineTargets(values), values, online);
    return findings;
  }

  private static int leap(String text) {
    return Leap.of(SparsePolynomial.parse(text).inSigns()).value();
  }

  private void judge(Findings findings, int t) {
    int leap = leap(texts.get(t));
    String of = " of " + texts.get(t) + ", leap " + leap;
    Interval rise = TIntervals.mean(rises(times[t]), VerdictRule.LEVEL);
    if (leap <= 1) {
      VerdictRule rule = VerdictRule.within("rise of the escape time" + of, 0, FLAT);
      findings.judge(rule, "t(least) / t(most) - 1", 0.0, rise, "t-interval over starts");
      return;
    }
    VerdictRule rises = VerdictRule.atLeast("rise of the escape time" + of, FLAT, 0);
    findings.judge(rises, "t(least) / t(most) - 1", null, rise, "t-interval over starts");
    Interval exponent = TIntervals.mean(exponents(times[t]), VerdictRule.LEVEL);
    String name = "exponent of the increments" + of;
    findings.judge(
        leap == 2
            ? VerdictRule.within(name, 0, TOLERANCE)
            : VerdictRule.atLeast(name, (leap - 2) / 2.0, 0),
        "log (dt' / dt) / log (delta / delta')",
        leap - 2.0,
        exponent,
        "t-interval over starts; theory gives the limit of small delta");
  }

  /** For each start; NaN where it was not reached. */
  private double[] rises(double[][] bySize) {
    double[] rises = new double[starts];
    for (int s = 0; s < starts; s++) {
      double ratio = bySize[bySize.length - 1][s] / bySize[0][s] - 1;
      rises[s] = Double.isFinite(ratio) ? ratio : Double.NaN;
    }
    return rises;
  }

  /** For each start the slope of the increments' logarithm; NaN where one is not positive. */
  private double[] exponents(double[][] bySize) {
    double[] exponents = new double[starts];
    double log = StrictMath.log(sizes.get(0) / sizes.get(1));
    for (int s = 0; s < starts; s++) {
      double[] x = new double[bySize.length - 1];
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double increment = bySize[i + 1][s] - bySize[i][s];
        boolean usable = increment > 0 && increment < Double.POSITIVE_INFINITY;
        x[i] = i * log;
        y[i] = usable ? StrictMath.log(increment) : Double.NaN;
      }
      exponents[s] = LineFit.of(x, y).slope();
    }
    return exponents;
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    double[] x = sizes.stream().mapToDouble(d -> 1 / d).toArray();
    for (int t = 0; t < texts.size(); t++) {
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        Interval median = CensoredMedian.of(times[t][i], VerdictRule.LEVEL).interval();
        band[0][i] = finite(median.estimate());
        band[1][i] = Double.isFinite(median.low()) ? median.low() : band[0][i];
        band[2][i] = Double.isFinite(median.high()) ? median.high() : band[0][i];
      }
      String name = texts.get(t) + " (leap " + leap(texts.get(t)) + ")";
      series.add(Series.band(name, x, band[0], band[1], band[2]));
      series.add(Series.theory("predicted, " + name, x, law(t, band[0])).inGroup(name));
    }
    return new Figure(
        "leap-escape",
        "Time to escape",
        "Time until the highest term has reached its share, against the inverse of the first"
            + " weights' size (which stands for the square root of d); median over starts with its"
            + " distribution-free interval. Dashed: the law that is predicted, through the two"
            + " largest sizes.",
        Axis.log("1 / delta", ""),
        Axis.log("time", ""),
        series);
  }

  /** The predicted law through the first two medians; constant at leap 1. */
  private double[] law(int t, double[] medians) {
    double growth =
        StrictMath.pow(sizes.get(0) / sizes.get(1), Math.max(0, leap(texts.get(t)) - 2.0));
    double increment = leap(texts.get(t)) <= 1 ? 0 : medians[1] - medians[0];
    double[] law = new double[medians.length];
    law[0] = medians[0];
    for (int i = 1; i < law.length; i++) {
      law[i] = Math.max(Double.MIN_NORMAL, law[i - 1] + increment); // a falling control stays drawn
      increment *= growth;
    }
    return law;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("leap-times", "Escape times")
            .note(
                "Median over starts; an empty cell was not reached. The leaps of normal inputs are"
                    + " those of the same polynomial in normal variables, in this basis and at most"
                    + " over rotations.")
            .text("target")
            .integer("leap", "")
            .integer("leap, normal inputs", "")
            .integer("leap, normal inputs, over rotations", "")
            .real("delta", "", 3)
            .real("median time", "", 4)
            .integer("escaped", "")
            .integer("starts", "");
    for (int t = 0; t < texts.size(); t++) {
      SparsePolynomial polynomial = SparsePolynomial.parse(texts.get(t));
      int hermite = Leap.of(polynomial.inHermite()).value();
      int rotated = RotatedLeap.of(polynomial).value();
      for (int i = 0; i < sizes.size(); i++) {
        CensoredMedian median = CensoredMedian.of(times[t][i], VerdictRule.LEVEL);
        table.row(
            texts.get(t),
            leap(texts.get(t)),
            hermite,
            rotated,
            sizes.get(i),
            cell(median.interval().estimate()),
            median.reached(),
            starts);
      }
    }
    return table.build();
  }

  private static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
