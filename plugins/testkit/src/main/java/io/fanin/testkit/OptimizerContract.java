package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.optim.Optimizer;
import io.fanin.optim.Role;
import io.fanin.optim.Step;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every update rule must do; a rule's own test extends it and names the rule.
 *
 * <p>A rule is elementwise: what becomes of a number may depend on that number's parameter,
 * gradient and state alone, so that programs may cut their parameters as they like without changing
 * a bit.
 */
public abstract class OptimizerContract {
  private static final int SIZE = 67;
  private static final long SEED = 20261124;

  /** For subclasses. */
  protected OptimizerContract() {}

  /** The rule; each call may make a new one, all of which are equal. */
  protected abstract Optimizer rule();

  /** A learning rate at which the rule descends on a well-conditioned quadratic. */
  protected double rate() {
    return 0.05;
  }

  private static double[] numbers(String purpose) {
    RandomStream random = RandomStream.of(SEED, "testkit-" + purpose);
    double[] values = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) random.uniform(-2, 2);
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private Step step(long number, Role role) {
    return new Step(rate(), number, role);
  }

  @Test
  final void its_description_is_stable() {
    assertThat(rule().id()).isNotBlank().isEqualTo(rule().id());
    assertThat(rule()).isEqualTo(rule());
    assertThat(rule().slots()).isBetween(0, 16);
    assertThat(rule().clipNorm()).isPositive();
    assertThat(rule().elementwise())
        .isEqualTo(rule().clipNorm() == Double.POSITIVE_INFINITY && rule().projection() == null);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  final void cutting_the_range_changes_no_bit(Role role) {
    State whole = new State();
    State cut = new State();
    for (int number = 1; number <= 3; number++) {
      whole.update(number, role, 0, SIZE);
      cut.update(number, role, 40, SIZE);
      cut.update(number, role, 0, 7);
      cut.update(number, role, 7, 40);
    }
    cut.assertSame(whole, 0);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  final void nothing_outside_the_range_is_touched(Role role) {
    State updated = new State();
    State fresh = new State();
    updated.update(1, role, 13, 29);
    for (int i = 0; i < SIZE; i++) {
      if (i < 13 || i >= 29) {
        assertThat(updated.w[i]).as("parameter " + i).isEqualTo(fresh.w[i]);
        assertThat(updated.single[i]).as("float parameter " + i).isEqualTo(fresh.single[i]);
        for (int s = 0; s < rule().slots(); s++) {
          assertThat(updated.state[s][i]).as("state " + s).isZero();
          assertThat(updated.singleState[s][i]).as("float state " + s).isZero();
        }
      }
    }
  }

  @Test
  final void a_position_is_of_no_account() {
    State here = new State();
    State there = new State();
    there.shift(11);
    for (int number = 1; number <= 3; number++) {
      here.update(number, Role.WEIGHT, 0, SIZE - 11);
      there.update(number, Role.WEIGHT, 11, SIZE);
    }
    there.assertSame(here, 11);
  }

  @Test
  final void nan_stays_where_it_is() {
    State state = new State();
    state.g[5] = Double.NaN;
    state.singleG[5] = Float.NaN;
    state.update(1, Role.WEIGHT, 0, SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertThat(Double.isNaN(state.w[i])).as("parameter " + i).isEqualTo(i == 5);
      assertThat(Float.isNaN(state.single[i])).as("float parameter " + i).isEqualTo(i == 5);
    }
  }

  @Test
  final void a_rule_has_no_memory_of_its_own() {
    Optimizer shared = rule();
    State alone = new State();
    State first = new State(shared);
    State second = new State(shared);
    Arrays.fill(second.g, 1.5);
    for (int number = 1; number <= 3; number++) {
      alone.update(number, Role.WEIGHT, 0, SIZE);
      first.update(number, Role.WEIGHT, 0, SIZE);
      second.update(number, Role.WEIGHT, 0, SIZE);
    }
    first.assertSame(alone, 0);
  }

  @Test
  final void float_arithmetic_follows_double_arithmetic() {
    State state = new State();
    double[] before = state.w.clone();
    state.update(1, Role.WEIGHT, 0, SIZE);
    for (int i = 0; i < SIZE; i++) {
      double moved = Math.abs(state.w[i] - before[i]) + Math.abs(before[i]);
      double bound = new Closeness(16, 0x1p-24).bound(moved);
      Check.within("parameter", i, state.single[i], state.w[i], bound);
    }
  }

  @Test
  final void it_descends_on_a_quadratic() {
    double[] minimum = numbers("minimum");
    State state = new State();
    double first = distance(state.w, minimum);
    for (int number = 1; number <= 400; number++) {
      for (int i = 0; i < SIZE; i++) {
        state.g[i] = state.w[i] - minimum[i];
      }
      state.update(number, Role.BIAS, 0, SIZE);
    }
    assertThat(distance(state.w, minimum)).isLessThanOrEqualTo(0.1 * first);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  final void large_and_small_gradients_leave_finite_parameters() {
    State state = new State();
    for (int i = 0; i < SIZE; i++) {
      state.g[i] = (i % 2 == 0 ? 1 : -1) * StrictMath.pow(10, i % 31 - 15);
      state.singleG[i] = (float) state.g[i];
    }
    for (int number = 1; number <= 3; number++) {
      state.update(number, Role.WEIGHT, 0, SIZE);
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(state.w[i]).as("parameter " + i).isFinite();
      assertThat(state.single[i]).as("float parameter " + i).isFinite();
    }
  }

  /** The same parameters, gradients and fresh state in both formats. */
  private final class State {
    private final Optimizer rule;
    private final double[] w = numbers("parameters");
    private final double[] g = numbers("gradients");
    private final float[] single = floats(w);
    private final float[] singleG = floats(g);
    private final double[][] state;
    private final float[][] singleState;

    State() {
      this(rule());
    }

    State(Optimizer rule) {
      this.rule = rule;
      state = new double[rule.slots()][SIZE];
      singleState = new float[rule.slots()][SIZE];
    }

    /** Rules may use up the gradients, so each update has a copy. */
    void update(int number, Role role, int from, int to) {
      rule.update(step(number, role), w, g.clone(), state, from, to);
      rule.update(step(number, role), single, singleG.clone(), singleState, from, to);
    }

    void shift(int by) {
      for (int i = SIZE - 1; i >= by; i--) {
        w[i] = w[i - by];
        g[i] = g[i - by];
        single[i] = single[i - by];
        singleG[i] = singleG[i - by];
      }
    }

    void assertSame(State other, int shift) {
      Check.bits("parameters", tail(w, shift), head(other.w, shift));
      assertThat(Arrays.copyOfRange(single, shift, SIZE))
          .as("float parameters")
          .isEqualTo(Arrays.copyOf(other.single, SIZE - shift));
      for (int s = 0; s < state.length; s++) {
        Check.bits("state", tail(state[s], shift), head(other.state[s], shift));
        assertThat(Arrays.copyOfRange(singleState[s], shift, SIZE))
            .as("float state")
            .isEqualTo(Arrays.copyOf(other.singleState[s], SIZE - shift));
      }
    }

    private double[] tail(double[] values, int shift) {
      return Arrays.copyOfRange(values, shift, SIZE);
    }

    private double[] head(double[] values, int shift) {
      return Arrays.copyOf(values, SIZE - shift);
    }
  }
}
