package io.fanin.experiments.sweep;

/** How a sweep ended. */
public sealed interface SweepOutcome {
  /** Trials with a result on the disk. */
  int done();

  /** Trials of the plan. */
  int total();

  /** Every trial of the plan has its result. */
  record Complete(SweepResults results) implements SweepOutcome {
    @Override
    public int done() {
      return results.all().size();
    }

    @Override
    public int total() {
      return done();
    }
  }

  /** The thread was interrupted; what was done is on the disk, and a rerun goes on from there. */
  record Interrupted(int done, int total) implements SweepOutcome {}

  /** A trial failed; what was done is on the disk, and a rerun tries the rest. */
  record Failed(int done, int total, Trial trial, Throwable cause) implements SweepOutcome {}
}
