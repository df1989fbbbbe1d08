package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FitsTest {
  private static final double[] SIZES = {8, 16, 32, 64};

  @Test
  void the_line_through_anscombes_first_set_is_the_published_one() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    LineFit fit = LineFit.of(x, y);
    assertThat(fit.slope()).isCloseTo(0.5000909, within(5e-8));
    assertThat(fit.intercept()).isCloseTo(3.0000909, within(5e-8));
    assertThat(fit.slopeError()).isCloseTo(0.1179055, within(5e-8));
    double t = 2.262157; // the 97.5% quantile of nine degrees of freedom
    assertThat(fit.slopeInterval(0.95).high()).isCloseTo(0.5000909 + t * 0.1179055, within(5e-7));
  }

  @Test
  void a_power_law_without_noise_gives_its_exponent_and_no_shift() {
    double[][] values = new double[4][];
    Arrays.setAll(values, i -> new double[] {3 / (SIZES[i] * SIZES[i]), 3 / (SIZES[i] * SIZES[i])});
    SlopeEstimate t = SlopeEstimate.t(SIZES, values, 0.95);
    assertThat(t.slope()).isCloseTo(-2, within(1e-13));
    assertThat(t.shift()).isCloseTo(0, within(1e-13));
    assertThat(t.interval().low()).isCloseTo(-2, within(1e-12));
    SlopeEstimate drawn = SlopeEstimate.bootstrap(SIZES, values, new Resampling(1, "s", 200), 0.95);
    assertThat(drawn.interval().high()).isCloseTo(-2, within(1e-12));
  }

  @Test
  void the_systematic_band_reaches_the_slope_without_the_smallest_size_on_its_side() {
    double[][] bent = {{1, 1.1}, {0.5, 0.52}, {0.24, 0.25}, {0.1, 0.11}};
    double[] shuffledSizes = {64, 16, 8, 32};
    double[][] shuffled = {bent[3], bent[1], bent[0], bent[2]};
    SlopeEstimate estimate = SlopeEstimate.t(SIZES, bent, 0.95);
    assertThat(estimate.withoutSmallest()).isLessThan(estimate.slope());
    assertThat(estimate.interval().low())
        .isEqualTo(estimate.statistical().low() + estimate.shift());
    assertThat(estimate.interval().high()).isEqualTo(estimate.statistical().high());
    assertThat(SlopeEstimate.t(shuffledSizes, shuffled, 0.95).withoutSmallest())
        .isCloseTo(estimate.withoutSmallest(), within(1e-13));
    double[] x = {16, 16, 32, 32, 64, 64};
    double[] y = {0.5, 0.52, 0.24, 0.25, 0.1, 0.11};
    assertThat(estimate.withoutSmallest()).isCloseTo(LineFit.logLog(x, y).slope(), within(1e-13));
  }

  @Test
  void slope_intervals_cover_as_often_as_they_say() {
    Resampling resampling = new Resampling(2, "slopes", 300);
    int t = 0;
    int drawn = 0;
    int rounds = 200;
    for (int i = 0; i < rounds; i++) {
      double[][] values = noisy(i);
      t += SlopeEstimate.t(SIZES, values, 0.95).statistical().contains(-1.5) ? 1 : 0;
      SlopeEstimate bootstrap = SlopeEstimate.bootstrap(SIZES, values, resampling, 0.95);
      drawn += bootstrap.statistical().contains(-1.5) ? 1 : 0;
    }
    assertThat(t).isBetween(179, 200); // 190 and 3.5 standard deviations
    assertThat(drawn).isBetween(171, 200); // ten seeds a size cover a little less, .93
  }

  @Test
  void slopes_of_what_is_not_positive_or_too_little_are_not_defined() {
    double[][] zero = {{1, 1}, {0, 0.5}, {0.2, 0.2}, {0.1, 0.1}};
    assertThat(SlopeEstimate.t(SIZES, zero, 0.95).interval().isDefined()).isFalse();
    Resampling resampling = new Resampling(1, "s", 100);
    assertThat(SlopeEstimate.bootstrap(SIZES, zero, resampling, 0.95).interval().isDefined())
        .isFalse();
    double[][] single = {{1}, {0.5}, {0.2}, {0.1}};
    assertThat(SlopeEstimate.bootstrap(SIZES, single, resampling, 0.95).interval().isDefined())
        .isFalse();
    assertThat(SlopeEstimate.t(SIZES, single, 0.95).interval().isDefined()).isTrue();
    double[] two = {1, 2};
    assertThatThrownBy(() -> SlopeEstimate.t(two, new double[][] {{1}, {2}}, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a slope needs at least 3 different sizes, had [1.0, 2.0]");
  }

  @Test
  void growth_is_told_apart_by_the_corrected_criterion() {
    double[] x = {2, 4, 6, 8, 10, 12};
    double[] wobble = {1.05, 0.97, 1.02, 0.96, 1.04, 0.98};
    double[] exponential = new double[6];
    double[] power = new double[6];
    for (int i = 0; i < 6; i++) {
      exponential[i] = StrictMath.exp(0.7 * x[i]) * wobble[i];
      power[i] = StrictMath.pow(x[i], 3) * wobble[i];
    }
    GrowthComparison grows = GrowthComparison.of(x, exponential);
    assertThat(grows.advantage()).isGreaterThan(10);
    assertThat(grows.exponentialWeight()).isGreaterThan(0.99);
    assertThat(grows.exponential().slope()).isCloseTo(0.7, within(0.02));
    assertThat(GrowthComparison.of(x, power).advantage()).isLessThan(-10);
    LineFit fit = grows.power();
    assertThat(GrowthComparison.aicc(fit))
        .isCloseTo(6 * StrictMath.log(fit.residual() / 6) + 6 + 24.0 / 2, within(1e-12));
  }

  @Test
  void growth_of_four_points_or_of_a_zero_is_not_told() {
    double[] four = {1, 2, 3, 4};
    assertThat(GrowthComparison.of(four, four).advantage()).isNaN();
    double[] six = {1, 2, 3, 4, 5, 6};
    assertThat(GrowthComparison.of(six, new double[] {0, 1, 2, 3, 4, 5}).advantage()).isNaN();
  }

  private static double[][] noisy(int seed) {
    RandomStream random = RandomStream.of(seed, "noise");
    double[][] values = new double[SIZES.length][10];
    for (int i = 0; i < SIZES.length; i++) {
      for (int k = 0; k < 10; k++) {
        double noise = StrictMath.exp(0.3 * random.nextGaussian());
        values[i][k] = StrictMath.pow(SIZES[i], -1.5) * noise;
      }
    }
    return values;
  }

  @Test
  void seeds_seen_at_every_size_are_fitted_one_by_one() {
    double[] sizes = {1, 2, 4, 8};
    double[] levels = {1, 10, 1000}; // what the sizes of a seed share is no noise of the slope
    double[] slopes = {-1, -1.1, -0.9};
    double[][] values = new double[4][3];
    for (int i = 0; i < 4; i++) {
      for (int seed = 0; seed < 3; seed++) {
        values[i][seed] = levels[seed] * StrictMath.pow(sizes[i], slopes[seed]);
      }
    }

    SlopeEstimate estimate = SlopeEstimate.paired(sizes, values, 0.95);

    double half = 4.302652729911275 * 0.1 / Math.sqrt(3); // t(.975, 2) s / sqrt(n)
    assertThat(Math.abs(estimate.slope() + 1) <= 1e-12).isTrue();
    assertThat(Math.abs(estimate.withoutSmallest() + 1) <= 1e-12).isTrue();
    assertThat(Math.abs(estimate.statistical().high() - (-1 + half)) <= 1e-9).isTrue();
  }
}
