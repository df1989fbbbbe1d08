package io.fanin.circuits.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.stats.LineFit;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
  private static SparseFunction function(String text) {
    return FunctionText.read("f", text.replace("; ", "\n") + "\n");
  }

  private static List<boolean[]> all(int bits) {
    List<boolean[]> rows = new ArrayList<>();
    for (int row = 0; row < 1 << bits; row++) {
      boolean[] one = new boolean[bits];
      for (int i = 0; i < bits; i++) {
        one[i] = (row >> i & 1) == 1;
      }
      rows.add(one);
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in x, y ~ uniform(-1, 1); z = x*y | 2
          in x ~ uniform(0, 1); z = sqrt(x) | 1
          in x ~ uniform(0.25, 4); z = sqrt(x) | 1
          in x ~ uniform(-1, 1); z = sin(x) | 1
          in x ~ uniform(-10, 10); z = sin(x) + cos(x) | 1
          in x ~ uniform(0, 1); y = 3.9*x*(1 - x); z = 3.9*y*(1 - y) | 1
          in x, y ~ uniform(0.5, 2); z = x/y | 2
          in x, y ~ uniform(-1, 2); z = max(x, y) - abs(x)*relu(y) | 2
          in x, y ~ uniform(-1, 1); p = x^2 + y^3; z = p/3 - 0.1; out z, p | 2
          in x, y ~ uniform(-3, -1); z = x/y + 1/(x - 1) | 2
          """)
  void the_error_is_at_most_2_to_the_minus_m_on_every_input(String text, int inputs) {
    for (int bits : new int[] {3, 5, 8}) {
      int n = inputs == 2 ? Math.min(bits, 5) : bits;
      FixedPoint fixed = FixedPoint.compile(function(text), n, bits);
      double error = fixed.error(all(inputs * n));
      assertThat(error <= fixed.certifiedError() + 1e-12)
          .as("%s at %d: %s", text, bits, error)
          .isTrue();
      assertThat(fixed.certifiedError() <= Math.scalb(1.0, -bits)).isTrue();
      assertThat(fixed.circuit().maxArity()).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in x, y ~ uniform(-1, 1); z = x*y | 1.4 | 2.6
          in x ~ uniform(0.25, 1); z = sqrt(x) | 1.6 | 3
          in x ~ uniform(-1, 1); z = sin(x) | 1.2 | 2.6
          in x ~ uniform(0, 1); y = 3.9*x*(1 - x); z = 3.9*y*(1 - y) | 1 | 2.6
          """)
  void sizes_are_polynomial_in_the_bits(String text, double least, double most) {
    double[] bits = {6, 8, 11, 14};
    double[] gates = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      gates[i] = FixedPoint.compile(function(text), (int) bits[i], (int) bits[i]).circuit().gates();
    }
    double degree = LineFit.logLog(bits, gates).slope();
    assertThat(degree >= least && degree <= most).as("%s: %s", text, degree).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          in x ~ uniform(-1, 1); z = exp(x) | 'exp' has no fixed-precision form; known: + - * / ^ abs cos max min relu sin sqrt
          in x ~ uniform(-1, 1); z = 1/x | a divisor can be 0 or come too near it; keep its range away from 0
          in x ~ uniform(-1, 1); z = sqrt(x) | the argument of 'sqrt' can be below 0; shift its range
          in x ~ normal(0, 1); z = x + 1 | input 'x' has the law normal(0, 1); fixed precision needs uniform(lo, hi)
          in x ~ uniform(0, 1); z = x^0.5 | '^' has a fixed-precision form for whole exponents from 1 to 64 alone
          in x ~ uniform(0, 100); z = sin(x) | the argument of 'sin' can be larger than 64; keep it below
          """)
  void what_has_no_circuit_is_refused_by_name(String text, String message) {
    assertThatThrownBy(() -> FixedPoint.compile(function(text), 6, 6))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
