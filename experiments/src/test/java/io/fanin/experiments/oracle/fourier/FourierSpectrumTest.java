package io.fanin.experiments.oracle.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FourierSpectrumTest {
  private static SparseFunction signs(int n, String formula) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      names.add("z" + i);
    }
    return SparseFunction.builder()
        .inputs(names, new InputLaw.Rademacher(0.5))
        .node("y", formula)
        .build();
  }

  @Test
  void a_polynomial_has_its_own_coefficients() {
    FourierSpectrum spectrum = FourierSpectrum.of(signs(4, "2 + z1 - 3*z1*z2 + 0.5*z2*z3*z4"), 0);

    assertThat(spectrum.support(0)).containsExactly(0, 0b0001, 0b0011, 0b1110);
    assertThat(spectrum.coefficient(0)).isEqualTo(2);
    assertThat(spectrum.coefficient(0b0011)).isEqualTo(-3);
    assertThat(spectrum.weightByDegree()).containsExactly(4, 1, 9, 0.25, 0);
    assertThat(spectrum.variance()).isEqualTo(10.25);
    assertThat(spectrum.influence(1)).isEqualTo(9.25);
    assertThat(spectrum.averageSensitivity()).isEqualTo(1 + 18 + 0.75);
    assertThat(spectrum.degree(0)).isEqualTo(3);
  }

  @Test
  void bits_stand_for_signs_turned_round() {
    SparseFunction and =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), new InputLaw.Bernoulli(0.5))
            .node("y", "a and b")
            .build();
    FourierSpectrum spectrum = FourierSpectrum.of(and, 0);

    // with a = (1 - x1) / 2: a b = (1 - x1 - x2 + x1 x2) / 4
    assertThat(spectrum.coefficient(0)).isEqualTo(0.25);
    assertThat(spectrum.coefficient(1)).isEqualTo(-0.25);
    assertThat(spectrum.coefficient(3)).isEqualTo(0.25);
  }

  @Test
  void the_fast_transform_equals_the_sum_over_rows() {
    RandomStream random = RandomStream.of(3, "table");
    double[] values = new double[64];
    for (int r = 0; r < 64; r++) {
      values[r] = random.nextInt(1000);
    }
    FourierSpectrum spectrum = FourierSpectrum.of(values);
    double power = 0;
    for (int s = 0; s < 64; s++) {
      double sum = 0;
      for (int r = 0; r < 64; r++) {
        sum += values[r] * Cube.character(s, r);
      }
      assertThat(spectrum.coefficient(s)).isEqualTo(sum / 64);
      power += values[s] * values[s] / 64;
    }
    assertThat(spectrum.power()).isEqualTo(power);
  }

  @Test
  void parity_and_majority_have_the_known_profiles() {
    double[] parity = new double[32];
    double[] majority = new double[32];
    for (int r = 0; r < 32; r++) {
      parity[r] = Cube.character(0b10101, r);
      majority[r] = Integer.bitCount(r) <= 2 ? 1 : -1;
    }

    assertThat(FourierSpectrum.of(parity).averageSensitivity()).isEqualTo(3);
    assertThat(FourierSpectrum.of(parity).influence(1)).isZero();
    FourierSpectrum spectrum = FourierSpectrum.of(majority);
    assertThat(spectrum.averageSensitivity()).isEqualTo(5 * 0.375); // Inf = C(4,2) / 2^4
    for (int s = 0; s < 32; s++) {
      assertThat(spectrum.coefficient(s))
          .isEqualTo(ParityGradient.majority(5, Integer.bitCount(s)));
    }
  }

  @Test
  void nodes_of_a_parity_tell_nothing_and_those_of_a_conjunction_something() {
    SparseFunction function =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c"), new InputLaw.Bernoulli(0.5))
            .node("p", "a xor b")
            .node("q", "a and b")
            .node("y", "p xor c")
            .node("w", "q and c")
            .outputs("y", "w")
            .build();

    assertThat(NodeCorrelations.of(function, 0))
        .containsExactly(0, 0, 0, 0, 0, 1, Math.sqrt(1.0 / 7));
    double[] second = NodeCorrelations.of(function, 1);
    assertThat(Math.abs(second[3] - Math.sqrt(1.0 / 7))).isLessThanOrEqualTo(1e-15);
    assertThat(Math.abs(second[4] - Math.sqrt(3.0 / 7))).isLessThanOrEqualTo(1e-15);
  }

  @Test
  void other_inputs_and_too_many_are_refused() {
    SparseFunction reals =
        SparseFunction.builder().input("a", new InputLaw.Uniform(0, 1)).node("y", "2*a").build();

    assertThatThrownBy(() -> FourierSpectrum.of(reals, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "input 'a' is real; Fourier coefficients are those of functions of signs or bits");
    assertThatThrownBy(() -> FourierSpectrum.of(signs(21, "z1"), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the function has 21 inputs, but exact enumeration ends at 20; sample it, or fix some inputs");
    assertThatThrownBy(() -> FourierSpectrum.of(new double[3]))
        .hasMessage("a table of 2^n values with n <= 20 is needed, had 3 values");
  }
}
