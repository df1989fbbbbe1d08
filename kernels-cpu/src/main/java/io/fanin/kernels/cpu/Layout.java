package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Where a plan's blocks lie, and who reads them.
 *
 * <p>A block of width {@code w} is {@code w} rows of the arena, each row one feature over the
 * batch. Blocks stand in the plan's order, so the nodes of a spec, and the children of a node of a
 * tree, are neighbours. Row 0 up to the widest read of {@link BlockSpec#ZERO} is the block of
 * zeros. A node that is no affine layer has, beside its gradient, rows for the gradient of what it
 * read.
 */
final class Layout {
  final Plan plan;
  final int rows;
  final int gradientRows;
  private final int[] rowOf;
  private final int[] specOf;
  private final int[] readerStart;
  private final int[] readerSpec;
  private final int[] readerNode;
  private final int[] readerOffset;
  private final int[] readGradientRow;
  private final int[][] shareStart;
  private final int[][] shareNodes;

  Layout(Plan plan) {
    this(plan, spec -> false);
  }

  /**
   * A layout in which the blocks of some specs have no rows.
   *
   * @param unkept whether those of a spec have none
   */
  Layout(Plan plan, IntPredicate unkept) {
    this.plan = plan;
    rowOf = new int[plan.blocks()];
    specOf = new int[plan.blocks()];
    Arrays.fill(specOf, -1);
    int specs = plan.specs().size();
    for (int s = 0; s < specs; s++) {
      BlockSpec spec = plan.specs().get(s);
      Arrays.fill(specOf, spec.firstBlock(), spec.firstBlock() + spec.nodes(), s);
    }
    int row = zeroRows(plan);
    for (int b = 0; b < plan.blocks(); b++) {
      rowOf[b] = row;
      boolean kept = specOf[b] < 0 || !unkept.test(specOf[b]);
      row = Math.addExact(row, kept ? plan.width(b) : 0);
    }
    rows = row;
    readGradientRow = new int[specs];
    shareStart = new int[specs][];
    shareNodes = new int[specs][];
    for (int s = 0; s < specs; s++) {
      BlockSpec spec = plan.specs().get(s);
      readGradientRow[s] = row;
      if (!(spec instanceof AffineSpec)) {
        row = Math.addExact(row, Math.multiplyExact(spec.nodes(), spec.readWidth()));
      }
      sortByShare(s, spec);
    }
    gradientRows = row;
    readerStart = new int[plan.blocks() + 1];
    int reads = countReads();
    readerSpec = new int[reads];
    readerNode = new int[reads];
    readerOffset = new int[reads];
    listReaders();
  }

  private static int zeroRows(Plan plan) {
    int widest = 0;
    for (BlockSpec spec : plan.specs()) {
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          if (spec.read(node, slot) == BlockSpec.ZERO) {
            widest = Math.max(widest, spec.readWidth(slot));
          }
        }
      }
    }
    return widest;
  }

  private void sortByShare(int s, BlockSpec spec) {
    int[] start = new int[spec.shares() + 1];
    int[] nodes = new int[spec.shares() == 0 ? 0 : spec.nodes()];
    for (int v = 0; v < nodes.length; v++) {
      start[spec.share(v) + 1]++;
    }
    for (int i = 0; i < spec.shares(); i++) {
      start[i + 1] += start[i];
    }
    int[] next = start.clone();
    for (int v = 0; v < nodes.length; v++) {
      nodes[next[spec.share(v)]++] = v;
    }
    shareStart[s] = start;
    shareNodes[s] = nodes;
  }

  private int countReads() {
    for (BlockSpec spec : plan.specs()) {
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          if (spec.read(node, slot) != BlockSpec.ZERO) {
            readerStart[spec.read(node, slot) + 1]++;
          }
        }
      }
    }
    for (int b = 0; b < plan.blocks(); b++) {
      readerStart[b + 1] = Math.addExact(readerStart[b + 1], readerStart[b]);
    }
    return readerStart[plan.blocks()];
  }

  private void listReaders() {
    int[] next = readerStart.clone();
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      for (int node = 0; node < spec.nodes(); node++) {
        int offset = 0;
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int block = spec.read(node, slot);
          if (block != BlockSpec.ZERO) {
            int at = next[block]++;
            readerSpec[at] = s;
            readerNode[at] = node;
            readerOffset[at] = offset;
          }
          offset += spec.readWidth(slot);
        }
      }
    }
  }

  /** First row of a block; of zeros for {@link BlockSpec#ZERO}. */
  int row(int block) {
    return block == BlockSpec.ZERO ? 0 : rowOf[block];
  }

  /** The spec that writes a block, -1 for an input. */
  int spec(int block) {
    return specOf[block];
  }

  /** Index of the first of the reads of a block; they end where those of the next begin. */
  int firstReader(int block) {
    return readerStart[block];
  }

  /** Spec of a read. */
  int readerSpec(int reader) {
    return readerSpec[reader];
  }

  /** Node of a read. */
  int readerNode(int reader) {
    return readerNode[reader];
  }

  /** Where, among the features that the node reads, the block begins. */
  int readerOffset(int reader) {
    return readerOffset[reader];
  }

  /** First row for the gradient of what a node reads; only for nodes that are not affine. */
  int readGradientRow(int spec, int node) {
    return readGradientRow[spec] + node * plan.specs().get(spec).readWidth();
  }

  /** Index of the first of the nodes of a parameter set; they end where the next set's begin. */
  int firstOfShare(int spec, int share) {
    return shareStart[spec][share];
  }

  /** A node from the list sorted by parameter set, then by node. */
  int nodeOfShare(int spec, int index) {
    return shareNodes[spec][index];
  }

  /** First row of what a node reads if its reads lie side by side, else -1. */
  int contiguousReads(BlockSpec spec, int node) {
    int first = row(spec.read(node, 0));
    int next = first;
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      if (row(spec.read(node, slot)) != next) {
        return -1;
      }
      next += spec.readWidth(slot);
    }
    return first;
  }

  /**
   * Specs whose gradients a training step needs: what is trained, and what reads from it.
   *
   * @return {@code [specs]}
   */
  boolean[] specsWithGradient() {
    boolean[] needed = new boolean[plan.specs().size()];
    for (int s = 0; s < needed.length; s++) {
      BlockSpec spec = plan.specs().get(s);
      needed[s] = !spec.frozen() && spec.parametersPerShare() > 0 || readsFrom(spec, needed);
    }
    return needed;
  }

  private boolean readsFrom(BlockSpec spec, boolean[] needed) {
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        int block = spec.read(node, slot);
        if (block != BlockSpec.ZERO && specOf[block] >= 0 && needed[specOf[block]]) {
          return true;
        }
      }
    }
    return false;
  }
}
