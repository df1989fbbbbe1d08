package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring specs that form trees, each block between them read once and by nobody else, so that
 * one kernel can take them all and the blocks between need no memory.
 *
 * <p>Fused kernels give every number the bits that it has level by level, so nothing but time
 * depends on what is fused.
 *
 * @param lowest spec of the lowest level
 * @param specs from the lowest level up
 * @param forward shared memory of the forward pass
 * @param backward shared memory of the backward pass
 */
record FusedTree(int lowest, List<AffineSpec> specs, TreeShape forward, TreeShape backward) {

  private static FusedTree of(int lowest, List<AffineSpec> specs) {
    return new FusedTree(
        lowest, List.copyOf(specs), TreeShape.forward(specs), TreeShape.backward(specs));
  }

  /** Spec of the highest level. */
  int root() {
    return lowest + specs.size() - 1;
  }

  /** Whether a block lies below the highest level. */
  boolean hides(int block) {
    int first = specs.get(0).firstBlock();
    return block >= first && block < specs.get(specs.size() - 1).firstBlock();
  }

  private boolean fits() {
    return specs.size() <= TreeShape.MOST_LEVELS && forward.fits() && backward.fits();
  }

  /** All trees of a plan, each with as many levels from below as fit. */
  static List<FusedTree> find(Layout layout, List<Level> levels, DType dtype) {
    boolean[] inside = onlyBetween(layout.plan);
    List<FusedTree> trees = new ArrayList<>();
    int lowest = 0;
    while (lowest < levels.size()) {
      List<AffineSpec> specs = from(lowest, levels, dtype, inside);
      if (specs.size() > 1) {
        trees.add(of(lowest, specs));
      }
      lowest += specs.size();
    }
    return trees;
  }

  /** The spec and as many above it as one kernel takes with it. */
  private static List<AffineSpec> from(
      int lowest, List<Level> levels, DType dtype, boolean[] inside) {
    List<AffineSpec> specs = new ArrayList<>(List.of(levels.get(lowest).spec));
    for (int s = lowest; s + 1 < levels.size(); s++) {
      Level below = levels.get(s);
      Level above = levels.get(s + 1);
      if (!takes(below, dtype) || !takes(above, dtype) || !under(below.spec, above.spec, inside)) {
        break;
      }
      specs.add(above.spec);
      if (!of(lowest, specs).fits()) {
        specs.remove(specs.size() - 1);
        break;
      }
    }
    return specs;
  }

  private static boolean takes(Level level, DType dtype) {
    return level.singleReads
        && TensorShape.backward(level.spec, dtype)
        && level.spec.activation().fromOutput();
  }

  /** Whether the nodes of {@code above} read all blocks of {@code below} and no others. */
  private static boolean under(AffineSpec below, AffineSpec above, boolean[] inside) {
    int reads = above.nodes() * above.fanIn();
    boolean all = reads == below.nodes();
    for (int i = 0; all && i < reads; i++) {
      int block = above.read(i / above.fanIn(), i % above.fanIn());
      all =
          block >= below.firstBlock()
              && block < below.firstBlock() + below.nodes()
              && inside[block];
    }
    return all;
  }

  /** Blocks that are read once, and are neither outputs nor in a loss. */
  private static boolean[] onlyBetween(Plan plan) {
    int[] reads = new int[plan.blocks()];
    for (BlockSpec spec : plan.specs()) {
      for (int i = 0; i < spec.nodes() * spec.fanIn(); i++) {
        int block = spec.read(i / spec.fanIn(), i % spec.fanIn());
        if (block != BlockSpec.ZERO) {
          reads[block]++;
        }
      }
    }
    for (LossTerm term : plan.losses()) {
      reads[term.block()]++;
    }
    for (Output output : plan.outputs()) {
      reads[output.block()]++;
    }
    boolean[] inside = new boolean[plan.blocks()];
    for (int b = 0; b < inside.length; b++) {
      inside[b] = reads[b] == 1;
    }
    return inside;
  }
}
