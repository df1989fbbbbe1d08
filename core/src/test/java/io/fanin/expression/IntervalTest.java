package io.fanin.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final Interval UNIT = new Interval(-1, 1);

  @Test
  void every_value_lies_in_the_range_over_the_box() {
    int checked = 0;
    for (int i = 0; i < 3000; i++) {
      RandomExpressions source = new RandomExpressions(20_000 + i, false);
      Expression expression = source.next(4);
      Program program = expression.compile(RandomExpressions.NAMES);
      double[] centre = source.point(2);
      double radius = source.random().uniform(0, 1);
      Interval[] box = new Interval[3];
      for (int k = 0; k < 3; k++) {
        box[k] = new Interval(centre[k] - radius, centre[k] + radius);
      }
      Interval range = program.range(box);
      for (int p = 0; p < 20; p++) {
        double[] point = source.point(radius);
        for (int k = 0; k < 3; k++) {
          point[k] = Math.max(box[k].lo(), Math.min(box[k].hi(), centre[k] + point[k]));
        }
        double value = program.value(point);
        if (!Double.isNaN(value)) {
          checked++;
          assertThat(range.contains(value))
              .as("%s = %s in %s over %s", expression, value, range, List.of(box))
              .isTrue();
        }
      }
    }
    assertThat(checked).isGreaterThan(40_000);
  }

  @Test
  void every_slope_is_below_the_lipschitz_bound() {
    for (int i = 0; i < 120; i++) {
      RandomExpressions source = new RandomExpressions(30_000 + i, false);
      Expression expression = source.next(3);
      Program program = expression.compile(RandomExpressions.NAMES);
      Interval[] box = {UNIT, UNIT, UNIT};
      for (int k = 0; k < 3; k++) {
        double bound = program.lipschitz(k, box);
        for (int p = 0; p < 20; p++) {
          double[] a = source.point(1);
          double[] b = a.clone();
          b[k] = source.point(1)[0];
          double rise = Math.abs(program.value(a) - program.value(b));
          if (rise <= Double.MAX_VALUE) {
            assertThat(rise)
                .as("%s by %s", expression, RandomExpressions.NAMES.get(k))
                .isLessThanOrEqualTo(bound * Math.abs(a[k] - b[k]) * (1 + 1e-9) + 1e-12);
          }
        }
      }
    }
  }

  @Test
  void bounds_of_known_functions_are_sharp() {
    assertSharp("3*a - b", "a", 3);
    assertSharp("a^2", "a", 2);
    assertSharp("a*b", "a", 1);
    assertSharp("sin(2*a)", "a", 2);
    assertSharp("abs(a)", "a", 1);
    assertSharp("relu(a - 5)", "a", 0);
    assertSharp("if(b > 0, a, 2*a)", "a", 2);
    assertSharp("a^2 - a", "a", 3);
    assertSharp("0.5*sin(1.5*a + 0.5*b) + 0.4*a*b - 0.1*b^2", "a", 1.15);
    assertThat(Expression.parse("step(a)").lipschitz("a", Map.of("a", UNIT))).isInfinite();
    assertThat(Expression.parse("sqrt(a)").lipschitz("a", Map.of("a", new Interval(0, 1))))
        .isInfinite();
    assertThat(Expression.parse("1/a").lipschitz("a", Map.of("a", UNIT))).isInfinite();
    assertThat(Expression.parse("a").lipschitz("b", Map.of("a", UNIT))).isEqualTo(0);
  }

  private static void assertSharp(String text, String variable, double exact) {
    double bound = Expression.parse(text).lipschitz(variable, Map.of("a", UNIT, "b", UNIT));
    assertThat(bound).as(text).isBetween(exact * (1 - 1e-3), exact * 1.02 + 1e-12);
  }

  @Test
  void ranges_of_known_functions_are_sharp() {
    assertThat(range("a^2").lo()).isEqualTo(0);
    assertThat(range("a^2").hi()).isBetween(1.0, 1 + 1e-14);
    assertThat(range("sin(10*a)")).isEqualTo(UNIT);
    assertThat(range("a and b")).isEqualTo(new Interval(0, 1));
    assertThat(range("a < 5")).isEqualTo(Interval.point(1));
    assertThat(range("log(a)").lo()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(range("1/(a + 3)").hi()).isBetween(0.5, 0.5 + 1e-15);
    assertThat(range("He(2, a)").lo()).isBetween(-1.2, -1.0);
    assertThatThrownBy(() -> new Interval(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no interval from 1.0 to 0.0");
  }

  private static Interval range(String text) {
    return Expression.parse(text).range(Map.of("a", UNIT, "b", UNIT));
  }
}
