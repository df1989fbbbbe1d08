package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a program's numbers lie on the device, counted in numbers.
 *
 * <p>A block is {@code [maxBatch, width]} row-major, padded to a multiple of {@value #BOUNDARY};
 * blocks follow one another in the plan's order, so that the nodes of a spec are equally far apart.
 * Parameters keep the plan's order within a spec, and every spec starts on a boundary.
 */
final class Layout {
  /** Numbers to whose multiples blocks and specs are padded. */
  static final int BOUNDARY = 32;

  final Plan plan;
  final int maxBatch;

  /** Numbers of the arena of blocks. */
  final long values;

  /** Numbers of the pre-activations that a backward pass needs. */
  final long preActivations;

  /** Numbers of the parameters. */
  final long parameters;

  private final long[] blockAt;
  private final long[] preActivationAt;
  private final long[] parameterAt;

  /**
   * A layout.
   *
   * @throws ArithmeticException if it exceeds what a long holds
   */
  Layout(Plan plan, int maxBatch) {
    this.plan = plan;
    this.maxBatch = maxBatch;
    blockAt = new long[plan.blocks()];
    long at = 0;
    for (int b = 0; b < blockAt.length; b++) {
      blockAt[b] = at;
      at = Math.addExact(at, stride(plan.width(b)));
    }
    values = at;
    int specs = plan.specs().size();
    preActivationAt = new long[specs];
    parameterAt = new long[specs];
    long kept = 0;
    long trained = 0;
    for (int s = 0; s < specs; s++) {
      BlockSpec spec = plan.specs().get(s);
      preActivationAt[s] = kept;
      parameterAt[s] = trained;
      if (keepsPreActivations(s)) {
        kept = Math.addExact(kept, Math.multiplyExact(spec.nodes(), stride(spec.outWidth())));
      }
      trained += MemoryMap.roundUp(parameters(s), BOUNDARY);
    }
    preActivations = kept;
    parameters = trained;
  }

  /** From one block to the next of the same width. */
  long stride(int width) {
    return MemoryMap.roundUp(Math.multiplyExact((long) maxBatch, width), BOUNDARY);
  }

  /**
   * Neighbouring numbers of the arena.
   *
   * @param first the first
   * @param count how many
   */
  record Range(long first, long count) {}

  /** The blocks that a training step must clear, as few ranges. */
  List<Range> cleared(Needs needs) {
    List<Range> ranges = new ArrayList<>();
    long begin = -1;
    for (int b = 0; b <= blockAt.length; b++) {
      boolean wanted = b < blockAt.length && needs.cleared(b);
      if (wanted && begin < 0) {
        begin = blockAt[b];
      } else if (!wanted && begin >= 0) {
        long end = b < blockAt.length ? blockAt[b] : values;
        ranges.add(new Range(begin, end - begin));
        begin = -1;
      }
    }
    return ranges;
  }

  AffineSpec spec(int s) {
    return (AffineSpec) plan.specs().get(s);
  }

  /** Whether the backward pass of a spec needs what the forward pass put into its activation. */
  boolean keepsPreActivations(int s) {
    return !spec(s).activation().fromOutput();
  }

  long block(int block) {
    return blockAt[block];
  }

  long preActivation(int s) {
    return preActivationAt[s];
  }

  /** First parameter of a spec. */
  long parameter(int s) {
    return parameterAt[s];
  }

  /** How many parameters a spec has. */
  int parameters(int s) {
    BlockSpec spec = plan.specs().get(s);
    return spec.shares() * spec.parametersPerShare();
  }
}
