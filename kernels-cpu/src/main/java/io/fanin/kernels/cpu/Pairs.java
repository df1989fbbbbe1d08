package io.fanin.kernels.cpu;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.Arrays;

/**
 * Which specs are the two halves of constituents {@code 2 -> hidden -> 1}, so that one kernel can
 * run both and the hidden units need no memory.
 *
 * <p>The hidden spec has two features to read and rectified units, every node of it is read by the
 * node of the same number of the outer spec and by nobody else, and all are trained with parameters
 * of their own. What the hidden nodes read is data, or has no other reader and no loss: its
 * gradient then has one term, and is the same number whether one kernel adds it up or two.
 */
final class Pairs {
  private final int[] outer;
  private final int[] hidden;

  private Pairs(int specs) {
    outer = new int[specs];
    hidden = new int[specs];
    Arrays.fill(outer, -1);
    Arrays.fill(hidden, -1);
  }

  /** No pair at all. */
  static Pairs none(Plan plan) {
    return new Pairs(plan.specs().size());
  }

  /** All pairs of a plan. */
  static Pairs of(Plan plan) {
    Pairs pairs = none(plan);
    boolean[] shared = shared(plan);
    int[] specOf = new int[plan.blocks()];
    Arrays.fill(specOf, -1);
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      if (spec instanceof AffineSpec b
          && b.fanIn() == 1
          && b.outWidth() == 1
          && b.read(0, 0) >= 0) {
        int h = specOf[b.read(0, 0)];
        if (h >= 0 && plan.specs().get(h) instanceof AffineSpec a && match(a, b, specOf, shared)) {
          pairs.outer[h] = s;
          pairs.hidden[s] = h;
        }
      }
      Arrays.fill(specOf, spec.firstBlock(), spec.firstBlock() + spec.nodes(), s);
    }
    return pairs;
  }

  private static boolean match(AffineSpec a, AffineSpec b, int[] specOf, boolean[] shared) {
    if (a.readWidth() != 2 || a.activation() != Activation.RELU || a.nodes() != b.nodes()) {
      return false;
    }
    if (a.frozen() || b.frozen() || !a.unshared() || !b.unshared()) {
      return false;
    }
    for (int v = 0; v < a.nodes(); v++) {
      int block = a.firstBlock() + v;
      if (b.read(v, 0) != block || shared[block]) {
        return false;
      }
      for (int slot = 0; slot < a.fanIn(); slot++) {
        int read = a.read(v, slot);
        if (read == BlockSpec.ZERO || specOf[read] >= 0 && shared[read]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Blocks whose gradient has more than one term. */
  private static boolean[] shared(Plan plan) {
    int[] terms = new int[plan.blocks()];
    for (BlockSpec spec : plan.specs()) {
      for (int v = 0; v < spec.nodes(); v++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          if (spec.read(v, slot) != BlockSpec.ZERO) {
            terms[spec.read(v, slot)]++;
          }
        }
      }
    }
    for (LossTerm term : plan.losses()) {
      terms[term.block()]++;
    }
    boolean[] shared = new boolean[terms.length];
    for (int b = 0; b < terms.length; b++) {
      shared[b] = terms[b] > 1;
    }
    return shared;
  }

  /** Whether there is any. */
  boolean isAny() {
    return Arrays.stream(outer).anyMatch(s -> s >= 0);
  }

  /** Whether a spec is the hidden half of pairs. */
  boolean isHidden(int spec) {
    return outer[spec] >= 0;
  }

  /** The hidden spec under an outer one, or -1. */
  int hidden(int spec) {
    return hidden[spec];
  }

  /** The outer spec over a hidden one, or -1. */
  int outer(int spec) {
    return outer[spec];
  }
}
