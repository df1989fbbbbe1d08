package io.fanin.experiments.oracle.staircase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GaussHermiteTest {
  @Test
  void moments_below_twice_the_nodes_are_exact() {
    for (int n : new int[] {1, 2, 3, 8, 16, 40}) {
      GaussHermite rule = GaussHermite.of(n);
      double moment = 1;
      for (int k = 0; 2 * k < 2 * n && k <= 12; k++) {
        int power = 2 * k;
        double value = rule.expectation(x -> StrictMath.pow(x, power));
        assertThat(Math.abs(value - moment)).isLessThanOrEqualTo(1e-12 * moment);
        moment *= 2 * k + 1;
      }
      assertThat(Math.abs(rule.expectation(x -> x))).isLessThanOrEqualTo(1e-15);
    }
  }

  @Test
  void nodes_are_mirrored_to_the_last_bit() {
    double[] nodes = GaussHermite.of(16).nodes();
    for (int i = 0; i < 16; i++) {
      assertThat(nodes[15 - i]).isEqualTo(-nodes[i]);
      assertThat(i == 0 || nodes[i] > nodes[i - 1]).isTrue();
    }
    assertThat(nodes[15]).isCloseTo(6.630878198393128, org.assertj.core.data.Offset.offset(1e-12));
  }

  /** Trap: He_k, He_k / k! and He_k / sqrt(k!) are three functions. */
  @Test
  void normalisations_are_kept_apart() {
    HermiteSpectrum spectrum = HermiteSpectrum.of(x -> x * x * x - 3 * x, 5, 20);

    assertThat(Math.abs(spectrum.orthonormal()[3] - Math.sqrt(6))).isLessThanOrEqualTo(1e-12);
    assertThat(Math.abs(spectrum.ofHe(3) - 1)).isLessThanOrEqualTo(1e-12);
  }

  @Test
  void information_exponents_are_the_first_coefficients() {
    assertThat(HermiteSpectrum.of(StrictMath::tanh, 6, 40).informationExponent(1e-9)).isEqualTo(1);
    assertThat(HermiteSpectrum.of(x -> x * x, 6, 40).informationExponent(1e-9)).isEqualTo(2);
    assertThat(HermiteSpectrum.of(x -> x * x * x - 3 * x, 6, 40).informationExponent(1e-9))
        .isEqualTo(3);
    assertThat(HermiteSpectrum.of(x -> 4, 6, 40).informationExponent(1e-9)).isZero();
  }

  @Test
  void a_rule_without_nodes_is_refused() {
    assertThatThrownBy(() -> GaussHermite.of(0)).hasMessage("nodes must be in 1..200, was 0");
  }
}
