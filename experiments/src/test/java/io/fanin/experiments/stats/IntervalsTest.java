package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void moments_and_quantiles_are_those_of_r() {
    double[] ten = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    assertThat(Moments.quantile(ten, 0.25)).isEqualTo(3.25);
    assertThat(Moments.median(ten)).isEqualTo(5.5);
    assertThat(Moments.quantile(ten, 0)).isEqualTo(1);
    assertThat(Moments.quantile(ten, 1)).isEqualTo(10);
    assertThat(Moments.variance(ten)).isCloseTo(82.5 / 9, within(1e-14));
    assertThat(Moments.median(1, Double.NaN)).isNaN();
    assertThat(Moments.mean()).isNaN();
    assertThat(Moments.variance(1)).isNaN();
  }

  @Test
  void the_t_interval_is_the_published_one_of_the_sleep_data() {
    Interval interval = TIntervals.mean(SLEEP, 0.95);
    assertThat(interval.estimate()).isCloseTo(1.58, within(1e-14));
    assertThat(interval.low()).isCloseTo(0.7001142, within(5e-8));
    assertThat(interval.high()).isCloseTo(2.4598858, within(5e-8));
    assertThat(interval).hasToString("1.58 [0.7001, 2.46]");
    assertThat(TIntervals.mean(new double[] {1}, 0.95).isDefined()).isFalse();
    assertThat(TIntervals.mean(new double[] {1, 2, Double.NaN}, 0.95).isDefined()).isFalse();
  }

  @Test
  void the_exact_proportion_is_the_published_one_of_mendels_peas() {
    Interval peas = Proportion.exact(682, 925, 0.95);
    assertThat(peas.low()).isCloseTo(0.7076683, within(5e-8));
    assertThat(peas.high()).isCloseTo(0.7654066, within(5e-8));
    double end = StrictMath.pow(0.025, 0.1);
    assertThat(Proportion.exact(0, 10, 0.95).high()).isCloseTo(1 - end, within(1e-12));
    assertThat(Proportion.exact(0, 10, 0.95).low()).isZero();
    assertThat(Proportion.exact(10, 10, 0.95).low()).isCloseTo(end, within(1e-12));
    assertThat(Proportion.exact(0, 0, 0.95).isDefined()).isFalse();
    assertThatThrownBy(() -> Proportion.exact(11, 10, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in 0..10, was 11");
  }

  @Test
  void the_ends_of_the_exact_proportion_leave_half_of_the_rest_in_each_tail() {
    for (int x = 1; x < 12; x++) {
      Interval interval = Proportion.exact(x, 12, 0.9);
      assertThat(tail(12, x, interval.low())).isCloseTo(0.05, within(1e-10));
      assertThat(1 - tail(12, x + 1, interval.high())).isCloseTo(0.05, within(1e-10));
    }
  }

  @Test
  void undefined_intervals_lie_nowhere() {
    Interval none = Interval.undefined(0.95);
    assertThat(none.isInside(-1e300, 1e300)).isFalse();
    assertThat(none.isDisjointFrom(0, 0)).isFalse();
    assertThat(none.contains(0)).isFalse();
    assertThatThrownBy(() -> new Interval(0, 1, -1, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("low 1.0 is above high -1.0");
    assertThatThrownBy(() -> Interval.undefined(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level must be in (0, 1), was NaN");
  }

  @Test
  void bootstrap_intervals_are_the_same_twice_and_near_those_of_normal_theory() {
    double[] sample = normals(1, 200);
    Resampling resampling = new Resampling(5, "mean", 4000);
    Interval t = TIntervals.mean(sample, 0.95);
    Interval percentile = Bootstrap.percentile(sample, Moments::mean, resampling, 0.95);
    Interval bca = Bootstrap.bca(sample, Moments::mean, resampling, 0.95);
    assertThat(percentile).isEqualTo(Bootstrap.percentile(sample, Moments::mean, resampling, 0.95));
    double width = t.high() - t.low();
    for (Interval other : new Interval[] {percentile, bca}) {
      assertThat(other.low()).isCloseTo(t.low(), within(0.06 * width));
      assertThat(other.high()).isCloseTo(t.high(), within(0.06 * width));
    }
  }

  @Test
  void the_grouped_bootstrap_draws_members_inside_their_groups_alone() {
    double[][] values = {{1, 2, 3, 4}, {10, 20}};
    Bootstrap.GroupedStatistic means =
        members -> {
          double sum = 0;
          for (int g = 0; g < members.length; g++) {
            assertThat(members[g]).hasSize(values[g].length);
            for (int i : members[g]) {
              sum += values[g][i] / members[g].length;
            }
          }
          return sum;
        };
    Resampling resampling = new Resampling(1, "grouped", 2000);
    Interval interval = Bootstrap.grouped(new int[] {4, 2}, means, resampling, 0.95);

    assertThat(interval.estimate()).isEqualTo(17.5);
    assertThat(interval.low()).isBetween(11.0, 12.5); // both of the second group 10: 1 in 4
    assertThat(interval.high()).isBetween(22.5, 24.0);
    assertThat(Bootstrap.grouped(new int[] {4, 2}, means, resampling, 0.95)).isEqualTo(interval);
  }

  @Test
  void the_grouped_bootstrap_tells_nothing_from_one_member_or_of_what_is_not_reached() {
    Resampling resampling = new Resampling(1, "grouped", 100);
    assertThat(Bootstrap.grouped(new int[] {3, 1}, m -> m[0][0], resampling, 0.95).isDefined())
        .isFalse();
    Bootstrap.GroupedStatistic censored = m -> m[0][0] == 2 ? Double.POSITIVE_INFINITY : m[0][0];
    Interval interval = Bootstrap.grouped(new int[] {3}, censored, resampling, 0.95);
    assertThat(interval.estimate()).isZero();
    assertThat(interval.isDefined()).isFalse();
  }

  @Test
  void bca_moves_toward_the_long_tail() {
    double[] skewed = Arrays.stream(normals(2, 40)).map(z -> StrictMath.exp(z)).toArray();
    Resampling resampling = new Resampling(6, "skew", 4000);
    Interval percentile = Bootstrap.percentile(skewed, Moments::mean, resampling, 0.95);
    Interval bca = Bootstrap.bca(skewed, Moments::mean, resampling, 0.95);
    assertThat(bca.low()).isGreaterThan(percentile.low());
    assertThat(bca.high()).isGreaterThan(percentile.high());
    double[] constant = {2, 2, 2};
    assertThat(Bootstrap.bca(constant, Moments::mean, resampling, 0.95))
        .isEqualTo(new Interval(2, 2, 2, 0.95));
  }

  @Test
  void intervals_cover_as_often_as_they_say() {
    Resampling resampling = new Resampling(8, "coverage", 400);
    int t = count(1000, i -> TIntervals.mean(normals(i, 8), 0.95).contains(0));
    assertThat(t).isBetween(926, 974); // 950 and 3.5 standard deviations of the binomial
    int bca =
        count(400, i -> Bootstrap.bca(normals(i, 40), Moments::mean, resampling, 0.95).contains(0));
    assertThat(bca).isBetween(357, 395); // from .935, what 40 values give, less 3.5 deviations
    int crossed = count(200, i -> crossed(i, resampling).interval().contains(0));
    assertThat(crossed).isGreaterThanOrEqualTo(176); // .95 less 4.5 deviations; it is wide
  }

  @Test
  void the_crossed_bootstrap_holds_the_variance_of_both_sides() {
    double[][] sum = new double[10][20];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 20; j++) {
        sum[i][j] = i + 0.5 * j;
      }
    }
    Resampling resampling = new Resampling(9, "crossed", 10_000);
    CrossedBootstrap crossed = CrossedBootstrap.of(sum, 0, resampling, 0.95);
    double variance = (100 - 1) / 12.0 / 10 + 0.25 * (400 - 1) / 12.0 / 20;
    double half = 1.96 * Math.sqrt(variance);
    assertThat(crossed.interval().estimate()).isEqualTo(9.25);
    assertThat(crossed.interval().low()).isCloseTo(9.25 - half, within(0.08));
    assertThat(crossed.interval().high()).isCloseTo(9.25 + half, within(0.08));
    assertThat(crossed.p()).isEqualTo(1.0 / 10_001);
    double median = CrossedBootstrap.of(sum, 9.25, resampling, 0.95).p();
    assertThat(median).isCloseTo(0.5, within(0.03));
  }

  @Test
  void the_crossed_bootstrap_refuses_ragged_rows_and_tells_nothing_from_too_few() {
    Resampling resampling = new Resampling(9, "crossed", 100);
    double[][] ragged = {{1, 2}, {1, 2, 3}};
    assertThatThrownBy(() -> CrossedBootstrap.of(ragged, 0, resampling, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the matrix has rows of 2 and of 3 values");
    double[][] one = {{1, 2}};
    assertThat(CrossedBootstrap.of(one, 0, resampling, 0.95).p()).isNaN();
    double[][] hole = {{1, 2}, {1, Double.NaN}};
    assertThat(CrossedBootstrap.of(hole, 0, resampling, 0.95).interval().isDefined()).isFalse();
  }

  private static CrossedBootstrap crossed(long seed, Resampling resampling) {
    double[] sets = normals(seed, 25);
    double[] rows = normals(seed + 10_000, 30);
    double[] noise = normals(seed + 20_000, 750);
    double[][] matrix = new double[25][30];
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 30; j++) {
        matrix[i][j] = sets[i] + rows[j] + noise[i * 30 + j];
      }
    }
    return CrossedBootstrap.of(matrix, 0, resampling, 0.95);
  }

  private static int count(int rounds, LongPredicate covers) {
    int count = 0;
    for (int i = 0; i < rounds; i++) {
      count += covers.test(i) ? 1 : 0;
    }
    return count;
  }

  private static double[] normals(long seed, int n) {
    RandomStream random = RandomStream.of(seed, "normals");
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  /** P(X >= x) by summing the binomial law. */
  private static double tail(int n, int x, double p) {
    double tail = 0;
    double choose = 1;
    for (int k = 0; k <= n; k++) {
      if (k >= x) {
        tail += choose * StrictMath.pow(p, k) * StrictMath.pow(1 - p, n - k);
      }
      choose = choose * (n - k) / (k + 1);
    }
    return tail;
  }
}
