package io.fanin.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static double value(String text, double... arguments) {
    return Expression.parse(text)
        .compile(List.of("a", "b", "c", "d").subList(0, arguments.length))
        .value(arguments);
  }

  @Test
  void precedence_is_that_of_the_table() {
    assertThat(value("-2^2")).isEqualTo(-4);
    assertThat(value("2^3^2")).isEqualTo(512);
    assertThat(value("2^-1")).isEqualTo(0.5);
    assertThat(value("(-2)^2")).isEqualTo(4);
    assertThat(value("-2^-2")).isEqualTo(-0.25);
    assertThat(value("2*-3")).isEqualTo(-6);
    assertThat(value("12/2/3*4")).isEqualTo(8);
    assertThat(value("1 - 2 - 3")).isEqualTo(-4);
    assertThat(value("1 - -2 + +3")).isEqualTo(6);
    assertThat(value("1 + 2*3^2")).isEqualTo(19);
    assertThat(value("1 < 2 and 2 + 1 >= 3")).isEqualTo(1);
    assertThat(value("not 1 == 2")).isEqualTo(1);
    assertThat(value("true or true and false")).isEqualTo(1);
    assertThat(value("true xor true and false")).isEqualTo(1);
    assertThat(value("true or true xor true")).isEqualTo(1);
    assertThat(value("not false and false")).isEqualTo(0);
  }

  @Test
  void every_function_has_its_known_value() {
    assertThat(value("sin(0) + cos(0) + tan(0) + atan(0)")).isEqualTo(1);
    assertThat(value("sinh(0) + cosh(0) + tanh(0) + exp(0) + log(1)")).isEqualTo(2);
    assertThat(value("sqrt(9) + abs(-2) + min(3, 1, 2) + max(3, 1, 2)")).isEqualTo(9);
    assertThat(value("sigmoid(0) + relu(-1) + relu(2) + sign(-3) + step(0) + step(1)"))
        .isEqualTo(2.5);
    assertThat(value("floor(-1.5)")).isEqualTo(-2);
    assertThat(value("softplus(0)")).isEqualTo(StrictMath.log(2));
    assertThat(value("softplus(-1000) + sigmoid(-1000)")).isEqualTo(0);
    assertThat(value("if(a > 1, 10, 20)", 2)).isEqualTo(10);
    assertThat(value("if(a > 1, 10, 20)", 1)).isEqualTo(20);
    assertThat(value("pi - e")).isEqualTo(Math.PI - Math.E);
  }

  @Test
  void erf_has_the_tabulated_values() {
    // Abramowitz and Stegun, table 7.1, and the tails.
    assertThat(Math.abs(value("erf(0.5)") - 0.5204998778130465)).isLessThanOrEqualTo(1e-15);
    assertThat(Math.abs(value("erf(1)") - 0.8427007929497149)).isLessThanOrEqualTo(1e-15);
    assertThat(Math.abs(value("erf(-2)") + 0.9953222650189527)).isLessThanOrEqualTo(1e-15);
    assertThat(Math.abs(value("erf(3)") - 0.9999779095030014)).isLessThanOrEqualTo(1e-15);
    assertThat(value("erf(0)")).isEqualTo(0);
    assertThat(value("erf(7)")).isEqualTo(1);
  }

  @Test
  void hermite_polynomials_are_the_probabilists_ones() {
    assertThat(value("He(0, a)", 3)).isEqualTo(1);
    assertThat(value("He(1, a)", 3)).isEqualTo(3);
    assertThat(value("He(2, a)", 3)).isEqualTo(8);
    assertThat(value("He(3, a)", 3)).isEqualTo(18);
    assertThat(value("He(4, a)", 3)).isEqualTo(30);
    assertThat(value("He(5, a)", 2)).isEqualTo(32 - 80 + 30);
    assertThat(Expression.parse("He(3, a)").derivative("a").toString()).isEqualTo("3*He(2, a)");
  }

  @Test
  void sums_and_products_are_written_out_over_indexed_variables() {
    assertThat(Expression.parse("sum(i, 1, 3, x[i])").toString()).isEqualTo("x[1] + x[2] + x[3]");
    assertThat(Expression.parse("prod(i, 0, 1, x[2*i+1] - i)").toString())
        .isEqualTo("(x[1] - 0)*(x[3] - 1)");
    assertThat(Expression.parse("sum(i, 1, 2, sum(j, i, 2, x[i]*y[j]))"))
        .isEqualTo(Expression.parse("(x[1]*y[1] + x[1]*y[2]) + x[2]*y[2]"));
    assertThat(value("sum(i, 1, 10, i^2)")).isEqualTo(385);
    assertThat(value("sum(i, 2, 1, a)", 5)).isEqualTo(0);
    assertThat(value("prod(i, 2, 1, a)", 5)).isEqualTo(1);
    assertThat(value("sum(i, 1, 1, a)", 5)).isEqualTo(5);
  }

  @Test
  void printing_reads_back_as_the_same_tree() {
    for (String text :
        List.of(
            "-a^2",
            "(-a)^2",
            "a - -3",
            "a - (b - c)",
            "a/(b*c)",
            "a*b/c*d",
            "a*(b*c)",
            "(a^b)^c",
            "a^b^c",
            "not (a and b) or c",
            "(not a) == b",
            "(a < b) < c",
            "--a",
            "-(a + b)",
            "a + -3*b",
            "1e-300",
            "2e23",
            "0.1",
            "-0",
            "if(a < b, a, -b)",
            "He(3, a + b)",
            "a xor b and c",
            "(a or b) and c")) {
      Expression expression = Expression.parse(text);
      assertThat(Expression.parse(expression.toString())).as(text).isEqualTo(expression);
    }
    for (int i = 0; i < 2000; i++) {
      Expression expression = new RandomExpressions(i, false).next(5);
      String text = expression.toString();
      assertThat(Expression.parse(text)).as(text).isEqualTo(expression);
    }
  }

  @Test
  void printing_needs_no_bracket_to_spare() {
    assertThat(Expression.parse("((a)*(b))/(c) - ((d)^(2)) - (-(3))").toString())
        .isEqualTo("a*b/c - d^2 + 3");
    assertThat(Expression.parse("2.5e+2 * pi").toString()).isEqualTo("250*pi");
  }

  @Test
  void simplification_finds_the_canonical_form() {
    assertThat(simplified("b + a + a")).isEqualTo("2*a + b");
    assertThat(simplified("a*a*b/1")).isEqualTo("a^2*b");
    assertThat(simplified("a - a + 0*b")).isEqualTo("0");
    assertThat(simplified("x[10] + x[9]")).isEqualTo("x[9] + x[10]");
    assertThat(simplified("2*3 + sin(0)")).isEqualTo("6");
    assertThat(simplified("-(-a)")).isEqualTo("a");
    assertThat(simplified("cos(-a) + sin(-a)")).isEqualTo("-sin(a) + cos(a)");
    assertThat(simplified("a^1 * a^0")).isEqualTo("a");
    assertThat(simplified("(a^2)^3")).isEqualTo("a^6");
    assertThat(simplified("a/a")).isEqualTo("1");
    assertThat(simplified("not not (a < b) and true")).isEqualTo("a < b");
    assertThat(simplified("a and false")).isEqualTo("0");
    assertThat(simplified("a xor b xor a")).isEqualTo("b != 0");
    assertThat(simplified("max(b, max(a, b))")).isEqualTo("max(a, b)");
    assertThat(simplified("1/0")).isEqualTo("1/0");
  }

  private static String simplified(String text) {
    return Expression.parse(text).simplify().toString();
  }

  @Test
  void simplification_keeps_the_value() {
    int compared = 0;
    for (int i = 0; i < 2000; i++) {
      RandomExpressions source = new RandomExpressions(i, true);
      Expression expression = source.next(4);
      Expression simple = expression.simplify();
      double[] point = source.point(1);
      double before = expression.compile(RandomExpressions.NAMES).value(point);
      double after = simple.compile(RandomExpressions.NAMES).value(point);
      if (Math.abs(before) < 1e6) {
        compared++;
        assertThat(Math.abs(before - after))
            .as("%s at %s", expression, List.of(point[0], point[1], point[2]))
            .isLessThanOrEqualTo(1e-7 * (1 + Math.abs(before)));
      }
      assertThat(simple.simplify()).as(expression.toString()).isEqualTo(simple);
    }
    assertThat(compared).isGreaterThan(1500);
  }

  @Test
  void derivatives_agree_with_central_differences_and_with_the_reverse_sweep() {
    int compared = 0;
    for (int i = 0; i < 1500; i++) {
      RandomExpressions source = new RandomExpressions(10_000 + i, true);
      Expression expression = source.next(4);
      Program program = expression.compile(RandomExpressions.NAMES);
      double[] point = source.point(0.8);
      double[] gradient = new double[3];
      double value = program.gradient(point, gradient);
      for (int k = 0; k < 3; k++) {
        double symbolic =
            expression
                .derivative(RandomExpressions.NAMES.get(k))
                .compile(RandomExpressions.NAMES)
                .value(point);
        if (Math.abs(value) < 100 && Math.abs(symbolic) < 1e3) {
          compared++;
          String what = expression + " by " + RandomExpressions.NAMES.get(k);
          double scale = 1 + Math.abs(symbolic);
          assertThat(Math.abs(gradient[k] - symbolic)).as(what).isLessThanOrEqualTo(1e-9 * scale);
          assertThat(Math.abs(difference(program, point, k) - symbolic))
              .as(what)
              .isLessThanOrEqualTo(1e-3 * scale);
        }
      }
    }
    assertThat(compared).isGreaterThan(3000);
  }

  /** Fourth-order central difference. */
  private static double difference(Program program, double[] point, int k) {
    double h = 1e-4;
    double[] f = new double[4];
    double[] offsets = {-2, -1, 1, 2};
    for (int i = 0; i < 4; i++) {
      double[] moved = point.clone();
      moved[k] += offsets[i] * h;
      f[i] = program.value(moved);
    }
    return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h);
  }

  @Test
  void kinks_take_the_documented_side_in_both_derivatives() {
    for (String text : List.of("abs(a)", "relu(a)", "max(a, b)", "min(a, b, 0)")) {
      Program program = Expression.parse(text).compile(List.of("a", "b"));
      double[] gradient = new double[2];
      program.gradient(new double[] {0, 0}, gradient);
      for (int k = 0; k < 2; k++) {
        String name = List.of("a", "b").get(k);
        assertThat(gradient[k])
            .as(text)
            .isEqualTo(
                Expression.parse(text).derivative(name).evaluate(Map.of("a", 0.0, "b", 0.0)));
      }
    }
  }

  @Test
  void derivatives_are_readable() {
    assertThat(Expression.parse("sin(a*b)").derivative("a").toString()).isEqualTo("b*cos(a*b)");
    assertThat(Expression.parse("a^3 - 2*a").derivative("a").toString()).isEqualTo("3*a^2 - 2");
    assertThat(Expression.parse("a/b").derivative("b").toString()).isEqualTo("-(a/b^2)");
    assertThat(Expression.parse("exp(a)").derivative("b").toString()).isEqualTo("0");
  }

  @Test
  void structure_is_read_off() {
    assertThat(Expression.parse("(a + b)^3*c - 2").degree()).isEqualTo(OptionalInt.of(4));
    assertThat(Expression.parse("He(3, a^2)").degree()).isEqualTo(OptionalInt.of(6));
    assertThat(Expression.parse("sin(a)").degree()).isEqualTo(OptionalInt.empty());
    assertThat(Expression.parse("a/2 + sin(1)*b").isLinear()).isTrue();
    assertThat(Expression.parse("a*b").isLinear()).isFalse();
    assertThat(Expression.parse("a and not b or c == 1").isBoolean()).isTrue();
    assertThat(Expression.parse("a + b").isBoolean()).isFalse();
    assertThat(Expression.parse("b*a + b").variables()).containsExactly("b", "a");
    assertThat(
            Expression.parse("a*b")
                .substitute(Map.of("a", Expression.parse("b"), "b", Expression.parse("a + 1"))))
        .isEqualTo(Expression.parse("b*(a + 1)"));
  }

  @Test
  void deep_nesting_is_refused_and_does_not_overflow() {
    String open = "(".repeat(100_000);
    assertThatThrownBy(() -> Expression.parse(open + "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("expression:1:201: nested deeper than 200 levels; give the inner parts names");
    assertThatThrownBy(() -> Expression.parse("a" + "/a".repeat(5000)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "expression:1:1: an expression nests deeper than 2000 levels; give its parts names");
    Expression deep = Expression.parse("a" + "/b".repeat(1500));
    assertThat(deep.simplify().compile(List.of("a", "b")).value(new double[] {2, 1})).isEqualTo(2);
    assertThat(Expression.parse(deep.toString())).isEqualTo(deep);
    assertThatThrownBy(() -> Expression.parse("sum(i, 1, 1e9, a)"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "expression:1:16: the formula grows beyond 1000000 terms; give its parts names");
  }
}
