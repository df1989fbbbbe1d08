package io.fanin.circuits.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.circuits.machine.ShippedMachines;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Kernels;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuringClaimTest {
  private final TuringClaim claim = new TuringClaim();

  private ClaimReport run(boolean control) throws InterruptedException {
    Settings settings = Settings.of(claim.keys(Mode.QUICK)).withAll(Map.of("length", 3));
    ClaimSetup setup = new ClaimSetup(Mode.QUICK, settings, control, 3);
    List<TrialResult> results = new ArrayList<>();
    for (TrialTask task : claim.plan(setup, new ClaimEnvironment(Kernels.of(List.of())))) {
      results.addAll(task.run());
    }
    assertThat(results).hasSize(claim.cost(setup).trials());
    return claim.conclude(setup, SweepResults.of(results));
  }

  @Test
  void the_claim_holds() throws InterruptedException {
    ClaimReport report = run(false);
    assertThat(report.verdict().reason()).isNotEmpty();
    assertThat(report.endpoints()).hasSize(8);
    assertThat(report.endpoints().get(0).estimate()).isEqualTo(0);
    assertThat(report.endpoints().get(1).estimate()).isEqualTo(0);
    assertThat(report.verdict().outcome()).as(report.verdict().reason()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void its_control_fails() throws InterruptedException {
    ClaimReport report = run(true);
    assertThat(report.endpoints().get(0).estimate()).isGreaterThan(10);
    assertThat(report.endpoints().get(1).estimate()).isGreaterThan(10);
    assertThat(report.verdict().outcome()).isEqualTo(Outcome.FAILS);
  }

  @ParameterizedTest
  @CsvSource({
    "parity, 1",
    "parity, 8",
    "divisible-by-3, 8",
    "binary-increment, 1",
    "binary-increment, 9",
    "palindrome, 1",
    "palindrome, 8",
    "palindrome, 9",
    "anbncn, 3",
    "anbncn, 6",
    "anbncn, 9",
    "unary-to-binary, 7"
  })
  void the_hard_words_take_the_most_steps_and_cells_of_all(String name, int length) {
    TuringMachine machine = ShippedMachines.named(name);
    Window all = new Words(machine, "", length).window(1_000_000, 0, 1);
    assertThat(ShippedMachines.hardWindow(machine, length)).isEqualTo(all);
  }
}
