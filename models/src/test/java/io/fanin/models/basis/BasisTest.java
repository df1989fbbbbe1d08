package io.fanin.models.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Basis;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BasisTest {
  static Stream<Basis> bases() {
    return Stream.of(
        new BSpline(1, 3, -1, 1),
        new BSpline(2, 1, 0, 0.3),
        new BSpline(3, 5, -1, 1),
        new BSpline(5, 12, -2.5, 1e23),
        new Chebyshev(6, -1, 2),
        new Legendre(5, 0, 1),
        new Monomial(4),
        new Fourier(3, 2.5),
        new Silu(),
        Stacked.of(new Silu(), new BSpline(3, 4, -1, 1), new Monomial(2)));
  }

  @ParameterizedTest
  @MethodSource("bases")
  void id_reads_back_as_the_same_basis(Basis basis) {
    assertThat(Bases.parse(basis.id())).isEqualTo(basis);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void derivatives_agree_with_central_differences(Basis basis) {
    int n = basis.size();
    double[] plus = new double[n + 2];
    double[] minus = new double[n + 2];
    double[] slope = new double[n + 2];
    double h = 1e-5;
    for (double x = -1.713; x < 2; x += 0.0917) {
      basis.values(x + h, plus, 1);
      basis.values(x - h, minus, 1);
      basis.derivatives(x, slope, 1);
      for (int i = 1; i <= n; i++) {
        double difference = (plus[i] - minus[i]) / (2 * h);
        // Error h^2/6 |f'''| plus rounding; third derivatives of these are below 1e5.
        assertThat(Math.abs(difference - slope[i]))
            .isLessThanOrEqualTo(1e-5 * (1 + Math.abs(slope[i])));
      }
      assertThat(new double[] {plus[0], plus[n + 1], slope[0], slope[n + 1]}).containsOnly(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,3", "2,5", "3,5", "3,100", "5,2", "9,4"})
  void splines_are_not_negative_and_sum_to_one_on_their_range(int degree, int intervals) {
    BSpline basis = new BSpline(degree, intervals, -1, 3);
    double[] values = new double[basis.size()];
    for (int i = 0; i <= 400; i++) {
      basis.values(-1 + i * 0.01, values, 0);
      double sum = 0;
      for (double value : values) {
        assertThat(value).isGreaterThanOrEqualTo(0);
        sum += value;
      }
      assertThat(Math.abs(sum - 1)).isLessThanOrEqualTo(4 * degree * degree * 0x1p-53 + 0x1p-52);
    }
  }

  @Test
  void cubic_spline_has_the_textbook_values_at_a_knot() {
    double[] values = new double[7];
    new BSpline(3, 4, 0, 4).values(2, values, 0);
    double[] expected = {0, 0, 1 / 6.0, 4 / 6.0, 1 / 6.0, 0, 0};
    for (int i = 0; i < 7; i++) {
      assertThat(Math.abs(values[i] - expected[i])).isLessThanOrEqualTo(0x1p-52);
    }
  }

  @Test
  void splines_fade_to_zero_outside_and_pass_nan_on() {
    BSpline basis = new BSpline(2, 2, 0, 2);
    double[] values = new double[4];
    basis.values(-0.5, values, 0);
    assertThat(values).containsExactly(0.75, 0.125, 0, 0);
    basis.values(4, values, 0);
    assertThat(values).containsOnly(0);
    basis.values(Double.NEGATIVE_INFINITY, values, 0);
    assertThat(values).containsOnly(0);
    basis.values(Double.NaN, values, 0);
    assertThat(values).containsOnly(Double.NaN);
  }

  @Test
  void polynomials_have_the_textbook_values() {
    double[] values = new double[3];
    new Chebyshev(3, -1, 1).values(0.5, values, 0);
    assertThat(values).containsExactly(0.5, -0.5, -1);
    new Legendre(3, -1, 1).values(0.5, values, 0);
    assertThat(values).containsExactly(0.5, -0.125, -0.4375);
    new Monomial(3).values(-2, values, 0);
    assertThat(values).containsExactly(-2, 4, -8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "silu",
        "silu()+",
        "silu()+silu()+silu(x=1)",
        "bspline(degree=3,intervals=5,low=-1)",
        "bspline(degree=3.5,intervals=5,low=-1,high=1)",
        "bspline(degree=3,intervals=5,low=1,high=-1)",
        "bspline(degree=3,intervals=2000000000,low=-1,high=1)",
        "monomial(degree=NaN)",
        "monomial(degree=0x2)",
        "monomial( degree=2)",
        "monomial(degree=+2)",
        "monomial(degree=2,degree=3)",
        "fourier(frequencies=1,period=Infinity)",
        "wavelet(n=2)"
      })
  void text_that_is_no_id_is_refused(String id) {
    assertThatThrownBy(() -> Bases.parse(id))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("basis '" + id + "' ");
  }

  @Test
  void unknown_family_gets_the_nearest_name() {
    assertThatThrownBy(() -> Bases.parse("bsplin(degree=3)"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "basis 'bsplin(degree=3)' names the unknown family 'bsplin'; did you mean 'bspline'?");
  }

  @Test
  void finer_grid_that_holds_the_old_one_gives_the_same_spline() {
    BSpline coarse = new BSpline(3, 4, -1, 1);
    Refinement refinement = Refinement.of(coarse, 12).orElseThrow();
    double[] old = {0.3, -1, 2, 0.5, 0.25, -0.75, 1};
    double[] fine = new double[15];
    refinement.coefficients(old, 0, fine, 0);
    for (int i = 0; i <= 200; i++) {
      double x = -1 + i * 0.01;
      double difference = combine(refinement.to(), fine, x) - combine(coarse, old, x);
      // Normal equations of condition about 1e4 lose four digits of sixteen.
      assertThat(Math.abs(difference)).isLessThanOrEqualTo(1e-11);
    }
  }

  @Test
  void basis_without_splines_has_no_refinement() {
    assertThat(Refinement.of(new Silu(), 10)).isEmpty();
  }

  private static double combine(Basis basis, double[] coefficients, double x) {
    double[] values = new double[basis.size()];
    basis.values(x, values, 0);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += coefficients[i] * values[i];
    }
    return sum;
  }
}
