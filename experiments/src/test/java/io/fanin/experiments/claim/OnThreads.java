package io.fanin.experiments.claim;

import io.fanin.experiments.sweep.Sweep;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.SweepOutcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.TrialLog;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.kernel.Kernels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Runs a claim as the command does, on so many threads of the reference provider. */
public final class OnThreads {
  private OnThreads() {}

  /** The results of the whole plan. */
  public static SweepResults run(ClaimProvider claim, ClaimSetup setup, int threads) {
    ClaimEnvironment environment = new ClaimEnvironment(Kernels.of(List.of()));
    Sweep sweep =
        new Sweep(claim.plan(setup, environment), new Memory(), new ThreadsBackend(threads));
    SweepOutcome outcome = sweep.run(SweepListener.NONE);
    if (outcome instanceof SweepOutcome.Complete complete) {
      return complete.results();
    }
    throw new AssertionError("the sweep ended early: " + outcome);
  }

  private static final class Memory implements TrialLog {
    private final List<TrialResult> results = new ArrayList<>();

    @Override
    public synchronized Collection<TrialResult> results() {
      return List.copyOf(results);
    }

    @Override
    public synchronized boolean append(TrialResult result) {
      return results.add(result);
    }

    @Override
    public void commit() {}
  }
}
