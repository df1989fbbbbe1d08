package io.fanin.experiments.oracle.staircase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import org.junit.jupiter.api.Test;

final class ComposedPolynomialTest {
  @Test
  void nodes_are_multiplied_out_into_the_inputs() {
    SparseFunction function =
        FunctionText.read(
            "test",
            """
            in a, b, c ~ normal(0, 1)
            h(u, v) = u * v - He(2, u)
            p = h(a, b)
            q = h(p, c)
            r = q / 2 + p^2
            out r
            """);
    SparsePolynomial polynomial = SparsePolynomial.of(function, 0);
    RandomStream random = RandomStream.of(5, "rows");
    for (int k = 0; k < 50; k++) {
      double[] row = function.sample(random, 1);
      double expected = function.value(row);
      double bound = 1e-12 * (1 + Math.abs(expected) * 100);
      assertThat(Math.abs(polynomial.value(row) - expected)).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void a_bit_is_half_of_one_minus_its_sign() {
    SparseFunction and = FunctionText.read("test", "in bit a, b\ny = a * b\n");
    assertThat(SparsePolynomial.of(and, 0))
        .hasToString("0.25*1 + -0.25*z1 + -0.25*z2 + 0.25*z1*z2");
  }

  @Test
  void what_is_no_polynomial_is_refused() {
    SparseFunction sine = FunctionText.read("test", "in a ~ normal(0, 1)\ny = sin(a)\n");
    assertThatThrownBy(() -> SparsePolynomial.of(sine, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("polynomial: 'sin' is not polynomial; write sums and products");
    SparseFunction category = FunctionText.read("test", "in category(2) a\ny = a[0]\n");
    assertThatThrownBy(() -> SparsePolynomial.of(category, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "polynomial: input 'a' is category(2); polynomials are those of numbers, signs and"
                + " bits");
  }
}
