package io.fanin.experiments.oracle.staircase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.oracle.staircase.DfPde.Options;
import io.fanin.experiments.oracle.staircase.DfPde.Trajectory;
import io.fanin.input.InvalidInputException;
import org.junit.jupiter.api.Test;

final class DfPdeTest {
  private static final Options OPTIONS = new Options(20, 12, 0.2, 1.0);

  private static SparsePolynomial signs(String text) {
    return SparsePolynomial.parse(text).inSigns();
  }

  /** The last coefficient of the last term at a time. */
  private static double height(DfPde run, double time) throws InterruptedException {
    Trajectory seen = run.run(time, time);
    double[] last = seen.coefficients()[seen.coefficients().length - 1];
    return last[last.length - 1];
  }

  @Test
  void a_symmetric_target_stays_unlearnt_and_one_nearly_so_is_learnt() throws InterruptedException {
    double symmetric = height(DfPde.exact(signs("z1 + z2 + z3 + z1*z2*z3"), OPTIONS), 100);
    double near = height(DfPde.exact(signs("z1 + 0.99*z2 + 1.01*z3 + z1*z2*z3"), OPTIONS), 100);

    assertThat(Math.abs(symmetric)).isLessThan(0.11);
    assertThat(near).isGreaterThan(0.9);
  }

  /** Trap: rounding breaks the exact symmetry, and the plain equations learn what cannot be. */
  @Test
  void without_the_projection_rounding_learns_what_is_not_learnable() throws InterruptedException {
    String target = "z1 + z1*z2*z3";
    Trajectory plain =
        DfPde.perturbed(signs(target), new Options(20, 12, 0.2, 1.0), 1e-16, 1).run(1500, 10);
    Trajectory exact = DfPde.exact(signs(target), new Options(20, 12, 0.2, 1.0)).run(1500, 10);

    assertThat(plain.reached(1, 1, 0.9)).isLessThan(1500);
    assertThat(exact.reached(1, 1, 0.05)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void every_step_lowers_the_risk_and_a_step_that_is_too_long_is_refused()
      throws InterruptedException {
    double[] risks = DfPde.exact(signs("z1 + z1*z2"), OPTIONS).run(40, 0.2).risks();
    for (int k = 1; k < risks.length; k++) {
      assertThat(risks[k]).isLessThanOrEqualTo(risks[k - 1] * (1 + 1e-9));
    }
    assertThat(risks[0]).isEqualTo(2);
    assertThatThrownBy(
            () -> DfPde.exact(signs("9*z1 + 9*z1*z2"), new Options(20, 12, 50, 1)).run(500, 50))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "the risk rose from .* to .* at t = .*, so step = 50.0 is too long; lower it");
  }

  @Test
  void a_larger_start_escapes_earlier() throws InterruptedException {
    double early = DfPde.perturbed(signs("z1*z2"), OPTIONS, 0.1, 1).run(200, 1).reached(0, 1, 0.5);
    double late = DfPde.perturbed(signs("z1*z2"), OPTIONS, 0.01, 1).run(400, 1).reached(0, 1, 0.5);

    assertThat(early).isLessThan(late);
    assertThat(late).isFinite();
  }

  @Test
  void groups_hold_what_leaves_the_target_as_it_is() {
    assertThat(SignedPermutations.of(signs("z1 + z1*z2 + z3 + z3*z4")).order()).isEqualTo(2);
    assertThat(SignedPermutations.of(signs("z1 + z2 + z3 + z1*z2*z3")).order()).isEqualTo(6);
    assertThat(SignedPermutations.of(signs("z1 + z1*z2*z3")).order()).isEqualTo(4);
    assertThat(SignedPermutations.of(signs("z1 + z1*z2*z3*z4")).order()).isEqualTo(24);
    assertThat(SignedPermutations.of(signs("z1 + z1*z2 + z1*z2*z3")).order()).isEqualTo(1);
  }

  @Test
  void the_projection_is_the_mean_over_the_group() {
    double[] u = {9, 1, 2, 4, 8, 7};
    SignedPermutations.of(signs("z1 + z1*z2*z3 + z1*z4")).project(u, 1);
    assertThat(u).containsExactly(9, 1, 0, 0, 8, 7);
    double[] v = {1, 2, 4, 8};
    SignedPermutations.of(signs("z1 + z1*z2 + z3 + z3*z4")).project(v, 0);
    assertThat(v).containsExactly(2.5, 5, 2.5, 5);
  }

  @Test
  void too_many_variables_are_refused() {
    assertThatThrownBy(() -> DfPde.exact(signs("z9"), OPTIONS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the polynomial has 9 variables; all symmetries can be tried for at most 8");
    assertThatThrownBy(() -> DfPde.perturbed(signs("z13"), OPTIONS, 1, 1))
        .hasMessage("the target has 13 variables; the limit is integrated for at most 12");
    assertThatThrownBy(() -> new Options(3, 16, 0.1, 1))
        .hasMessage("particles must be even and >= 2, was 3");
  }
}
