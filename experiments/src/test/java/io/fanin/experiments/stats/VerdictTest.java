package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final VerdictRule SLOPE = VerdictRule.within("slope", -2, 0.25);

  @Test
  void exit_codes_are_those_of_the_command() {
    assertThat(Verdict.HOLDS.exitCode()).isZero();
    assertThat(Verdict.MEASURED.exitCode()).isZero();
    assertThat(Verdict.FAILS.exitCode()).isEqualTo(3);
    assertThat(Verdict.UNDECIDED.exitCode()).isEqualTo(4);
  }

  @Test
  void together_one_failure_fails_and_one_doubt_is_undecided() {
    assertThat(Verdict.all(List.of(Verdict.HOLDS, Verdict.UNDECIDED, Verdict.FAILS)))
        .isEqualTo(Verdict.FAILS);
    assertThat(Verdict.all(List.of(Verdict.HOLDS, Verdict.UNDECIDED, Verdict.MEASURED)))
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.all(List.of(Verdict.HOLDS, Verdict.MEASURED))).isEqualTo(Verdict.HOLDS);
    assertThat(Verdict.all(List.of(Verdict.MEASURED))).isEqualTo(Verdict.MEASURED);
    assertThat(Verdict.all(List.of())).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void an_interval_inside_holds_outside_fails_and_across_is_undecided() {
    assertThat(SLOPE.judge(interval(-2.1, -1.9), "n <= 16"))
        .isEqualTo(
            new Judgement(
                Verdict.HOLDS,
                "slope -2 [-2.1, -1.9] lies inside the accepted range, [-2.25, -1.75], at this"
                    + " scale (n <= 16)",
                "an interval of slope that leaves [-2.25, -1.75], in part (undecided) or wholly"
                    + " (fails)"));
    assertThat(SLOPE.judge(interval(-1.5, -1.25), "n <= 16"))
        .isEqualTo(
            new Judgement(
                Verdict.FAILS,
                "slope -1.375 [-1.5, -1.25] lies outside the accepted range, [-2.25, -1.75], at"
                    + " this scale (n <= 16)",
                "an interval of slope that reaches [-2.25, -1.75]"));
    assertThat(SLOPE.judge(interval(-2, -1.5), "n <= 16"))
        .isEqualTo(
            new Judgement(
                Verdict.UNDECIDED,
                "slope -1.75 [-2, -1.5] lies across an end of the accepted range, [-2.25, -1.75],"
                    + " at this scale (n <= 16)",
                "more seeds or larger sizes, until the interval of slope lies wholly inside"
                    + " (holds) or outside (fails) [-2.25, -1.75]"));
  }

  @Test
  void the_ends_of_the_range_belong_to_it() {
    assertThat(verdict(SLOPE, -2.25, -1.75)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(SLOPE, Math.nextDown(-2.25), -1.75)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(SLOPE, -1.75, -1)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(SLOPE, Math.nextUp(-1.75), -1)).isEqualTo(Verdict.FAILS);
    assertThat(verdict(SLOPE, -10, 10)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void one_sided_rules_judge_one_side() {
    VerdictRule notSlower = VerdictRule.atMost("slope", -2, 0.15);
    assertThat(verdict(notSlower, -9, -1.9)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(notSlower, -9, -1.5)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(notSlower, -1.8, -1.5)).isEqualTo(Verdict.FAILS);
    VerdictRule atLeast = VerdictRule.atLeast("gain", 0.5, 0);
    assertThat(verdict(atLeast, 0.5, 9)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(atLeast, 0.4, 9)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(atLeast, 0.1, 0.4)).isEqualTo(Verdict.FAILS);
    assertThat(notSlower.range()).isEqualTo("at most -1.85");
    assertThat(atLeast.range()).isEqualTo("at least 0.5");
  }

  @Test
  void nothing_follows_from_nan_or_an_interval_of_too_low_a_level() {
    for (Interval bad :
        List.of(
            Interval.undefined(0.95),
            new Interval(Double.NaN, -2, -2, 0.95),
            new Interval(-2, Double.NaN, Double.NaN, 0.95))) {
      assertThat(SLOPE.judge(bad, "n <= 16"))
          .isEqualTo(
              new Judgement(
                  Verdict.UNDECIDED,
                  "slope could not be estimated from what was measured (n <= 16)",
                  "enough finite results for an interval, to be compared with [-2.25, -1.75]"));
    }
    assertThatThrownBy(() -> SLOPE.judge(new Interval(-2, -2, -2, 0.9), "n <= 16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an interval of level 0.95 or more is judged, was 0.9");
    assertThatThrownBy(() -> VerdictRule.within("slope", Double.NaN, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the accepted range NaN..NaN is empty");
    assertThatThrownBy(() -> VerdictRule.within("slope", 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerance must be >= 0, was NaN");
  }

  @Test
  void orderings_hold_only_if_each_does_after_correction() {
    OrderingRule rule = new OrderingRule(0.01);
    Comparison strong = comparison(0.05, 0.02, 0.001, 24);
    Comparison weak = comparison(0.03, -0.001, 0.03, 24);
    assertThat(rule.judge(List.of(strong, strong), "24 sets").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(rule.judge(List.of(weak), "24 sets").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(rule.judge(List.of(weak, weak), "24 sets").verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(rule.judge(List.of(strong, weak, weak), "24 sets").verdict())
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(rule.judge(List.of(strong), "24 sets"))
        .isEqualTo(
            new Judgement(
                Verdict.HOLDS,
                "a < b: difference 0.05 [0.02, 0.08], corrected one-sided p = 0.001, at this scale"
                    + " (24 sets)",
                "a < b holds with corrected p <= 0.05 and a difference of at least 0.01, and fails"
                    + " when the whole interval is below it"));
  }

  @Test
  void a_difference_too_small_to_matter_does_not_hold() {
    OrderingRule rule = new OrderingRule(0.01);
    assertThat(verdict(rule, comparison(0.009, 0.001, 0.001, 24))).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(rule, comparison(0.005, 0.001, 0.001, 24))).isEqualTo(Verdict.FAILS);
    assertThat(verdict(rule, comparison(-0.1, -0.2, 0.99, 24))).isEqualTo(Verdict.FAILS);
  }

  @Test
  void orderings_from_few_pairs_or_without_numbers_are_undecided() {
    OrderingRule rule = new OrderingRule(0);
    assertThat(rule.judge(List.of(comparison(0.05, 0.02, 0.001, 9)), "9 sets"))
        .isEqualTo(
            Judgement.undecided("a < b was tested on 9 pairs (9 sets)", "at least 10 pairs"));
    double[] hole = {1, 2, 3, 4, 5, 6, 7, 8, 9, Double.NaN};
    assertThat(rule.judge(List.of(Comparison.paired("a < b", hole)), "10 sets"))
        .isEqualTo(
            Judgement.undecided(
                "a < b could not be tested (10 sets)", "finite results on both sides of a < b"));
    assertThat(verdict(rule, comparison(0.05, 0.02, Double.NaN, 24))).isEqualTo(Verdict.UNDECIDED);
    assertThat(rule.judge(List.of(), "no sets"))
        .isEqualTo(Judgement.undecided("nothing was judged", "a result to judge"));
  }

  @Test
  void comparisons_are_made_of_pairs_and_of_a_matrix() {
    double[] pairs = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
    assertThat(verdict(new OrderingRule(0), Comparison.paired("a < b", pairs)))
        .isEqualTo(Verdict.HOLDS);
    double[][] matrix = new double[12][5];
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 5; j++) {
        matrix[i][j] = 1 + 0.1 * ((i * 7 + j * 3) % 5 - 2);
      }
    }
    Comparison crossed = Comparison.crossed("a < b", matrix, new Resampling(1, "c", 999));
    assertThat(crossed.p()).isEqualTo(0.001);
    assertThat(crossed.pairs()).isEqualTo(12);
    assertThat(verdict(new OrderingRule(0.5), crossed)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void no_difference_needs_equivalence() {
    EquivalenceRule rule = new EquivalenceRule("difference");
    double[] small = {0.01, -0.02, 0.0, 0.01, 0.02, -0.01, 0.0, 0.01, -0.01, 0.0};
    double[] large = {1.01, 0.98, 1.0, 1.01, 1.02, 0.99, 1.0, 1.01, 0.99, 1.0};
    double[] wild = {1, -1, 2, -2, 1, -1, 2, -2, 1, -1};
    assertThat(rule.judge(small, 0.05, "10 seeds").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(rule.judge(large, 0.05, "10 seeds").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(rule.judge(wild, 0.05, "10 seeds").verdict()).isEqualTo(Verdict.UNDECIDED);
    double[] few = {0, 0, 0};
    assertThat(rule.judge(few, 0.05, "3 seeds"))
        .isEqualTo(
            Judgement.undecided("difference was tested on 3 pairs (3 seeds)", "at least 10 pairs"));
    double[] hole = {0, Double.NaN};
    assertThat(rule.judge(hole, 0.05, "2 seeds").verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void parts_of_a_claim_give_all_reasons_and_what_would_change_the_deciding_ones() {
    Judgement holds = new Judgement(Verdict.HOLDS, "one", "first");
    Judgement fails = new Judgement(Verdict.FAILS, "two", "second");
    assertThat(Judgement.all(List.of(holds, fails)))
        .isEqualTo(new Judgement(Verdict.FAILS, "one; two", "second"));
    assertThatThrownBy(() -> new Judgement(Verdict.HOLDS, " ", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a judgement needs a reason and what would change it");
  }

  private static Verdict verdict(VerdictRule rule, double low, double high) {
    return rule.judge(interval(low, high), "here").verdict();
  }

  private static Verdict verdict(OrderingRule rule, Comparison comparison) {
    return rule.judge(List.of(comparison), "here").verdict();
  }

  private static Interval interval(double low, double high) {
    return new Interval((low + high) / 2, low, high, 0.95);
  }

  /** A comparison whose interval is symmetric about its estimate. */
  private static Comparison comparison(double estimate, double low, double p, int pairs) {
    return new Comparison("a < b", new Interval(estimate, low, 2 * estimate - low, 0.95), p, pairs);
  }
}
