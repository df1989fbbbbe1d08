package io.fanin.experiments.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs every trial of a plan that the log does not hold yet.
 *
 * <p>A result is durable before anybody hears of it. So a sweep may be killed at any point; a rerun
 * with the same plan and log does the missing trials and ends with the same digest.
 */
public final class Sweep {
  private final List<TrialTask> plan;
  private final TrialLog log;
  private final SweepBackend backend;
  private final Set<String> planned = new HashSet<>();

  /**
   * A sweep that has not begun.
   *
   * @param plan tasks in the order in which they are to be begun
   * @param log where results are kept
   * @param backend where tasks run
   * @throws IllegalArgumentException if the plan is empty or holds a trial twice
   */
  public Sweep(List<TrialTask> plan, TrialLog log, SweepBackend backend) {
    this.plan = List.copyOf(plan);
    this.log = log;
    this.backend = backend;
    for (TrialTask task : plan) {
      for (Trial trial : task.trials()) {
        if (!planned.add(trial.digest())) {
          throw new IllegalArgumentException("the plan holds " + trial.label() + " twice");
        }
      }
    }
    if (planned.isEmpty()) {
      throw new IllegalArgumentException("the plan holds no trial");
    }
  }

  /** Trials of the plan. */
  public int total() {
    return planned.size();
  }

  /**
   * Runs what is missing; call it once.
   *
   * <p>At an interruption it commits what is done, clears the thread's interrupted status and
   * returns {@link SweepOutcome.Interrupted}.
   *
   * @throws IllegalStateException if a trial that was computed again gave other bits than the log
   *     holds, or a task gave results that are not its trials'
   */
  public SweepOutcome run(SweepListener listener) {
    Progress progress = new Progress(listener);
    listener.started(total(), progress.done.size());
    List<TrialTask> missing = plan.stream().filter(t -> !progress.holds(t)).toList();
    try {
      backend.run(missing, progress);
      progress.idle();
      return progress.ending();
    } catch (InterruptedException e) {
      progress.idle();
      return new SweepOutcome.Interrupted(progress.done.size(), total());
    } catch (TrialFailedException e) {
      progress.idle();
      Throwable cause = cause(e);
      listener.failed(e.trial(), cause);
      return new SweepOutcome.Failed(progress.done.size(), total(), e.trial(), cause);
    }
  }

  private static Throwable cause(TrialFailedException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  /** What is done, and what is done but not yet durable. */
  private final class Progress implements TrialSink {
    private final SweepListener listener;
    private final Map<String, TrialResult> done = new LinkedHashMap<>();
    private final List<TrialResult> unheard = new ArrayList<>();

    Progress(SweepListener listener) {
      this.listener = listener;
      for (TrialResult result : log.results()) {
        if (planned.contains(result.trial().digest())) {
          done.put(result.trial().digest(), result);
        }
      }
    }

    boolean holds(TrialTask task) {
      return task.trials().stream().allMatch(t -> done.containsKey(t.digest()));
    }

    @Override
    public void accept(List<TrialResult> results) {
      results.forEach(this::accept);
    }

    private void accept(TrialResult result) {
      String digest = result.trial().digest();
      if (!planned.contains(digest)) {
        throw new IllegalStateException(result.trial().label() + " is not a trial of the plan");
      }
      TrialResult known = done.get(digest);
      if (known != null) {
        requireSameBits(known, result);
        return;
      }
      done.put(digest, result);
      unheard.add(result);
      if (log.append(result)) {
        tell();
      }
    }

    @Override
    public void idle() {
      if (!unheard.isEmpty()) {
        log.commit();
        tell();
      }
    }

    SweepOutcome ending() {
      List<TrialResult> ordered = new ArrayList<>();
      for (TrialTask task : plan) {
        for (Trial trial : task.trials()) {
          @Nullable TrialResult result = done.get(trial.digest());
          if (result == null) {
            throw new IllegalStateException(
                "backend '" + backend.id() + "' gave no result of " + trial.label());
          }
          ordered.add(result);
        }
      }
      return new SweepOutcome.Complete(SweepResults.of(ordered));
    }

    private void tell() {
      unheard.forEach(listener::finished);
      unheard.clear();
    }

    private void requireSameBits(TrialResult known, TrialResult result) {
      if (!known.digest().equals(result.digest())) {
        throw new IllegalStateException(
            "trial "
                + result.trial().label()
                + " gave other bits than the log holds: "
                + result.digest()
                + " instead of "
                + known.digest());
      }
    }
  }
}
