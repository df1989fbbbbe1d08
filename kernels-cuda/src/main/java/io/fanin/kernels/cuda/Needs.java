package io.fanin.kernels.cuda;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.Arrays;

/** What a training step has to compute backwards, and who writes a block's gradient first. */
final class Needs {
  private final boolean[] specs;
  private final boolean[] blocks;
  private final int[] lastReader;
  private final boolean[] seeded;

  Needs(Plan plan) {
    specs = new boolean[plan.specs().size()];
    blocks = new boolean[plan.blocks()];
    seeded = new boolean[plan.blocks()];
    lastReader = new int[plan.blocks()];
    Arrays.fill(lastReader, -1);
    for (int s = 0; s < specs.length; s++) {
      BlockSpec spec = plan.specs().get(s);
      specs[s] = !spec.frozen() || readsNeeded(spec);
      Arrays.fill(blocks, spec.firstBlock(), spec.firstBlock() + spec.nodes(), specs[s]);
      if (specs[s]) {
        noteReads(spec, s);
      }
    }
    for (LossTerm term : plan.losses()) {
      seeded[term.block()] = true;
    }
  }

  private boolean readsNeeded(BlockSpec spec) {
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        int block = spec.read(node, slot);
        if (block != BlockSpec.ZERO && blocks[block]) {
          return true;
        }
      }
    }
    return false;
  }

  private void noteReads(BlockSpec spec, int s) {
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        if (spec.read(node, slot) != BlockSpec.ZERO) {
          lastReader[spec.read(node, slot)] = s;
        }
      }
    }
  }

  /** Whether anything below or in a spec is trained. */
  boolean spec(int s) {
    return specs[s];
  }

  /** Whether a training step needs a block's gradient. */
  boolean block(int block) {
    return blocks[block];
  }

  /** Whether a spec, going backwards, is the first to add to a block's gradient. */
  boolean firstAdds(int s, int block) {
    return !seeded[block] && lastReader[block] == s;
  }

  /** Whether a block's gradient must be zero before the losses: nobody overwrites it. */
  boolean cleared(int block) {
    return blocks[block] && (seeded[block] || lastReader[block] < 0);
  }
}
