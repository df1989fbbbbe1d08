package io.fanin.experiments.claim.online;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.claim.leap.LeapTime;
import io.fanin.experiments.claim.staircase.Staircase;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class OnlineTest {
  private static final Map<String, Object> SMALL_LIMIT =
      Map.of(
          "targets", List.of("z1 + z1*z2"),
          "delta", List.of(0.4, 0.2, 0.1),
          "seeds", 2,
          "particles", 10,
          "nodes", 6,
          "step", 0.5,
          "time", 5);

  private final LeapTime leap = new LeapTime();

  private ClaimSetup setup(boolean control, Map<String, Object> online) {
    Map<String, Object> all = new java.util.TreeMap<>(SMALL_LIMIT);
    all.putAll(online);
    return Synthetic.setup(leap, control, all);
  }

  @Test
  void labels_are_the_polynomial_of_the_first_signs() {
    SparsePolynomial target = SparsePolynomial.parse("0.5*z1 + z1*z2*z3").inSigns();
    int inputs = 70; // more than the bits of one number
    double[] x = new double[50 * inputs];
    double[] y = new double[50];

    new SignRows(target, inputs).fill(RandomStream.of(1, "rows"), x, y, 50);

    for (int r = 0; r < 50; r++) {
      double[] z = {x[r * inputs], x[r * inputs + 1], x[r * inputs + 2]};
      assertThat(y[r]).isEqualTo(0.5 * z[0] + z[0] * z[1] * z[2]);
    }
    assertThat(x).containsOnly(-1, 1);
    assertThat(java.util.Arrays.copyOfRange(x, 64, 70)).isNotEqualTo(java.util.Arrays.copyOf(x, 6));
  }

  @Test
  void a_target_with_more_signs_than_inputs_is_refused() {
    assertThatThrownBy(() -> new SignRows(SparsePolynomial.parse("z1*z2*z3").inSigns(), 2))
        .hasMessage(
            "'z1*z2*z3' has 3 signs, but networks see 2 here and at most 20 can be read; raise"
                + " sgd-inputs or take fewer");
  }

  @Test
  void the_law_is_the_leap_s() {
    SparsePolynomial any = SparsePolynomial.parse("z1").inSigns();
    assertThat(new OnlineTarget("z1 + z1*z2", any, 0).exponent()).isEqualTo(1);
    assertThat(new OnlineTarget("z1 + z1*z2*z3", any, 0).exponent()).isEqualTo(1);
    assertThat(new OnlineTarget("z1 + z1*z2*z3*z4", any, 0).exponent()).isEqualTo(2);
    assertThat(new OnlineTarget("z1 + z1*z2*z3*z4*z5", any, 0).exponent()).isEqualTo(3);
  }

  @Test
  void a_quick_run_has_none() {
    ClaimSetup setup = setup(false, Map.of());

    assertThat(leap.cost(setup).networks()).isZero();
    assertThat(report(setup, d -> d).endpoints()).hasSize(1);
  }

  @Test
  void the_exponent_is_that_of_the_medians() {
    ClaimSetup setup = setup(false, Map.of("sgd-starts", 8, "sgd-inputs", List.of(20, 40, 80)));

    EndpointResult shown = report(setup, d -> d * d).endpoints().get(3);

    assertThat(shown.name())
        .isEqualTo("exponent of the samples in the inputs, z1 + z1*z2*z3*z4, gradient descent");
    assertThat(shown.primary()).isFalse();
    assertThat(shown.predicted()).isEqualTo(2);
    assertThat(shown.estimate()).isBetween(1.99, 2.01);
    assertThat(shown.interval().lo()).isBetween(1.9, 2.0);
  }

  @Test
  void what_was_not_reached_has_no_exponent_and_is_counted() {
    ClaimSetup setup = setup(false, Map.of("sgd-starts", 8, "sgd-inputs", List.of(20, 40, 80)));

    ClaimReport report = report(setup, d -> d > 50 ? Double.POSITIVE_INFINITY : d);

    assertThat(report.endpoints()).hasSize(1); // that of the limit alone
    assertThat(report.tables().get(1).rows().get(2)).element(3).isEqualTo("");
    assertThat(report.tables().get(1).rows().get(2)).element(4).isEqualTo("0");
  }

  private ClaimReport report(ClaimSetup setup, DoubleUnaryOperator law) {
    return Synthetic.report(
        leap,
        setup,
        (trial, result) -> {
          boolean online = trial.kind().equals("sgd");
          if (online) {
            double start = 1 + 0.002 * number(trial, "start");
            result
                .number(OnlineTask.ESCAPE, start * law.applyAsDouble(number(trial, "inputs")))
                .number(OnlineTask.RATE, 0.1)
                .number(OnlineTask.DEAD, 0);
          } else {
            result.number("escape", 40 + 0.01 * number(trial, "start"));
          }
        });
  }

  @Test
  void the_control_trains_the_bridged_target() {
    ClaimSetup setup =
        setup(true, Map.of("sgd-starts", 1, "sgd-targets", List.of("z1 + z1*z2*z3")));
    SparsePolynomial bridged = SparsePolynomial.parse("z1 + z1*z2 + z1*z2*z3").inSigns();
    List<String> settings =
        Synthetic.trials(leap, setup).stream()
            .map(Trial::settings)
            .filter(s -> s.contains("inputs"))
            .toList();

    assertThat(settings).isNotEmpty().allMatch(s -> s.contains('"' + bridged.toString() + '"'));
    assertThat(settings).allMatch(s -> s.contains("\"term\":2"));
  }

  @Test
  void one_and_two_threads_learn_with_the_same_bits() {
    ClaimSetup setup =
        setup(
            false,
            Map.of(
                "sgd-starts", 2,
                "sgd-inputs", List.of(3, 5),
                "sgd-targets", List.of("z1", "z1 + z1*z2"),
                "sgd-width", 12,
                "sgd-tuning-starts", 1,
                "sgd-rates", List.of(0.2, 0.1),
                "sgd-steps", 400));
    SweepResults one = OnThreads.run(leap, setup, 1);

    assertThat(one.digest()).isEqualTo(OnThreads.run(leap, setup, 2).digest());
    List<TrialResult> online = one.all().subList(6, one.all().size());
    assertThat(online).hasSize(8);
    assertThat(online.get(0).number(OnlineTask.ESCAPE)).isBetween(2.0, 400.0);
    assertThat(leap.cost(setup).trials()).isEqualTo(14);
    assertThat(leap.cost(setup).networks()).isEqualTo(16);
  }

  @Test
  void a_staircase_has_them_too() {
    Staircase staircase = new Staircase();
    ClaimSetup setup =
        Synthetic.setup(
            staircase, false, Map.of("sgd-starts", 2, "targets", List.of("z1", "z1 + z1*z2")));

    List<String> settings =
        Synthetic.trials(staircase, setup).stream().map(Trial::settings).toList();

    assertThat(settings.stream().filter(s -> s.contains("\"inputs\":400"))).hasSize(4);
    assertThat(settings).hasSize(staircase.cost(setup).trials());
  }
}
