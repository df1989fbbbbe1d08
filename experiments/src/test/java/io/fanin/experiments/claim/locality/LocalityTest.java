package io.fanin.experiments.claim.locality;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.experiments.target.Digits;
import io.fanin.kernel.Kernels;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalityTest {
  private final Locality claim = new Locality();

  private ClaimSetup small(boolean control) {
    Settings settings =
        Settings.of(claim.keys(Mode.QUICK))
            .withAll(
                Map.of(
                    "sets",
                    3,
                    "samples",
                    List.of(20),
                    "epochs",
                    2,
                    "parameters",
                    400,
                    "rates",
                    List.of(0.01, 0.03),
                    "resamples",
                    200));
    return new ClaimSetup(Mode.QUICK, settings, control, 7);
  }

  private static SweepResults run(List<TrialTask> tasks) throws InterruptedException {
    List<TrialResult> results = new ArrayList<>();
    for (TrialTask task : tasks) {
      results.addAll(task.run());
    }
    return SweepResults.of(results);
  }

  @Test
  void a_small_run_is_concluded_and_the_same_twice() throws InterruptedException {
    ClaimEnvironment environment = new ClaimEnvironment(Kernels.of(List.of()));
    ClaimSetup setup = small(false);

    SweepResults first = run(claim.plan(setup, environment));
    SweepResults second = run(claim.plan(setup, environment));

    assertThat(first.all()).hasSize(claim.cost(setup).trials());
    assertThat(second.digest()).isEqualTo(first.digest());
    ClaimReport report = claim.conclude(setup, first);
    assertThat(report.tables()).hasSize(3);
    assertThat(report.verdict().scale()).isEqualTo("3 sets of 20 digits");
  }

  @Test
  void the_control_changes_the_local_arms_alone() throws InterruptedException {
    ClaimEnvironment environment = new ClaimEnvironment(Kernels.of(List.of()));
    ClaimSetup plain = small(false);
    ClaimSetup broken = small(true);

    SweepResults a = run(claim.plan(plain, environment));
    SweepResults b = run(claim.plan(broken, environment));

    int at = 0;
    for (LocalityPlan.Group group : LocalityPlan.groups(plain)) {
      String was = a.all().get(at).text(LocalityTask.TEST_WRONG);
      String is = b.all().get(at).text(LocalityTask.TEST_WRONG);
      boolean moved = group.arm() == Arm.LOCAL || group.arm() == Arm.CONV;
      assertThat(is.equals(was)).as(group.toString()).isEqualTo(!moved);
      at += group.sets();
    }
  }

  @Test
  void the_full_setting_compares_dense_networks_on_moved_pixels() throws InterruptedException {
    ClaimSetup small = small(false);
    Settings settings =
        small.settings().withAll(Map.of("dense-shuffled", true, "samples", List.of(10, 20)));
    ClaimSetup setup = new ClaimSetup(Mode.QUICK, settings, false, 7);

    ClaimReport report =
        claim.conclude(setup, run(claim.plan(setup, new ClaimEnvironment(Kernels.of(List.of())))));

    assertThat(report.endpoints())
        .extracting(EndpointResult::name)
        .containsExactly(
            "error of dense, pixels shuffled, less that of dense (10 digits)",
            "error of dense, pixels shuffled, less that of dense (20 digits)");
    assertThat(report.endpoints()).noneMatch(EndpointResult::primary);
    assertThat(report.figures()).extracting(Figure::id).contains("locality-learning");
    assertThat(report.comparisons()).hasSize(6);
  }

  @Test
  void digits_of_a_file_take_the_place_of_those_that_ship(@TempDir Path folder)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    RandomStream random = RandomStream.of(1, "digits");
    for (int r = 0; r < 120; r++) {
      text.append(r % 10);
      for (int p = 0; p < 36; p++) {
        text.append(',').append(random.nextInt(256));
      }
      text.append('\n');
    }
    String file = Files.writeString(folder.resolve("own.csv"), text.toString()).toString();
    ClaimSetup setup =
        new ClaimSetup(Mode.QUICK, small(false).settings().withAll(Map.of("data", file)), false, 7);

    SweepResults results = run(claim.plan(setup, new ClaimEnvironment(Kernels.of(List.of()))));

    assertThat(results.all().get(0).trial().settings()).contains("\"data\":\"");
    assertThat(results.all().get(0).text(LocalityTask.TEST_WRONG)).hasSize(40);
  }

  @Test
  void networks_are_about_as_large_as_asked() {
    LocalityNetworks networks =
        new LocalityNetworks(
            new ClaimSetup(Mode.QUICK, Settings.of(claim.keys(Mode.QUICK)), false, 1),
            Digits.load());

    assertThat(networks.network(Arm.DENSE, Sizes.PARAMETERS).trainableParameters()).isEqualTo(9535);
    assertThat(networks.network(Arm.LOCAL, Sizes.PARAMETERS).trainableParameters()).isEqualTo(9370);
    assertThat(networks.network(Arm.CONV, Sizes.PARAMETERS).trainableParameters()).isEqualTo(9630);
  }
}
