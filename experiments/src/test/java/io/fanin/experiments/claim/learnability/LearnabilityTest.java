package io.fanin.experiments.claim.learnability;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class LearnabilityTest {
  private static final Map<String, Object> FEW =
      Map.of("n", List.of(4, 5), "drawn", 12, "trained", 12);
  private final Learnability claim = new Learnability();

  private SettingValues values() {
    return new SettingValues(Synthetic.setup(claim, false, Map.of()));
  }

  private static RandomTarget target(SparseFunction function) {
    double[] table =
        io.fanin.experiments.oracle.fourier.Cube.values(function, function.graph().outputs()[0]);
    return new RandomTarget(Family.TREE, 0, function, table, 0.5);
  }

  private static SparseFunction pair(int first, int second, int root) {
    return SparseFunction.builder()
        .inputs(List.of("a", "b", "c"), new InputLaw.Rademacher(0.5))
        .node("l", Family.constituent(first, 2), "a", "b")
        .node("y", Family.constituent(root, 2), "l", "c")
        .build();
  }

  /** a b c: one coefficient, of degree 3; nothing correlates. */
  @Test
  void the_parity_of_three_has_leap_three() {
    double[] all = Predictor.all(target(pair(0b0110, 0, 0b0110)));
    assertThat(all).containsExactly(2, 2, 3, 3, 3, 3, 1, 0, 0, 0);
  }

  /**
   * And of -1s: l = 1/2 (1 + a + b - ab), y = 1/2 (1 + l + c - lc): coefficients a, b: 1/4; c: 1/4
   * with E l = 1/2; degree 2: 1/4 each; abc 1/4; mean 3/4.
   */
  @Test
  void the_and_of_three_has_leap_one_and_its_known_spectrum() {
    RandomTarget target = target(pair(0b1000, 0, 0b1000));
    double[] all = Predictor.all(target);
    assertThat(Arrays.copyOf(all, 5)).containsExactly(2, 2, 3, 1, 1);
    FourierSpectrum spectrum = FourierSpectrum.of(target.table());
    assertThat(spectrum.coefficient(0)).isEqualTo(0.75);
    assertThat(Predictor.first(spectrum)).isEqualTo(0.25);
    assertThat(all[Predictor.SENSITIVITY.place()]).isEqualTo((3 + 6 + 3) / 16.0);
    assertThat(all[Predictor.TAIL.place()]).isCloseTo(1 / 7.0, within(1e-15));
    // inputs are the narrowest frontier: 1/4 over the deviation sqrt(7/16)
    assertThat(all[Predictor.STAIRCASE.place()])
        .isCloseTo(-0.25 / Math.sqrt(7 / 16.0), within(1e-15));
  }

  @Test
  void gates_depend_on_both_arguments_and_rules_on_all_three() {
    RandomStream random = RandomStream.of(1, "rules");
    for (int i = 0; i < 200; i++) {
      int rule = Family.rule(random);
      for (int bit = 1; bit < 8; bit *= 2) {
        int differing = 0;
        for (int row = 0; row < 8; row++) {
          differing += (rule >> row & 1) != (rule >> (row ^ bit) & 1) ? 1 : 0;
        }
        assertThat(differing).isPositive();
      }
    }
    assertThat(Family.constituent(0b1000, 2).value(new double[] {-1, -1})).isEqualTo(-1);
    assertThat(Family.constituent(0b1000, 2).value(new double[] {-1, 1})).isEqualTo(1);
  }

  @Test
  void drawn_targets_are_signs_of_enough_spread_and_monotone_ones_are_monotone() {
    for (Family family : Family.values()) {
      for (int number = 0; number < 6; number++) {
        RandomTarget target = RandomTarget.of(family, number, values());
        assertThat(target.table()).containsOnly(-1, 1).hasSize(1 << target.inputs());
        assertThat(target.minority()).isBetween(0.2, 0.5);
        assertThat(target.inputs()).isEqualTo(6 + 2 * (number % 3));
        assertThat(target.function().graph().maxFanIn()).isLessThanOrEqualTo(3);
        if (family == Family.MONOTONE) {
          FourierSpectrum spectrum = FourierSpectrum.of(target.table());
          for (int i = 0; i < target.inputs(); i++) {
            // of a monotone function the first-order coefficient is the influence
            assertThat(spectrum.coefficient(1 << i))
                .isCloseTo(spectrum.influence(i), within(1e-12));
          }
        }
      }
    }
  }

  @Test
  void networks_of_all_arms_are_of_one_size() {
    SettingValues values = values();
    for (Family family : Family.values()) {
      RandomTarget target = RandomTarget.of(family, 1, values);
      for (Arm arm : Arm.values()) {
        assertThat(arm.network(target, values).trainableParameters())
            .as(family + " " + arm)
            .isBetween(900, 1100);
      }
    }
  }

  /** Times that follow the average sensitivity, and a leap of 1 for one half of all. */
  private static BiConsumer<Trial, TrialResult.Builder> synthetic(double noise) {
    return (trial, result) -> {
      double x = number(trial, "number");
      if (trial.kind().equals("oracle")) {
        double[] all = new double[Predictor.values().length];
        Arrays.fill(all, 1);
        all[Predictor.SENSITIVITY.place()] = x;
        all[Predictor.LEAP.place()] = 1 + x % 2;
        all[Predictor.FIRST.place()] = -0.05;
        result.series(OracleTask.PREDICTORS, all);
      } else {
        double t = x > 10 ? Double.POSITIVE_INFINITY : 100 + x + noise * Synthetic.wobble(trial);
        result
            .series(LearningTask.STEPS, t, t, t)
            .number(LearningTask.RATE, 0.1)
            .number(LearningTask.DEAD, 0)
            .number(LearningTask.PARAMETERS, 1000)
            .number(LearningTask.WORK, 1000);
      }
    };
  }

  private EndpointResult endpoint(ClaimReport report, String start) {
    return report.endpoints().stream().filter(e -> e.name().startsWith(start)).findFirst().get();
  }

  @Test
  void a_quantity_that_orders_all_targets_is_half_beyond_chance() {
    ClaimReport report =
        Synthetic.report(claim, Synthetic.setup(claim, false, FEW), synthetic(0.1));

    assertThat(report.verdict().outcome()).isEqualTo(Outcome.MEASURED);
    assertThat(endpoint(report, "average sensitivity").estimate()).isEqualTo(0.5);
    assertThat(endpoint(report, "staircase").estimate()).isZero();
    assertThat(endpoint(report, "share of random targets of leap 1").estimate()).isEqualTo(0.5);
    assertThat(endpoint(report, "share with a first-order").estimate()).isZero();
    assertThat(endpoint(report, "leap").outcome()).isEqualTo(Outcome.MEASURED);
  }

  @Test
  void the_control_takes_a_quantitys_order_away() {
    ClaimReport report = Synthetic.report(claim, Synthetic.setup(claim, true, FEW), synthetic(0.1));
    EndpointResult control = endpoint(report, "average sensitivity");
    assertThat(control.interval().lo()).isLessThan(0.05);
    assertThat(Math.abs(control.estimate())).isLessThan(0.25);
  }

  @Test
  void settings_that_do_not_fit_are_refused() {
    assertThatThrownBy(
            () -> claim.cost(Synthetic.setup(claim, false, Map.of("trained", 20, "drawn", 10))))
        .hasMessage(
            "trained=20 is above drawn=10; targets that are learnt are among those that are drawn");
    assertThatThrownBy(
            () ->
                RandomTarget.of(
                    Family.MONOTONE,
                    0,
                    new SettingValues(
                        Synthetic.setup(claim, false, Map.of("n", List.of(5), "minority", 0.5)))))
        .hasMessage(
            "minority=0.5: no function of the family 'random tree, and, or' of 5 inputs has both"
                + " values so often; take a smaller share");
  }

  @Test
  void a_small_run_gives_the_same_bits_with_one_thread_and_two() {
    Map<String, Object> small = new TreeMap<>();
    small.putAll(Map.of("n", List.of(4, 5), "drawn", 3, "trained", 2, "starts", 1));
    small.putAll(Map.of("parameters", 40, "steps", 60, "batch", 8, "rates", List.of(0.1, 0.3)));
    ClaimSetup setup = Synthetic.setup(claim, false, small);
    SweepResults one = OnThreads.run(claim, setup, 1);

    assertThat(OnThreads.run(claim, setup, 2).digest()).isEqualTo(one.digest());
    assertThat(one.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, one).verdict().outcome()).isEqualTo(Outcome.MEASURED);
  }
}
