package io.fanin.circuits.compile;

import io.fanin.circuits.network.Runner;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether the network gives the source's bits, or comes near enough to its numbers, case by case,
 * on each provider.
 */
final class Equality {
  /** Multiply-adds that a provider is asked for before the rest of the cases is left out. */
  private static final double MOST_WORK = 2e10;

  /** Numbers that all blocks hold for the random cases of a large network together. */
  private static final double MOST_NUMBERS = 1e8;

  private static final int FEWEST = 16;

  private Equality() {}

  /**
   * What came out.
   *
   * @param providers who computed
   * @param cases how many were compared on each
   * @param all whether these are all that there are
   * @param wrong cases in which some provider gave another bit, with -0.0 counted as wrong, or was
   *     off by more than the tolerance
   * @param first the first of these in words, or empty
   * @param tolerance 0 where bits are compared
   * @param largest the largest difference
   */
  record Result(
      List<String> providers,
      int cases,
      boolean all,
      int wrong,
      String first,
      double tolerance,
      double largest) {
    boolean equal() {
      return wrong == 0;
    }

    String sentence(String caseName) {
      String by = String.join(" and ", providers);
      if (tolerance > 0) {
        return near(caseName, by);
      }
      String extent =
          all
              ? String.format(Locale.ROOT, "all %,d %s", cases, caseName)
              : String.format(Locale.ROOT, "%,d random %s", cases, caseName);
      return equal()
          ? "equal on " + extent + ", by " + by + "; every number is exactly 0 or 1"
          : String.format(
              Locale.ROOT,
              "different on %,d of %s, by %s; the first is %s",
              wrong,
              extent,
              by,
              first);
    }

    private String near(String caseName, String by) {
      String found =
          String.format(
              Locale.ROOT, "off by at most %.3g on %,d %s, by %s", largest, cases, caseName, by);
      return equal()
          ? found + String.format(Locale.ROOT, "; %.3g is certified", tolerance)
          : found
              + String.format(
                  Locale.ROOT,
                  ", and by more than the certified %.3g on %,d of them; the first is %s",
                  tolerance,
                  wrong,
                  first);
    }
  }

  static Result check(Subject subject, List<KernelProvider> providers) {
    int cases = cases(subject);
    int stride = subject.complete() ? Math.max(1, subject.cases() / cases) : 1;
    boolean[] wrong = new boolean[cases];
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      expected.add(subject.expected(i * stride));
    }
    double largest = 0;
    for (KernelProvider provider : providers) {
      try (Runner runner = new Runner(subject.network(), provider, subject.dtype())) {
        for (int at = 0; at < cases; at += runner.batch()) {
          int to = Math.min(cases, at + runner.batch());
          double worst = compare(subject, runner, at, to, stride, expected, wrong);
          largest = worst <= largest ? largest : worst; // NaN stays
        }
      }
    }
    int count = 0;
    String first = "";
    for (int i = cases - 1; i >= 0; i--) {
      if (wrong[i]) {
        count++;
        first = subject.text(i * stride);
      }
    }
    return new Result(
        providers.stream().map(KernelProvider::id).toList(),
        cases,
        subject.complete() && cases == subject.cases(),
        count,
        first,
        subject.tolerance(),
        largest);
  }

  private static int cases(Subject subject) {
    Plan plan = subject.network().network().plan();
    double most = MOST_WORK / Math.max(1, subject.network().network().multiplyAdds());
    if (!subject.complete()) {
      long numbers = 0;
      for (int block = 0; block < plan.blocks(); block++) {
        numbers += plan.width(block);
      }
      most = Math.min(most, MOST_NUMBERS / numbers);
    }
    return Math.min(subject.cases(), (int) Math.max(FEWEST, Math.min(subject.cases(), most)));
  }

  /** The largest difference of these cases. */
  private static double compare(
      Subject subject,
      Runner runner,
      int from,
      int to,
      int stride,
      List<double[]> expected,
      boolean[] wrong) {
    List<double[]> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(subject.row(i * stride));
    }
    double[][] results = runner.run(rows);
    double worst = 0;
    for (int i = from; i < to; i++) {
      double off = difference(results[i - from], expected.get(i));
      boolean same =
          subject.tolerance() > 0
              ? off <= subject.tolerance()
              : Arrays.equals(results[i - from], expected.get(i)); // bit by bit: -0.0 is not 0
      wrong[i] |= !same;
      worst = off <= worst ? worst : off;
    }
    return worst;
  }

  private static double difference(double[] a, double[] b) {
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      double off = Math.abs(a[i] - b[i]);
      worst = off <= worst ? worst : off; // NaN stays
    }
    return worst;
  }
}
