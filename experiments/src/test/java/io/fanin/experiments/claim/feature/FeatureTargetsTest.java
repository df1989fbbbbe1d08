package io.fanin.experiments.claim.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.claim.feature.Learner.Learnt;
import io.fanin.experiments.oracle.staircase.GaussHermite;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class FeatureTargetsTest {
  /** The mean over independent normal numbers, exact for polynomials of degree below 12. */
  private static double mean(int d, ToDoubleFunction<double[]> f) {
    GaussHermite rule = GaussHermite.of(6);
    double sum = 0;
    int points = (int) StrictMath.pow(6, d);
    for (int code = 0; code < points; code++) {
      double[] x = new double[d];
      double weight = 1;
      for (int i = 0, rest = code; i < d; i++, rest /= 6) {
        x[i] = rule.nodes()[rest % 6];
        weight *= rule.weights()[rest % 6];
      }
      sum += weight * f.applyAsDouble(x);
    }
    return sum;
  }

  /**
   * A form of degree 2k has mean {@code d (d + 2) ... (d + 2k - 2) / d^k} times that on the sphere
   * {@code |x|^2 = d}; p is one.
   */
  private static double onSphere(int d, int degree, ToDoubleFunction<double[]> form) {
    double radial = 1;
    for (int k = 0; k < degree / 2; k++) {
      radial *= (d + 2.0 * k) / d;
    }
    return mean(d, form) / radial;
  }

  @Test
  void the_constituent_has_mean_0_and_variance_1_on_the_sphere() {
    for (int d : new int[] {2, 3, 4, 5}) {
      QuadraticTarget target = QuadraticTarget.draw(d, 7, 0, false);

      assertThat(Math.abs(onSphere(d, 2, target::feature))).isLessThanOrEqualTo(1e-12);
      double variance = onSphere(d, 4, x -> target.feature(x) * target.feature(x));
      assertThat(Math.abs(variance - 1)).isLessThanOrEqualTo(1e-12);
    }
  }

  @Test
  void the_square_of_the_constituent_has_no_part_of_degree_2() {
    QuadraticTarget target = QuadraticTarget.draw(4, 7, 0, false);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j <= i; j++) {
        int a = i;
        int b = j;
        // harmonics of degree 2: x_a x_b, and x_a^2 - |x|^2 / d
        double product =
            onSphere(
                4,
                6,
                x -> {
                  double p = target.feature(x);
                  double harmonic = x[a] * x[b] - (a == b ? QuadraticTarget.dot(x, x) / 4 : 0);
                  return p * p * harmonic;
                });
        assertThat(Math.abs(product)).as(i + ", " + j).isLessThanOrEqualTo(1e-12);
      }
    }
  }

  @Test
  void the_broken_composition_hides_the_square_from_the_constituent() {
    QuadraticTarget broken = QuadraticTarget.draw(4, 7, 0, true);
    double[] x = {1, 1, -1, 1};

    assertThat(broken.feature(x)).isEqualTo(QuadraticTarget.draw(4, 7, 0, false).feature(x));
    assertThat(broken.label(x)).isNotEqualTo(QuadraticTarget.draw(4, 7, 0, false).label(x));
    double p = broken.feature(x);
    QuadraticTarget whole = new QuadraticTarget(broken.p(), broken.p());
    assertThat(whole.label(x)).isEqualTo(p + p * p - 1);
  }

  @Test
  void points_lie_on_the_sphere_and_frames_are_orthonormal() {
    RandomStream random = RandomStream.of(1, "test");
    double[] x = QuadraticTarget.sphere(random, 9);
    assertThat(Math.abs(QuadraticTarget.dot(x, x) - 9)).isLessThanOrEqualTo(1e-13);
    double[][] rows = QuadraticTarget.orthonormal(random, 3, 9);
    for (int r = 0; r < 3; r++) {
      for (int s = 0; s < 3; s++) {
        double expected = r == s ? 1 : 0;
        assertThat(Math.abs(QuadraticTarget.dot(rows[r], rows[s]) - expected))
            .isLessThanOrEqualTo(1e-14);
      }
    }
  }

  /** Monomials by enumeration; those on the sphere are that less those of |x|^2 times any. */
  @Test
  void polynomials_are_counted() {
    for (int d = 1; d <= 5; d++) {
      for (int k = 0; k <= 4; k++) {
        assertThat(QuadraticTarget.monomials(d, k)).isEqualTo(enumerated(d, k));
        int lower = k < 2 ? 0 : enumerated(d, k - 2);
        assertThat(QuadraticTarget.features(d, k)).isEqualTo(enumerated(d, k) - lower);
      }
    }
    assertThat(QuadraticTarget.features(6, 2)).isEqualTo(20);
    assertThat(QuadraticTarget.features(14, 4)).isEqualTo(2275);
  }

  private static int enumerated(int d, int k) {
    if (d == 1) {
      return 1;
    }
    int count = 0;
    for (int first = 0; first <= k; first++) {
      count += enumerated(d - 1, k - first);
    }
    return count;
  }

  @Test
  void the_reducing_target_has_orthogonal_polynomials_of_unit_scale() {
    ReducingTarget target = ReducingTarget.draw(4, 3, 0);
    double square = mean(4, x -> target.feature(x) * target.feature(x));

    assertThat(Math.abs(mean(4, target::feature))).isLessThanOrEqualTo(1e-12);
    // E[P(z)^2] = 1/2 + 1/6 for each of the two directions, over 2
    assertThat(Math.abs(square - 2.0 / 3)).isLessThanOrEqualTo(1e-12);
    double[] x = {0.3, -1, 2, 0.5};
    assertThat(target.label(x)).isEqualTo(StrictMath.tanh(3 * target.feature(x)));
  }

  @Test
  void its_inputs_need_a_whole_root() {
    FeatureLearning claim = new FeatureLearning();
    assertThatThrownBy(
            () ->
                ReducingTarget.inputs(
                    new SettingValues(Synthetic.setup(claim, false, Map.of("reducing-d", 30)))))
        .hasMessage(
            "reducing-d=30 has no whole root, which the target's reduction to the root of d features"
                + " needs; take 25");
  }

  /** A learner whose error is known. */
  private static Learner known(ToDoubleFunction<Integer> error) {
    return new Learner() {
      @Override
      public Learnt learn(int n) {
        double e = error.applyAsDouble(n);
        return new Learnt(e, e, Double.NaN, Double.isNaN(e) ? 1 : 0);
      }

      @Override
      public long parameters() {
        return 0;
      }

      @Override
      public long multiplyAdds() {
        return 0;
      }
    };
  }

  @Test
  void a_search_finds_the_crossing_of_a_power_law_from_any_start() throws InterruptedException {
    List<Integer> ladder = SampleSearch.ladder(10, 1000, 1.5);
    assertThat(ladder).startsWith(10, 15, 23).endsWith(1000);
    Learner learner = known(n -> 30.0 / n); // 0.3 at n = 100

    for (double start : new double[] {1, 60, 100, 400, 1e6}) {
      double needed = SampleSearch.of(learner, ladder, 0.3, start).needed();
      assertThat(Math.abs(needed - 100)).as("from " + start).isLessThanOrEqualTo(1e-9);
    }
  }

  @Test
  void a_search_says_what_was_not_reached_and_what_was_dead() throws InterruptedException {
    List<Integer> ladder = SampleSearch.ladder(10, 100, 2);
    assertThat(ladder).containsExactly(10, 20, 40, 80, 100);

    SampleSearch never = SampleSearch.of(known(n -> 0.5), ladder, 0.3, 30);
    assertThat(never.needed()).isInfinite();
    assertThat(never.tried().keySet()).containsExactly(40, 80, 100);
    SampleSearch dead = SampleSearch.of(known(n -> n < 80 ? Double.NaN : 0.1), ladder, 0.3, 20);
    assertThat(dead.needed()).isEqualTo(80);
    assertThat(dead.dead()).isEqualTo(2);
    assertThat(SampleSearch.of(known(n -> 0.1), ladder, 0.3, 1).needed()).isEqualTo(10);
  }

  @Test
  void the_better_on_validation_rows_is_kept() {
    Learnt good = new Learnt(0.1, 0.2, 0.9, 0);
    Learnt dead = new Learnt(Double.NaN, Double.NaN, 0, 1);

    assertThat(dead.or(good)).isEqualTo(new Learnt(0.1, 0.2, 0.9, 1));
    assertThat(good.or(dead)).isEqualTo(new Learnt(0.1, 0.2, 0.9, 1));
    assertThat(good.or(new Learnt(0.3, 0.0, 1, 0))).isEqualTo(good);
  }
}
