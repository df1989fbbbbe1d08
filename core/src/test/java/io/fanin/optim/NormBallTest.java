package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NormBallTest {
  /** Two matrices of level 0, one of level 1; element 6 belongs to none. */
  private static final List<MatrixRange> SLICES =
      List.of(
          new MatrixRange(0, 0, 2, 3), new MatrixRange(0, 7, 1, 4), new MatrixRange(1, 11, 3, 5));

  private static final int N = 26;

  @ParameterizedTest
  @EnumSource
  void projected_doubles_are_inside_and_stay_there(NormBall.Kind kind) {
    RandomStream stream = RandomStream.of(1, "doubles");
    for (int trial = 0; trial < 200; trial++) {
      NormBall ball = new NormBall(kind, 0.1 + stream.nextDouble());
      double[] w = stream.doubles(N, -5, 5).toArray();
      double outside = w[6];
      ball.project(w, SLICES);
      assertThat(largestNorm(kind, w) <= ball.radius() * (1 + 1e-14)).isTrue();
      assertThat(largestNorm(kind, w) >= ball.radius() * (1 - 2e-14)).isTrue();
      assertThat(w[6]).isEqualTo(outside);
      double[] once = w.clone();
      ball.project(w, SLICES);
      assertThat(w).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource
  void projected_floats_are_inside_and_stay_there(NormBall.Kind kind) {
    RandomStream stream = RandomStream.of(1, "floats");
    for (int trial = 0; trial < 200; trial++) {
      NormBall ball = new NormBall(kind, 0.1 + stream.nextDouble());
      float[] w = new float[N];
      for (int i = 0; i < N; i++) {
        w[i] = (float) stream.uniform(-5, 5);
      }
      ball.project(w, SLICES);
      double norm = largestNorm(kind, wide(w));
      assertThat(norm <= ball.radius() * (1 + 1e-14)).isTrue();
      assertThat(norm >= ball.radius() * (1 - 2e-6)).isTrue();
      float[] once = w.clone();
      ball.project(w, SLICES);
      assertThat(w).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_inside_keeps_its_bits(NormBall.Kind kind) {
    double[] w = RandomStream.of(1, "inside").doubles(N, -1, 1).toArray();
    double[] before = w.clone();
    new NormBall(kind, largestNorm(kind, w) * 1.0001).project(w, SLICES);
    assertThat(w).isEqualTo(before);
    new NormBall(kind, 1).project(w, List.of());
    assertThat(w).isEqualTo(before);
  }

  @Test
  void each_kind_scales_what_its_norm_looks_at() {
    List<MatrixRange> slices = List.of(new MatrixRange(0, 0, 2, 2), new MatrixRange(1, 4, 1, 2));
    double[] w = {3, 4, 0.3, 0.4, 6, 8};
    check(NormBall.Kind.ROW_L2, slices, w, 1, 0.6, 0.8, 0.3, 0.4, 0.6, 0.8);
    double frobenius = Math.sqrt(25.25);
    check(NormBall.Kind.FROBENIUS_PER_SLICE, slices, w, 10, 3, 4, 0.3, 0.4, 6, 8);
    check(
        NormBall.Kind.FROBENIUS_PER_SLICE,
        slices,
        w,
        frobenius,
        3,
        4,
        0.3,
        0.4,
        0.6 * frobenius,
        0.8 * frobenius);
    double global = Math.sqrt(125.25);
    double f = 2 / global;
    check(NormBall.Kind.GLOBAL_L2, slices, w, 2, 3 * f, 4 * f, 0.3 * f, 0.4 * f, 6 * f, 8 * f);
    double p = Math.sqrt(5 / (10 * frobenius));
    check(NormBall.Kind.PRODUCT_OF_NORMS, slices, w, 5, 3 * p, 4 * p, .3 * p, .4 * p, 6 * p, 8 * p);
  }

  @Test
  void what_is_not_finite_stays_as_it_is() {
    for (NormBall.Kind kind : NormBall.Kind.values()) {
      double[] w = new double[N];
      w[0] = Double.NaN;
      w[8] = Double.POSITIVE_INFINITY;
      double[] before = w.clone();
      new NormBall(kind, 1).project(w, SLICES);
      assertThat(w).isEqualTo(before);
    }
  }

  @Test
  void bad_radii_and_ranges_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormBall(NormBall.Kind.ROW_L2, Double.NaN))
        .withMessage("radius must be >= 1.0E-30 and finite, was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatrixRange(0, 0, 0, 1))
        .withMessage("rows must be >= 1, was 0");
  }

  private static void check(
      NormBall.Kind kind,
      List<MatrixRange> slices,
      double[] start,
      double radius,
      double... expected) {
    double[] w = start.clone();
    new NormBall(kind, radius).project(w, slices);
    for (int i = 0; i < w.length; i++) {
      assertThat(Math.abs(w[i] - expected[i]) <= 1e-14 * expected[i]).isTrue();
    }
  }

  private static double largestNorm(NormBall.Kind kind, double[] w) {
    return switch (kind) {
      case FROBENIUS_PER_SLICE -> largest(norm(w, 0, 6), norm(w, 7, 11), norm(w, 11, 26));
      case GLOBAL_L2 ->
          StrictMath.hypot(StrictMath.hypot(norm(w, 0, 6), norm(w, 7, 11)), norm(w, 11, 26));
      case ROW_L2 ->
          largest(
              norm(w, 0, 3),
              norm(w, 3, 6),
              norm(w, 7, 11),
              norm(w, 11, 16),
              norm(w, 16, 21),
              norm(w, 21, 26));
      case PRODUCT_OF_NORMS -> largest(norm(w, 0, 6), norm(w, 7, 11)) * norm(w, 11, 26);
    };
  }

  private static double largest(double... values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double norm(double[] w, int from, int to) {
    return Math.sqrt(Arrays.stream(w, from, to).map(x -> x * x).sum());
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
