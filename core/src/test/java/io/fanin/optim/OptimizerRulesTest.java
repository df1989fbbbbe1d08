package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be true of every rule. */
final class OptimizerRulesTest {
  private static final int N = 67; // no multiple of any vector length
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  static List<Optimizer> rules() {
    return List.of(
        Optimizers.sgd(),
        Optimizers.momentum(0.9),
        Optimizers.nesterov(0.9),
        Optimizers.adam(),
        new Adam(0.5, 0.9, 1e-4),
        new Adam(0, 0, 1e-3),
        Optimizers.rmsProp(),
        new RmsProp(0.9, 1e-6, 0.5),
        Optimizers.adamW(0.1),
        Optimizers.sgd().decayed(0.1),
        Optimizers.adam().decayed(0.1),
        new Decayed(Optimizers.momentum(0.5), 0.2, true, true),
        Optimizers.sgd().clipped(0.5),
        Optimizers.adam()
            .decayed(0.01)
            .clipped(1)
            .projected(new NormBall(NormBall.Kind.GLOBAL_L2, 3)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void converges_on_a_quadratic(Optimizer rule) {
    RandomStream stream = RandomStream.of(1, "quadratic");
    double[] curvature = stream.doubles(N, 0.5, 2).toArray();
    double[] w = signed(stream);
    double[][] state = new double[rule.slots()][N];
    Schedule schedule = new Schedule.Linear(0.05, 2000, 0);
    double[] g = new double[N];
    for (int t = 0; t < 2000; t++) {
      for (int i = 0; i < N; i++) {
        g[i] = curvature[i] * w[i];
      }
      apply(rule, new Step(schedule.rate(t), t + 1, Role.WEIGHT), w, g, state);
    }
    assertThat(Arrays.stream(w).allMatch(x -> Math.abs(x) <= 1e-3)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void float_agrees_with_double_within_rounding(Optimizer rule) {
    // All numbers are positive, so nothing cancels: each of at most 20 operations and rounded
    // coefficients adds one unit roundoff to the relative error of the update and of the state.
    RandomStream stream = RandomStream.of(2, "float");
    for (long number : new long[] {1, 2, 10, 1000}) {
      Step step = new Step(0.01, number, Role.WEIGHT);
      float[] w = floats(stream);
      float[] g = floats(stream);
      float[][] state = new float[rule.slots()][];
      Arrays.setAll(state, s -> floats(stream));
      double[] wide = doubles(w);
      double[] before = wide.clone();
      double[][] wideState = Arrays.stream(state).map(s -> doubles(s)).toArray(double[][]::new);
      rule.update(step, wide, doubles(g), wideState, 0, N);
      rule.update(step, w, g, state, 0, N);
      for (int i = 0; i < N; i++) {
        double moved = before[i] + Math.abs(before[i] - wide[i]);
        assertThat(Math.abs(w[i] - wide[i]) <= 20 * UNIT_ROUNDOFF * moved).isTrue();
        for (int s = 0; s < state.length; s++) {
          double gap = Math.abs(state[s][i] - wideState[s][i]);
          assertThat(gap <= 20 * UNIT_ROUNDOFF * wideState[s][i]).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void cutting_the_range_anywhere_gives_the_same_bits(Optimizer rule) {
    Step step = new Step(0.01, 3, Role.WEIGHT);
    for (int cut = 0; cut <= N; cut += 5) {
      FloatCase whole = new FloatCase(rule);
      FloatCase parts = new FloatCase(rule);
      rule.update(step, whole.w, whole.g, whole.state, 0, N);
      rule.update(step, parts.w, parts.g, parts.state, cut, N);
      rule.update(step, parts.w, parts.g, parts.state, 0, cut);
      assertThat(parts.w).isEqualTo(whole.w);
      assertThat(parts.state).isDeepEqualTo(whole.state);
    }
    for (int cut = 0; cut <= N; cut += 5) {
      DoubleCase whole = new DoubleCase(rule);
      DoubleCase parts = new DoubleCase(rule);
      rule.update(step, whole.w, whole.g, whole.state, 0, N);
      rule.update(step, parts.w, parts.g, parts.state, cut, N);
      rule.update(step, parts.w, parts.g, parts.state, 0, cut);
      assertThat(parts.w).isEqualTo(whole.w);
      assertThat(parts.state).isDeepEqualTo(whole.state);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void compiled_vector_code_gives_the_bits_of_one_element_at_a_time(Optimizer rule) {
    FloatCase whole = new FloatCase(rule);
    FloatCase single = new FloatCase(rule);
    float[] gradient = whole.g.clone();
    for (int t = 1; t <= 1200; t++) { // long enough for the loop to be compiled
      Step step = new Step(0.001, t, Role.WEIGHT);
      System.arraycopy(gradient, 0, whole.g, 0, N);
      System.arraycopy(gradient, 0, single.g, 0, N);
      rule.update(step, whole.w, whole.g, whole.state, 0, N);
      for (int i = N - 1; i >= 0; i--) {
        rule.update(step, single.w, single.g, single.state, i, i + 1);
      }
    }
    assertThat(single.w).isEqualTo(whole.w);
    assertThat(single.state).isDeepEqualTo(whole.state);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void only_the_range_is_touched(Optimizer rule) {
    FloatCase it = new FloatCase(rule);
    FloatCase before = new FloatCase(rule);
    rule.update(new Step(0.1, 1, Role.WEIGHT), it.w, it.g, it.state, 20, 30);
    rule.update(new Step(0.1, 1, Role.WEIGHT), it.w, it.g, it.state, 7, 7);
    for (int i = 0; i < N; i++) {
      boolean inside = i >= 20 && i < 30;
      assertThat(it.w[i] != before.w[i]).isEqualTo(inside);
      for (int s = 0; s < rule.slots(); s++) {
        assertThat(it.state[s][i] != before.state[s][i]).isEqualTo(inside);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void every_slot_is_used_and_no_more(Optimizer rule) {
    double[] w = {1};
    double[] g = {0.5};
    double[][] state = new double[rule.slots()][1];
    rule.update(new Step(0.1, 1, Role.WEIGHT), w, g, state, 0, 1);
    for (double[] slot : state) {
      assertThat(slot[0]).isNotZero();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_first_update_goes_downhill(Optimizer rule) {
    for (double sign : new double[] {-1, 1}) {
      double[] w = {sign};
      double[][] state = new double[rule.slots()][1];
      rule.update(new Step(0.01, 1, Role.WEIGHT), w, new double[] {0.5 * sign}, state, 0, 1);
      assertThat(w[0] * sign).isLessThan(1).isGreaterThan(0.8);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rate_zero_leaves_the_parameters(Optimizer rule) {
    FloatCase it = new FloatCase(rule);
    rule.update(new Step(0, 1, Role.WEIGHT), it.w, it.g, it.state, 0, N);
    assertThat(it.w).isEqualTo(new FloatCase(rule).w);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void nan_in_a_gradient_stays_with_its_element(Optimizer rule) {
    FloatCase it = new FloatCase(rule);
    FloatCase clean = new FloatCase(rule);
    it.g[33] = Float.NaN;
    Step step = new Step(0.1, 1, Role.WEIGHT);
    rule.update(step, it.w, it.g, it.state, 0, N);
    rule.update(step, clean.w, clean.g, clean.state, 0, N);
    assertThat(it.w[33]).isNaN();
    it.w[33] = clean.w[33];
    assertThat(it.w).isEqualTo(clean.w);
    assertThat(rule.clipFactor(Double.NaN)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void state_is_all_that_a_rule_remembers(Optimizer rule) {
    DoubleCase straight = new DoubleCase(rule);
    DoubleCase resumed = new DoubleCase(rule);
    double[][] kept = resumed.state;
    for (int t = 1; t <= 10; t++) {
      Step step = new Step(0.1, t, Role.WEIGHT);
      apply(rule, step, straight.w, straight.g.clone(), straight.state);
      apply(rule, step, resumed.w, resumed.g.clone(), kept);
      kept = Arrays.stream(kept).map(double[]::clone).toArray(double[][]::new);
    }
    assertThat(resumed.w).isEqualTo(straight.w);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void id_reads_back_as_an_equal_rule(Optimizer rule) {
    Optimizer again = OptimizerRegistry.builtIn().parse(rule.id());
    assertThat(again).isEqualTo(rule);
    assertThat(again.id()).isEqualTo(rule.id());
    assertThat(new HashSet<>(rules().stream().map(Optimizer::id).toList())).hasSameSizeAs(rules());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void elementwise_means_neither_clipping_nor_projection(Optimizer rule) {
    boolean plain = !rule.id().contains("clip") && !rule.id().contains("project");
    assertThat(rule.elementwise()).isEqualTo(plain);
  }

  /** What a program does with one replica of one matrix. */
  private static void apply(Optimizer rule, Step step, double[] w, double[] g, double[][] state) {
    double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
    double factor = rule.clipFactor(norm);
    for (int i = 0; i < g.length; i++) {
      g[i] *= factor;
    }
    rule.update(step, w, g, state, 0, w.length);
    NormBall ball = rule.projection();
    if (ball != null) {
      ball.project(w, List.of(new MatrixRange(0, 0, 1, w.length)));
    }
  }

  private static double[] signed(RandomStream stream) {
    double[] values = new double[N];
    Arrays.setAll(values, i -> stream.uniform(-1, 1));
    return values;
  }

  /** Positive. */
  private static float[] floats(RandomStream stream) {
    float[] values = new float[N];
    for (int i = 0; i < N; i++) {
      values[i] = 0.01f + stream.nextFloat();
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  /** The same numbers whenever made; second moments are positive. */
  private static final class FloatCase {
    final float[] w;
    final float[] g;
    final float[][] state;

    FloatCase(Optimizer rule) {
      RandomStream stream = RandomStream.of(3, "case");
      w = floats(stream);
      g = floats(stream);
      state = new float[rule.slots()][];
      Arrays.setAll(state, s -> floats(stream));
      for (int i = 0; i < N; i += 2) {
        g[i] = -g[i];
      }
    }
  }

  private static final class DoubleCase {
    final double[] w;
    final double[] g;
    final double[][] state;

    DoubleCase(Optimizer rule) {
      FloatCase narrow = new FloatCase(rule);
      w = doubles(narrow.w);
      g = doubles(narrow.g);
      state = Arrays.stream(narrow.state).map(s -> doubles(s)).toArray(double[][]::new);
    }
  }
}
