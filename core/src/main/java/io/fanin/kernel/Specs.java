package io.fanin.kernel;

import java.util.function.Supplier;

/** Checks that every spec shares. */
final class Specs {
  private Specs() {}

  static void check(BlockSpec spec, int reads, int[] share) {
    require(spec.nodes() >= 1, spec, "needs at least one node");
    require(spec.fanIn() >= 1, spec, "needs at least one read");
    require(spec.level() >= 1, spec, "needs a level of at least 1");
    require(spec.outWidth() >= 1, spec, "needs a width of at least 1");
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      require(spec.readWidth(slot) >= 1, spec, "needs read widths of at least 1");
    }
    require(reads == spec.nodes() * spec.fanIn(), spec, "needs nodes * fanIn reads, has " + reads);
    checkShares(spec, share);
  }

  private static void checkShares(BlockSpec spec, int[] share) {
    boolean[] used = new boolean[spec.shares()];
    for (int s : share) {
      require(
          s >= 0 && s < used.length, spec, () -> "has share " + s + " outside its parameter sets");
      used[s] = true;
    }
    for (int i = 0; i < used.length; i++) {
      int s = i;
      require(used[s], spec, () -> "has parameter set " + s + " that no node uses");
      require(spec.replica(s) >= 0, spec, "has a negative replica");
    }
  }

  static void require(boolean condition, BlockSpec spec, String problem) {
    require(condition, spec, () -> problem);
  }

  /** For what is asked of every read: the sentence is made only when it is needed. */
  static void require(boolean condition, BlockSpec spec, Supplier<String> problem) {
    if (!condition) {
      throw new IllegalArgumentException("spec '" + spec.name() + "' " + problem.get());
    }
  }
}
