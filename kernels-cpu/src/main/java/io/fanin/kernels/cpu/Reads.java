package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;

/**
 * Where the features that the nodes of affine specs read lie, as lists of offsets to a first row.
 *
 * <p>Nodes whose reads lie side by side share one list, that of rows in order.
 */
final class Reads {
  private final Pairs pairs;
  private final int[][] firstRow;
  private final int[][] list;
  private final int[] offsets;

  /**
   * Lists for all affine specs.
   *
   * @param stride from one row to the next
   */
  Reads(Layout layout, Pairs pairs, int stride) {
    this.pairs = pairs;
    Plan plan = layout.plan;
    int specs = plan.specs().size();
    firstRow = new int[specs][];
    list = new int[specs][];
    int longest = 0;
    long apart = 0;
    for (BlockSpec spec : plan.specs()) {
      longest = Math.max(longest, Math.max(spec.readWidth(), spec.outWidth()));
      for (int v = 0; v < spec.nodes(); v++) {
        apart += contiguous(layout, spec, v) < 0 ? spec.readWidth() : 0;
      }
    }
    offsets = new int[Math.toIntExact(longest + apart)];
    for (int j = 0; j < longest; j++) {
      offsets[j] = j * stride;
    }
    int next = longest;
    for (int s = 0; s < specs; s++) {
      next = fill(layout, s, stride, next);
    }
  }

  private static int contiguous(Layout layout, BlockSpec spec, int node) {
    return spec instanceof AffineSpec ? layout.contiguousReads(spec, node) : 0;
  }

  private int fill(Layout layout, int s, int stride, int start) {
    BlockSpec spec = layout.plan.specs().get(s);
    firstRow[s] = new int[spec.nodes()];
    list[s] = new int[spec.nodes()];
    int next = start;
    for (int v = 0; v < spec.nodes(); v++) {
      int first = contiguous(layout, spec, v);
      firstRow[s][v] = Math.max(first, 0);
      if (first < 0) {
        list[s][v] = next;
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int row = layout.row(spec.read(v, slot));
          for (int j = 0; j < spec.readWidth(slot); j++) {
            offsets[next++] = (row + j) * stride;
          }
        }
      }
    }
    return next;
  }

  /** The lists; the one that begins at 0 is that of rows in order. */
  int[] offsets() {
    return offsets;
  }

  /** The row that a node's offsets count from. */
  int firstRow(int spec, int node) {
    return firstRow[spec][node];
  }

  /** Where a node's list begins. */
  int list(int spec, int node) {
    return list[spec][node];
  }

  /** Whether a spec writes the gradients of what it reads where they belong itself. */
  boolean delivers(int spec) {
    return pairs.isHidden(spec);
  }
}
