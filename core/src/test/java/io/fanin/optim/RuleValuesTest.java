package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Two steps from w = 1 with gradients 0.5 and -0.25 at rate 0.1, by the published formulas. */
final class RuleValuesTest {
  private static final double G1 = 0.5;
  private static final double G2 = -0.25;
  private static final double RATE = 0.1;

  @Test
  void gradient_descent() {
    check(Optimizers.sgd(), Role.WEIGHT, 1 - 0.05, 1 - 0.05 + 0.025);
  }

  @Test
  void heavy_ball() {
    // v1 = 0.5, v2 = 0.45 - 0.25 = 0.2
    check(Optimizers.momentum(0.9), Role.WEIGHT, 0.95, 0.93);
  }

  @Test
  void nesterov() {
    // g1 + 0.9 v1 = 0.95; g2 + 0.9 v2 = -0.25 + 0.18
    check(Optimizers.nesterov(0.9), Role.WEIGHT, 0.905, 0.912);
  }

  @Test
  void adam() {
    // bias-corrected first moments: 0.5 and (0.9 * 0.05 - 0.025) / 0.19; second ones likewise
    double first = 1 - RATE * G1 / (0.5 + 1e-8);
    double mean = (0.9 * 0.05 + 0.1 * G2) / (1 - 0.81);
    double square = (0.999 * 0.00025 + 0.001 * G2 * G2) / (1 - 0.998001);
    check(Optimizers.adam(), Role.WEIGHT, first, first - RATE * mean / (Math.sqrt(square) + 1e-8));
  }

  @Test
  void rms_prop() {
    double first = 1 - RATE * G1 / (Math.sqrt(0.01 * 0.25) + 1e-8);
    double square = 0.99 * 0.0025 + 0.01 * 0.0625;
    check(Optimizers.rmsProp(), Role.WEIGHT, first, first - RATE * G2 / (Math.sqrt(square) + 1e-8));
  }

  @Test
  void rms_prop_with_momentum() {
    double b1 = G1 / (Math.sqrt(0.01 * 0.25) + 1e-8);
    double b2 = 0.5 * b1 + G2 / (Math.sqrt(0.99 * 0.0025 + 0.01 * 0.0625) + 1e-8);
    double first = 1 - RATE * b1;
    check(new RmsProp(0.99, 1e-8, 0.5), Role.WEIGHT, first, first - RATE * b2);
  }

  @Test
  void coupled_decay_joins_the_gradient() {
    // g1 + 0.2 * 1 = 0.7, then -0.25 + 0.2 * 0.93
    check(Optimizers.sgd().decayed(0.2), Role.WEIGHT, 0.93, 0.93 - RATE * (G2 + 0.186));
  }

  @Test
  void decoupled_decay_shrinks_beside_the_rule() {
    double adam1 = RATE * G1 / (0.5 + 1e-8);
    double mean = (0.9 * 0.05 + 0.1 * G2) / (1 - 0.81);
    double square = (0.999 * 0.00025 + 0.001 * G2 * G2) / (1 - 0.998001);
    double first = 0.98 - adam1;
    double second = 0.98 * first - RATE * mean / (Math.sqrt(square) + 1e-8);
    check(Optimizers.adamW(0.2), Role.WEIGHT, first, second);
  }

  @Test
  void both_decays_are_one_for_gradient_descent() {
    Optimizer coupled = Optimizers.sgd().decayed(0.2);
    Optimizer decoupled = Optimizers.sgd().decayedDecoupled(0.2);
    double[] a = run(coupled, Role.WEIGHT);
    double[] b = run(decoupled, Role.WEIGHT);
    assertThat(Math.abs(a[1] - b[1]) <= 1e-15).isTrue();
  }

  @Test
  void biases_decay_only_when_asked() {
    assertThat(run(Optimizers.sgd().decayed(0.2), Role.BIAS))
        .isEqualTo(run(Optimizers.sgd(), Role.BIAS));
    assertThat(run(Optimizers.sgd().decayedDecoupled(0.2), Role.BIAS))
        .isEqualTo(run(Optimizers.sgd(), Role.BIAS));
    assertThat(run(new Decayed(Optimizers.sgd(), 0.2, false, true), Role.BIAS))
        .isEqualTo(run(Optimizers.sgd().decayed(0.2), Role.WEIGHT));
    assertThat(run(Optimizers.sgd().decayed(0.2), Role.OTHER))
        .isEqualTo(run(Optimizers.sgd().decayed(0.2), Role.WEIGHT));
  }

