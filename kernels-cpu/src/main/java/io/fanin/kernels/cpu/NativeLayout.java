package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.NativeFloats;

/**
 * Where the numbers of a plan lie in native memory, and how its nodes read them.
 *
 * <p>Rows as in {@link Layout}, each {@link #stride} floats. A node whose reads do not lie side by
 * side has rows of its own after those of the blocks: for a copy of what it reads, and for the
 * gradient of that. So has one whose reads have other readers or hold a loss, for the gradient
 * alone; then each block adds up what its readers left.
 */
final class NativeLayout {
  final int stride;

  /** Rows of values. */
  final long valueRows;

  /** Rows of gradients. */
  final long gradientRows;

  private final Plan plan;
  private final Layout layout;
  private final boolean[] seeded;
  private final boolean[] needed;
  private final int[][] readRow;
  private final int[][] gradientRow;

  /** No rows: the gradient of what a node reads is not needed. */
  static final int NONE = -1;

  NativeLayout(Layout layout, int maxBatch) {
    this.plan = layout.plan;
    this.layout = layout;
    stride = stride(maxBatch);
    needed = layout.specsWithGradient();
    seeded = new boolean[plan.blocks()];
    for (LossTerm term : plan.losses()) {
      seeded[term.block()] = true;
    }
    readRow = new int[plan.specs().size()][];
    gradientRow = new int[plan.specs().size()][];
    valueRows = placeReads();
    gradientRows = placeGradients();
  }

  /** Floats from one row to the next: whole vectors; of most rows there is no memory anyway. */
  private static int stride(int maxBatch) {
    return (int) Math.min((maxBatch + 15L) / 16, Integer.MAX_VALUE / 16) * 16;
  }

  /** Bytes of the memory that this lays out. */
  double bytes() {
    return NativeFloats.bytes((double) stride * valueRows)
        + NativeFloats.bytes((double) stride * gradientRows)
        + 2 * NativeFloats.bytes(plan.parameters())
        + NativeFloats.bytes(stride);
  }

  private long placeReads() {
    long next = layout.rows;
    for (int s = 0; s < readRow.length; s++) {
      BlockSpec spec = plan.specs().get(s);
      readRow[s] = new int[spec.nodes()];
      for (int v = 0; v < spec.nodes(); v++) {
        readRow[s][v] = layout.contiguousReads(spec, v);
        if (readRow[s][v] < 0) {
          readRow[s][v] = Math.toIntExact(next);
          next += spec.readWidth();
        }
      }
    }
    return next;
  }

  private long placeGradients() {
    long next = layout.rows;
    for (int s = 0; s < gradientRow.length; s++) {
      BlockSpec spec = plan.specs().get(s);
      gradientRow[s] = new int[spec.nodes()];
      for (int v = 0; v < spec.nodes(); v++) {
        gradientRow[s][v] = NONE;
        if (needed[s] && readsNeeded(spec, v)) {
          boolean own = !packed(s, v) && soleReader(spec, v);
          gradientRow[s][v] = own ? readRow[s][v] : Math.toIntExact(next);
          next += own ? 0 : spec.readWidth();
        }
      }
    }
    return next;
  }

  private boolean readsNeeded(BlockSpec spec, int node) {
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      if (neededBlock(spec.read(node, slot))) {
        return true;
      }
    }
    return false;
  }

  private boolean neededBlock(int block) {
    return block != BlockSpec.ZERO && layout.spec(block) >= 0 && needed[layout.spec(block)];
  }

  private boolean soleReader(BlockSpec spec, int node) {
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int block = spec.read(node, slot);
      if (block == BlockSpec.ZERO
          || seeded[block]
          || layout.firstReader(block + 1) - layout.firstReader(block) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether the gradients of a spec are needed in training. */
  boolean needed(int spec) {
    return needed[spec];
  }

  /** Whether a block holds a loss. */
  boolean seeded(int block) {
    return seeded[block];
  }

  /** First row of what a node reads. */
  int readRow(int spec, int node) {
    return readRow[spec][node];
  }

  /** True when what a node reads must be copied together. */
  boolean packed(int spec, int node) {
    return readRow[spec][node] >= layout.rows;
  }

  /** First row for the gradient of what a node reads, or {@link #NONE}. */
  int gradientRow(int spec, int node) {
    return gradientRow[spec][node];
  }

  /** True when a node's gradient of what it reads is, in place, that of the blocks. */
  boolean inPlace(int spec, int node) {
    return gradientRow[spec][node] != NONE && gradientRow[spec][node] < layout.rows;
  }

  /** Where a row begins. */
  long at(long row) {
    return row * stride;
  }
}
