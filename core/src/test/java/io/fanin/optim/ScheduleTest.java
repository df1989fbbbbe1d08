package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScheduleTest {
  static List<Schedule> schedules() {
    return List.of(
        new Schedule.Constant(0.1),
        new Schedule.Cosine(0.1, 100, 0.001),
        new Schedule.Linear(0.1, 100, 0),
        new Schedule.StepDecay(0.1, 0.5, 30),
        new Schedule.Cosine(0.1, 90, 0).warmedUp(10),
        new Schedule.Linear(0.1, 70, 0.02).times(3));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void rates_never_rise_after_the_warm_up_and_are_never_negative(Schedule schedule) {
    double last = Double.POSITIVE_INFINITY;
    for (long step = 10; step < 400; step++) {
      double rate = schedule.rate(step);
      assertThat(rate >= 0 && rate <= last).isTrue();
      last = rate;
    }
    assertThat(schedule.rate(Long.MAX_VALUE) <= last).isTrue();
  }

  @Test
  void cosine_has_its_values_at_start_middle_and_end() {
    Schedule cosine = new Schedule.Cosine(0.5, 200, 0.1);
    assertThat(cosine.rate(0)).isEqualTo(0.5);
    assertThat(Math.abs(cosine.rate(100) - 0.3) <= 1e-16).isTrue();
    assertThat(Math.abs(cosine.rate(50) - (0.1 + 0.2 * (1 + Math.sqrt(0.5)))) <= 1e-15).isTrue();
    assertThat(cosine.rate(200)).isEqualTo(0.1);
    assertThat(cosine.rate(Long.MAX_VALUE)).isEqualTo(0.1);
  }

  @Test
  void line_and_staircase_have_their_exact_values() {
    Schedule line = new Schedule.Linear(1, 4, 0.5);
    assertThat(List.of(line.rate(0), line.rate(1), line.rate(4), line.rate(9)))
        .containsExactly(1.0, 0.875, 0.5, 0.5);
    Schedule stairs = new Schedule.StepDecay(1, 0.5, 2);
    assertThat(List.of(stairs.rate(1), stairs.rate(2), stairs.rate(7)))
        .containsExactly(1.0, 0.5, 0.125);
  }

  @Test
  void warm_up_rises_to_the_first_rate_and_then_the_schedule_starts() {
    Schedule schedule = new Schedule.Linear(1, 4, 0).warmedUp(3);
    assertThat(List.of(schedule.rate(0), schedule.rate(1), schedule.rate(2)))
        .containsExactly(0.25, 0.5, 0.75);
    assertThat(List.of(schedule.rate(3), schedule.rate(4), schedule.rate(7)))
        .containsExactly(1.0, 0.75, 0.0);
    assertThat(new Schedule.Constant(2).warmedUp(0).rate(0)).isEqualTo(2);
  }

  @Test
  void ids_name_every_parameter() {
    assertThat(schedules())
        .extracting(Schedule::id)
        .containsExactly(
            "constant(rate=0.1)",
            "cosine(base=0.1,total=100,floor=0.001)",
            "linear(base=0.1,total=100,floor=0)",
            "step-decay(base=0.1,factor=0.5,every=30)",
            "cosine(base=0.1,total=90,floor=0)+warm-up(steps=10)",
            "linear(base=0.1,total=70,floor=0.02)+times(factor=3)");
  }

  @Test
  void bad_parameters_are_named_with_their_bounds() {
    refused(() -> new Schedule.Constant(-1), "rate must be >= 0 and finite, was -1.0");
    refused(() -> new Schedule.Cosine(1, 0, 0), "total must be >= 1, was 0");
    refused(
        () -> new Schedule.Linear(1, 5, 2), "base must be finite and >= floor, were 1.0 and 2.0");
    refused(() -> new Schedule.StepDecay(1, Double.NaN, 5), "factor must be in [0, 1], was NaN");
    refused(() -> new Schedule.Constant(1).warmedUp(-1), "steps must be >= 0, was -1");
    refused(
        () -> new Schedule.Constant(1).times(Double.NaN),
        "factor must be >= 0 and finite, was NaN");
  }

  private static void refused(Runnable attempt, String message) {
    assertThatIllegalArgumentException().isThrownBy(attempt::run).withMessage(message);
  }
}
