package io.fanin.experiments.oracle.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.random.RandomStream;
import org.junit.jupiter.api.Test;

final class ParityGradientTest {
  private static int[] signs(int n, long index) {
    RandomStream random = RandomStream.of(1, "signs", index);
    int[] w = new int[n];
    for (int i = 0; i < n; i++) {
      w[i] = random.nextSign();
    }
    return w;
  }

  private static boolean[] first(int n, int k) {
    boolean[] set = new boolean[n];
    for (int i = 0; i < k; i++) {
      set[i] = true;
    }
    return set;
  }

  @Test
  void the_formula_equals_the_enumeration() {
    for (int n = 3; n <= 15; n += 2) {
      for (int k = 1; k <= n; k++) {
        int[] w = signs(n, k);
        double[] formula = ParityGradient.formula(w, first(n, k));
        double[] enumerated = ParityGradient.enumerated(w, first(n, k));
        for (int i = 0; i < n; i++) {
          assertThat(Math.abs(formula[i] - enumerated[i])).isLessThanOrEqualTo(1e-12);
        }
      }
    }
  }

  @Test
  void for_even_k_the_set_stands_out_by_n_minus_k_over_k_minus_one() {
    for (int n : new int[] {11, 51}) {
      for (int k = 2; k <= 6; k += 2) {
        double[] g = ParityGradient.formula(signs(n, k), first(n, k));
        double ratio = Math.abs(g[0]) / Math.abs(g[n - 1]);
        double expected = (n - k) / (k - 1.0);
        assertThat(Math.abs(ratio - expected)).isLessThanOrEqualTo(1e-12 * expected);
        assertThat(ParityGradient.gap(n, k) > 0).isEqualTo(n > 2 * k - 1);
      }
    }
  }

  /** Trap: for odd k a symmetric start of signs sees nothing of the set, whatever n. */
  @Test
  void for_odd_k_the_set_has_no_signal() {
    double[] g = ParityGradient.formula(signs(11, 5), first(11, 5));
    double[] enumerated = ParityGradient.enumerated(signs(11, 5), first(11, 5));
    for (int i = 0; i < 11; i++) {
      assertThat(g[i]).isZero();
      assertThat(enumerated[i]).isZero();
    }
  }

  @Test
  void coefficients_of_majority_are_those_of_small_cubes() {
    assertThat(ParityGradient.majority(3, 1)).isEqualTo(0.5);
    assertThat(ParityGradient.majority(3, 3)).isEqualTo(-0.5);
    assertThat(ParityGradient.majority(7, 1)).isEqualTo(0.3125);
    assertThat(ParityGradient.majority(7, 2)).isZero();
    assertThat(ParityGradient.majority(5, 7)).isZero();
  }

  /** Trap: the formula is one of odd n; an even one must not get a number. */
  @Test
  void an_even_number_of_inputs_is_refused() {
    assertThatThrownBy(() -> ParityGradient.majority(10, 3))
        .hasMessage("n must be odd and >= 1, was 10");
  }
}
