package io.fanin.experiments.oracle.learnability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.fourier.NodeCorrelations;
import io.fanin.experiments.stats.Interval;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LearnabilityTest {
  private static SparseFunction function(String text) {
    return FunctionText.read("test", text);
  }

  /** {@code formula} of so many inputs {@code x1 …} of one type and law. */
  private static SparseFunction of(int inputs, String type, String law, String formula) {
    String names =
        IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
    return function("in %s %s ~ %s\ny = %s reads %s\n".formatted(type, names, law, formula, names));
  }

  private static String signs(String operation, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "x" + i)
        .collect(Collectors.joining(operation));
  }

  private static Predictor of(SparseFunction function, String key) {
    return Learnability.of(function, 0, 1).predictors().stream()
        .filter(p -> p.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_parity_has_leap_and_sensitivity_of_its_size_and_silent_constituents() {
    SparseFunction parity =
        function(
            """
            in sign x1, x2, x3, x4 ~ rademacher(0.5)
            p = x1 * x2
            y = p * x3
            """);
    assertThat(Learnability.of(parity, 0, 1).method())
        .isEqualTo("exact: all 8 rows of the 3 inputs that matter");
    assertThat(of(parity, "informationExponent").value()).isEqualTo(3);
    assertThat(of(parity, "leap").value()).isEqualTo(3);
    assertThat(of(parity, "weightByDegree").text()).isEqualTo("1.00 at 3");
    assertThat(of(parity, "averageSensitivity").value()).isEqualTo(3);
    assertThat(of(parity, "leastNodeCorrelation"))
        .isEqualTo(
            new Predictor(
                "node correlations",
                "leastNodeCorrelation",
                0.0,
                "least 0, at p",
                "1 of 1 constituents give no first-order signal; these need labels of their own, or"
                    + " more steps"));
  }

  @Test
  void a_staircase_has_leap_one() {
    SparseFunction stairs =
        of(4, "sign", "rademacher(0.5)", "x1 + x1 * x2 + x1 * x2 * x3 + 2 * x1 * x2 * x3 * x4");
    assertThat(of(stairs, "leap").text()).isEqualTo("1 (new inputs at each step: 1, 1, 1, 1)");
    assertThat(of(stairs, "informationExponent").value()).isEqualTo(1);
    assertThat(of(stairs, "weightByDegree").text())
        .isEqualTo("0.143 at 1, 0.143 at 2, 0.143 at 3, 0.571 at 4");
  }

  @Test
  void bits_count_as_signs() {
    // x1 and x2 = (1 - s1)(1 - s2) / 4: each flip changes it in half of all rows, by 1
    SparseFunction and = of(2, "bit", "bernoulli(0.5)", "x1 * x2");
    assertThat(of(and, "averageSensitivity").value()).isEqualTo(0.25);
    assertThat(of(and, "informationExponent").value()).isEqualTo(1);
  }

  @Test
  void polynomials_of_many_signs_stay_exact() {
    SparseFunction parity = of(30, "sign", "rademacher(0.5)", signs(" * ", 30));
    assertThat(of(parity, "leap").value()).isEqualTo(30);
    assertThat(of(parity, "averageSensitivity").value()).isEqualTo(30);
    assertThat(Learnability.of(parity, 0, 1).method())
        .isEqualTo(
            "expansion exact, as the output is a polynomial; correlations from a sample of 8,192"
                + " rows, seed 1, 95% intervals");
  }

  @Test
  void other_functions_of_many_signs_are_sampled() {
    SparseFunction sum = of(24, "sign", "rademacher(0.5)", "tanh(" + signs(" + ", 24) + ")");
    assertThat(of(sum, "informationExponent").value()).isEqualTo(1);
    assertThat(of(sum, "leap").value()).isNull();
    assertThat(of(sum, "leap").text())
        .isEqualTo(
            "not computed: more than 20 inputs matter, and the output is no polynomial of few"
                + " terms");
    assertThat(of(sum, "averageSensitivity").text())
        .endsWith(" of at most 24 for values of -1 and 1");
    SparseFunction even = of(24, "sign", "rademacher(0.5)", "cos(" + signs(" + ", 24) + ")");
    assertThat(of(even, "informationExponent").text()).isEqualTo("not seen at degree 1");
  }

  @Test
  void sampled_sensitivity_covers_the_exact_one() {
    SparseFunction sum = of(10, "sign", "rademacher(0.5)", "tanh(" + signs(" + ", 10) + ")");
    double exact = FourierSpectrum.of(sum, 0).averageSensitivity();
    Interval interval =
        Learnability.flips(sum, 0, IntStream.range(0, 10).toArray(), RandomStream.of(7, "flips"));
    assertThat(exact).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low()).isLessThan(exact / 5);
  }

  @Test
  void normal_inputs_have_hermite_leaps_in_their_basis_and_over_rotations() {
    SparseFunction square = of(3, "real", "normal(0, 1)", "x1 + x1 * x2");
    assertThat(of(square, "leap").value()).isEqualTo(1);
    assertThat(of(square, "rotatedLeap").value()).isEqualTo(1);
    SparseFunction pair = of(3, "real", "normal(0, 1)", "x1^2 - 1");
    assertThat(of(pair, "informationExponent").value()).isEqualTo(2);
    assertThat(of(pair, "leap").text()).isEqualTo("2 (new inputs at each step: 2)");
  }

  @Test
  void other_laws_define_correlations_alone() {
    SparseFunction uniform =
        function(
            """
            in real x1, x2 ~ uniform(-1, 1)
            a = x1 + 0.5 * x2
            y = a^3
            """);
    assertThat(of(uniform, "leap").text()).isEqualTo("not defined for this law (uniform(-1, 1))");
    assertThat(of(uniform, "leap").value()).isNull();
    assertThat(of(uniform, "leastNodeCorrelation").meaning())
        .isEqualTo("every constituent gives a first-order signal");
    SparseFunction unfair = of(2, "sign", "rademacher(0.3)", "x1 * x2");
    assertThat(of(unfair, "leap").text()).isEqualTo("not defined for this law (rademacher(0.3))");
  }

  @Test
  void a_constant_has_nothing_to_learn() {
    SparseFunction nothing = of(2, "sign", "rademacher(0.5)", "x1 * x1 + 0 * x2");
    assertThat(of(nothing, "informationExponent").meaning()).isEqualTo("it is constant");
  }

  @Test
  void enumerated_correlations_are_those_of_the_oracle() {
    SparseFunction tree =
        function(
            """
            in bit x1, x2, x3, x4 ~ bernoulli(0.5)
            a = x1 * x2
            b = x3 + x4 - x3 * x4
            y = a + b - 2 * a * b
            """);
    double[] expected = NodeCorrelations.of(tree, 0);
    double[] found = Correlations.enumerated(tree, 0, new int[] {0, 1, 2, 3}).sizes();
    for (int v = 0; v < expected.length; v++) {
      assertThat(Math.abs(found[v] - expected[v])).isLessThanOrEqualTo(1e-14);
    }
  }
}