  @Test
  void bias_correction_is_exact_at_both_ends() {
    assertThat(Adam.correction(0.9, 1)).isEqualTo(1 - 0.9);
    assertThat(Adam.correction(0, 5)).isEqualTo(1);
    assertThat(Adam.correction(0.999, Long.MAX_VALUE)).isEqualTo(1);
    for (long number : new long[] {2, 3, 7, 100, 4095}) {
      double power = StrictMath.pow(0.999, number);
      double error = Math.abs(1 - power - Adam.correction(0.999, number));
      assertThat(error <= number * 0x1p-52 * power + 0x1p-53).isTrue();
    }
  }

  @Test
  void clipping_scales_only_what_is_too_long() {
    Optimizer rule = Optimizers.sgd().clipped(2).clipped(3);
    assertThat(rule.clipNorm()).isEqualTo(2);
    assertThat(rule.clipFactor(2)).isEqualTo(1);
    assertThat(rule.clipFactor(8)).isEqualTo(0.25);
    assertThat(Optimizers.sgd().clipFactor(1e300)).isEqualTo(1);
  }

  @Test
  void ids_name_every_parameter() {
    assertThat(Optimizers.adamW(0.01).clipped(1).id())
        .isEqualTo(
            "adam(beta1=0.9,beta2=0.999,epsilon=1E-8)"
                + "+decay(lambda=0.01,decoupled=true,biases=false)+clip(max=1)");
    NormBall ball = new NormBall(NormBall.Kind.ROW_L2, 2);
    assertThat(Optimizers.momentum(0.9).projected(ball).id())
        .isEqualTo("sgd(momentum=0.9,nesterov=false)+project(norm=row,radius=2)");
    assertThat(Optimizers.rmsProp().id()).isEqualTo("rmsprop(decay=0.99,epsilon=1E-8,momentum=0)");
  }

  @Test
  void bad_parameters_are_named_with_their_bounds() {
    refused(() -> new Sgd(1, false), "momentum must be in [0, 1), was 1.0");
    refused(() -> new Sgd(0, true), "nesterov needs momentum > 0, was 0.0");
    refused(() -> new Adam(Double.NaN, 0, 1), "beta1 must be in [0, 1), was NaN");
    refused(() -> new Adam(0, 0, 0), "epsilon must be > 0 and finite, was 0.0");
    refused(() -> Optimizers.sgd().decayed(-1), "lambda must be >= 0 and finite, was -1.0");
    refused(() -> Optimizers.sgd().clipped(0), "max must be > 0 and finite, was 0.0");
    refused(() -> new Step(Double.NaN, 1, Role.BIAS), "rate must be >= 0 and finite, was NaN");
    refused(() -> new Step(1, 0, Role.BIAS), "number must be >= 1, was 0");
    NormBall ball = new NormBall(NormBall.Kind.GLOBAL_L2, 1);
    refused(
        () -> Optimizers.sgd().projected(ball).clipped(1).projected(ball),
        "rule projects already: sgd(momentum=0,nesterov=false)+project(norm=global,radius=1)"
            + "+clip(max=1)");
  }

  private static void refused(Runnable attempt, String message) {
    assertThatIllegalArgumentException().isThrownBy(attempt::run).withMessage(message);
  }

  private static void check(Optimizer rule, Role role, double first, double second) {
    double[] w = run(rule, role);
    // a dozen operations on numbers of size 1 or less
    assertThat(Math.abs(w[0] - first) <= 12 * 0x1p-53).isTrue();
    assertThat(Math.abs(w[1] - second) <= 24 * 0x1p-53).isTrue();
  }

  private static double[] run(Optimizer rule, Role role) {
    double[] w = {1};
    double[][] state = new double[rule.slots()][1];
    rule.update(new Step(RATE, 1, role), w, new double[] {G1}, state, 0, 1);
    double first = w[0];
    rule.update(new Step(RATE, 2, role), w, new double[] {G2}, state, 0, 1);
    return new double[] {first, w[0]};
  }
}
