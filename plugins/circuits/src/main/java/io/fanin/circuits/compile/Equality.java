package io.fanin.circuits.compile;

import io.fanin.circuits.network.Runner;
import io.fanin.kernel.KernelProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether the network gives the source's bits, case by case, on each provider. */
final class Equality {
  /** Multiply-adds that a provider is asked for before the rest of the cases is left out. */
  private static final double MOST_WORK = 2e10;

  private static final int FEWEST = 16;

  private Equality() {}

  /**
   * What came out.
   *
   * @param providers who computed
   * @param cases how many were compared on each
   * @param all whether these are all that there are
   * @param wrong cases in which some provider gave another bit, with -0.0 counted as wrong
   * @param first the first of these in words, or empty
   */
  record Result(List<String> providers, int cases, boolean all, int wrong, String first) {
    boolean equal() {
      return wrong == 0;
    }

    String sentence(String caseName) {
      String extent =
          all
              ? String.format(Locale.ROOT, "all %,d %s", cases, caseName)
              : String.format(Locale.ROOT, "%,d random %s", cases, caseName);
      String by = String.join(" and ", providers);
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
  }

  static Result check(Subject subject, List<KernelProvider> providers) {
    double work = subject.network().network().multiplyAdds();
    int cases = (int) Math.max(FEWEST, Math.min(subject.cases(), MOST_WORK / Math.max(1, work)));
    cases = Math.min(cases, subject.cases());
    int stride = Math.max(1, subject.cases() / cases);
    boolean[] wrong = new boolean[cases];
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      expected.add(subject.expected(i * stride));
    }
    for (KernelProvider provider : providers) {
      try (Runner runner = new Runner(subject.network(), provider)) {
        for (int at = 0; at < cases; at += runner.batch()) {
          compare(
              subject, runner, at, Math.min(cases, at + runner.batch()), stride, expected, wrong);
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
        first);
  }

  private static void compare(
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
    for (int i = from; i < to; i++) {
      wrong[i] |= !Arrays.equals(results[i - from], expected.get(i)); // bit by bit: -0.0 is not 0
    }
  }
}
