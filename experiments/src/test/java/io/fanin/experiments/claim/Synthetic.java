package io.fanin.experiments.claim;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Kernels;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Concludes a claim from made-up results of the trials that it plans. */
public final class Synthetic {
  private Synthetic() {}

  /** A quick setup with some settings changed. */
  public static ClaimSetup setup(
      ClaimProvider claim, boolean control, Map<String, Object> changes) {
    Settings settings = Settings.of(claim.keys(Mode.QUICK)).withAll(changes);
    return new ClaimSetup(Mode.QUICK, settings, control, 3);
  }

  /** The report on results that are written for each trial. */
  public static ClaimReport report(
      ClaimProvider claim, ClaimSetup setup, BiConsumer<Trial, TrialResult.Builder> writer) {
    List<TrialResult> results = new ArrayList<>();
    for (TrialTask task : claim.plan(setup, environment())) {
      for (Trial trial : task.trials()) {
        TrialResult.Builder builder = TrialResult.of(trial);
        writer.accept(trial, builder);
        results.add(builder.build());
      }
    }
    return claim.conclude(setup, SweepResults.of(results));
  }

  /** The outcome of such a report. */
  public static Outcome outcome(
      ClaimProvider claim, ClaimSetup setup, BiConsumer<Trial, TrialResult.Builder> writer) {
    return report(claim, setup, writer).verdict().outcome();
  }

  /** Runs everything on the reference provider. */
  public static SweepResults run(ClaimProvider claim, ClaimSetup setup)
      throws InterruptedException {
    List<TrialResult> results = new ArrayList<>();
    for (TrialTask task : claim.plan(setup, environment())) {
      results.addAll(task.run());
    }
    return SweepResults.of(results);
  }

  /** Every trial that a claim plans, in order. */
  public static List<Trial> trials(ClaimProvider claim, ClaimSetup setup) {
    return claim.plan(setup, environment()).stream().flatMap(t -> t.trials().stream()).toList();
  }

  private static ClaimEnvironment environment() {
    return new ClaimEnvironment(Kernels.of(List.of()));
  }

  /** A number among a trial's settings. */
  public static double number(Trial trial, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":(-?[0-9.eE+-]+)").matcher(trial.settings());
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + key + " in " + trial.settings());
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** A small number that differs from trial to trial, in (-1, 1). */
  public static double wobble(Trial trial) {
    return Integer.parseInt(trial.digest().substring(0, 6), 16) / (double) 0x800000 - 1;
  }
}
