package io.fanin.experiments.oracle.staircase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.input.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeapTest {
  private static Leap signs(String text) {
    return Leap.of(SparsePolynomial.parse(text).inSigns());
  }

  private static Leap hermite(String text) {
    return Leap.of(SparsePolynomial.parse(text).inHermite());
  }

  @ParameterizedTest
  @CsvSource({
    "z1 + z1*z2 + z1*z2*z3 + z1*z2*z3*z4, 1",
    "z1 + z2 + z2*z3*z4, 2",
    "z1 + z1*z2*z3 + z2*z3*z4*z5*z6*z7, 4",
    "z1*z2*z3 + z2*z3*z4, 3",
    "z1 + z1^2*z2, 1",
    "z1^2, 0"
  })
  void leaps_of_functions_of_signs(String text, int leap) {
    assertThat(signs(text).value()).isEqualTo(leap);
  }

  @Test
  void leaps_of_hermite_polynomials_count_exponents() {
    for (int k = 1; k <= 8; k++) {
      assertThat(hermite("He(" + k + ", z1)").value()).isEqualTo(k);
    }
    assertThat(hermite("He(2,z1) + He(2,z2) + He(2,z3) + He(3,z1)*He(8,z3)").value()).isEqualTo(2);
  }

  @Test
  void the_order_is_a_climb() {
    Leap leap = signs("z1*z2*z3*z4 + z1*z2 + z1*z2*z3 + z1");

    assertThat(leap.order().stream().map(t -> t.text(Basis.SIGNS)))
        .containsExactly("z1", "z1*z2", "z1*z2*z3", "z1*z2*z3*z4");
    assertThat(leap.steps()).isEqualTo(List.of(1, 1, 1, 1));
    assertThat(leap.stepExponent()).isEqualTo(1);
    assertThat(signs("z1*z2*z3").stepExponent()).isEqualTo(2);
  }

  /** Trap: the leap of a function of normal inputs depends on the basis it is written in. */
  @Test
  void a_rotation_raises_the_leap_where_one_basis_hides_it() {
    String text = "z1 + z2 + z1*z2";

    assertThat(hermite(text).value()).isEqualTo(1);
    RotatedLeap rotated = RotatedLeap.of(SparsePolynomial.parse(text));
    assertThat(rotated.value()).isEqualTo(2);
    assertThat(rotated.steps()).containsExactly(1, 2);
    assertThat(rotated.dimensions()).containsExactly(1, 2);
    double c = Math.sqrt(0.5);
    SparsePolynomial turned =
        SparsePolynomial.parse(text).rotated(new double[][] {{c, -c}, {c, c}});
    assertThat(RotatedLeap.of(turned).value()).isEqualTo(2);
  }

  @Test
  void a_climb_that_no_rotation_hides_keeps_its_leap() {
    assertThat(RotatedLeap.of(SparsePolynomial.parse("z1 + z1*z2 + z1*z2*z3")).value())
        .isEqualTo(1);
    assertThat(RotatedLeap.of(SparsePolynomial.parse("z1*z2")).value()).isEqualTo(2);
    assertThat(RotatedLeap.of(SparsePolynomial.parse("He(5, z1)")).value()).isEqualTo(5);
    assertThat(
            RotatedLeap.of(
                    SparsePolynomial.parse("He(2,z1) + He(2,z2) + He(2,z3) + He(3,z1)*He(8,z3)"))
                .value())
        .isEqualTo(2);
  }

  @Test
  void a_polynomial_is_multiplied_out_and_agrees_with_its_spectrum() {
    SparsePolynomial signs = SparsePolynomial.parse("(z1 + 2*z2)*(z1 - z3) / 2 - z2^3").inSigns();
    double[] values = new double[8];
    for (int r = 0; r < 8; r++) {
      values[r] = signs.value(new double[] {Cube.sign(r, 0), Cube.sign(r, 1), Cube.sign(r, 2)});
    }
    FourierSpectrum spectrum = FourierSpectrum.of(values);

    assertThat(signs.terms()).hasSize(spectrum.support(0).size());
    assertThat(signs.toString()).isEqualTo("0.5*1 + -1.0*z2 + z1*z2 + -0.5*z1*z3 + -1.0*z2*z3");
    assertThat(spectrum.coefficient(0b110)).isEqualTo(-1);
  }

  @Test
  void powers_in_hermites_basis_have_the_known_coefficients() {
    assertThat(SparsePolynomial.parse("z1^4").inHermite().toString())
        .isEqualTo("3.0*1 + 6.0*He(2, z1) + He(4, z1)");
    assertThat(SparsePolynomial.parse("He(4, z1)").inHermite().toString()).isEqualTo("He(4, z1)");
  }

  @Test
  void what_is_no_polynomial_is_refused() {
    assertThatThrownBy(() -> SparsePolynomial.parse("sin(z1)"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("polynomial: 'sin' is not polynomial; write sums and products");
    assertThatThrownBy(() -> SparsePolynomial.parse("z1 + x"))
        .hasMessage("polynomial: 'x' is not one of the variables z1, z2, …");
    assertThatThrownBy(() -> SparsePolynomial.parse("3"))
        .hasMessage("polynomial: '3' names none of the variables z1, z2, …");
    assertThatThrownBy(() -> SparsePolynomial.parse("z1^0.5"))
        .hasMessage("polynomial: an exponent must be a whole number from 0 to 64, not 0.5");
  }
}
