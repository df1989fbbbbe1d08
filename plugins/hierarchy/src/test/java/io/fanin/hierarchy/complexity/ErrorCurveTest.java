package io.fanin.hierarchy.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.input.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCurveTest {
  private static final double[] SIZES = {100, 200, 400};

  private static ErrorCurve curve(double[]... errors) {
    return new ErrorCurve(SIZES, errors, 0.1, 0.001);
  }

  @Test
  void the_complexity_lies_on_the_straight_line_in_logarithms() {
    double[] halving = {0.4, 0.2, 0.05};
    // from 0.2 at 200 to 0.05 at 400: 0.1 is half of the way, at 200 sqrt(2)
    assertThat(curve(halving).complexity()).isCloseTo(200 * Math.sqrt(2), within(1e-9));
    assertThat(curve(new double[] {0.4, 0.1, 0.05}).complexity()).isCloseTo(200, within(1e-9));
    assertThat(curve(halving).text()).isEqualTo("283");
  }

  @Test
  void it_is_that_of_the_median_member_and_the_first_crossing_counts() {
    double[] early = {0.4, 0.05, 0.2};
    double[] late = {0.4, 0.4, 0.4};
    double[] middle = {0.4, 0.2, 0.05};
    ErrorCurve curve = curve(early, late, middle);
    assertThat(curve.medians()).containsExactly(0.4, 0.2, 0.2);
    assertThat(curve.complexity()).isInfinite().isPositive();
    assertThat(curve.complexity(0)).isBetween(100.0, 200.0);
    assertThat(curve.complexity(2, 2, 1)).isCloseTo(200 * Math.sqrt(2), within(1e-9));
  }

  @Test
  void what_lies_outside_of_the_ladder_is_said_and_not_guessed() {
    ErrorCurve never = curve(new double[] {0.4, 0.3, 0.2});
    assertThat(never.complexity()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(never.text()).isEqualTo("above 400");
    ErrorCurve at = curve(new double[] {0.05, 0.01, 0});
    assertThat(at.complexity()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(at.text()).isEqualTo("below 100");
  }

  @Test
  void an_error_of_zero_counts_as_the_least_that_could_be_seen() {
    // from 0.1 * 10 at 200 to 0.1 / 100 at 400: a third of the way
    ErrorCurve curve = new ErrorCurve(SIZES, new double[][] {{1, 1, 0}}, 0.1, 0.001);
    assertThat(curve.complexity()).isCloseTo(200 * StrictMath.cbrt(2), within(1e-9));
  }

  @Test
  void a_power_law_has_its_exponent_and_an_interval_of_no_width_where_members_agree() {
    double[] x = {1, 2, 4};
    ErrorCurve[] curves = new ErrorCurve[3];
    for (int i = 0; i < 3; i++) {
      double[] sizes = {x[i] * x[i], 4 * x[i] * x[i]};
      double[] errors = {0.2, 0.05};
      curves[i] = new ErrorCurve(sizes, new double[][] {errors, errors, errors}, 0.1, 0.001);
    }
    SlopeEstimate slope = new Scaling(x, List.of(curves)).slope(1, "test");
    assertThat(slope.slope()).isCloseTo(2, within(1e-12));
    assertThat(slope.withoutSmallest()).isCloseTo(2, within(1e-12));
    assertThat(slope.interval().low()).isCloseTo(2, within(1e-12));
    assertThat(slope.interval().high()).isCloseTo(2, within(1e-12));
  }

  @Test
  void a_slope_over_what_is_not_reached_is_not_defined() {
    ErrorCurve reached = curve(new double[] {0.4, 0.2, 0.05}, new double[] {0.4, 0.2, 0.05});
    ErrorCurve never = curve(new double[] {0.4, 0.4, 0.4}, new double[] {0.4, 0.4, 0.4});
    Scaling scaling = new Scaling(new double[] {1, 2, 3}, List.of(reached, reached, never));
    assertThat(scaling.slope(1, "test").interval().isDefined()).isFalse();
    assertThat(Scaling.complexity(never, 1, "test").isDefined()).isFalse();
    assertThat(Scaling.complexity(reached, 1, "test").isDefined()).isTrue();
  }

  @Test
  void ladders_are_geometric_and_end_where_data_do() {
    assertThat(Ladder.geometric(100, 1.5, 4, 1e6).sizes()).containsExactly(100, 150, 225, 338);
    assertThat(Ladder.geometric(100, 1.5, 10, 230).sizes()).containsExactly(100, 150, 225);
    assertThat(Ladder.geometric(0.5, 1.2, 5, 100).sizes()).containsExactly(2); // no size twice
    assertThatThrownBy(() -> Ladder.geometric(100, 2, 3, 99))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a ladder from 100.0 samples does not fit below 99.0, so much can be drawn; lower its"
                + " first rung");
    assertThatThrownBy(() -> Ladder.geometric(100, 100, 20, 1e30))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a ladder from 100.0 by 100.0 reaches 1.0E8 samples with 20 rungs; it may reach 10000000:"
                + " lower one of them");
  }
}
