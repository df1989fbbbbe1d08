package io.fanin.hierarchy;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.sweep.Sweep;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.SweepOutcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialLog;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Kernels;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small runs of a claim, and conclusions from made-up results. */
public final class Runs {
  private Runs() {}

  /** A quick setup with some settings changed. */
  public static ClaimSetup setup(
      ClaimProvider claim, boolean control, Map<String, Object> changes) {
    Settings settings = Settings.of(claim.keys(Mode.QUICK)).withAll(changes);
    return new ClaimSetup(Mode.QUICK, settings, control, 3);
  }

  /** The whole plan on the reference provider. */
  public static SweepResults run(ClaimProvider claim, ClaimSetup setup, int threads) {
    Sweep sweep =
        new Sweep(claim.plan(setup, environment()), new Forgetful(), new ThreadsBackend(threads));
    return ((SweepOutcome.Complete) sweep.run(SweepListener.NONE)).results();
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

  /** Keeps nothing, so that every run does all the work. */
  private static final class Forgetful implements TrialLog {
    @Override
    public Collection<TrialResult> results() {
      return List.of();
    }

    @Override
    public boolean append(TrialResult result) {
      return true;
    }

    @Override
    public void commit() {}
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
}
