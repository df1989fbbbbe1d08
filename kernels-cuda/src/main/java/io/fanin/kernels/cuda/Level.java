package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import java.util.Arrays;

/**
 * The index tables of one spec: who reads what, forwards and backwards.
 *
 * <p>Backwards, the children are the distinct blocks that the spec reads, each with its reads in
 * the order of nodes and slots, so that one thread can own a child's gradient and add in a fixed
 * order. Those whose gradient a training step needs come first.
 */
final class Level {
  final int index;
  final AffineSpec spec;

  /** Children that a training step needs, and all. */
  final int trainedChildren;

  final int children;
  final int widestChild;

  /** Whether every child that a training step needs is read once. */
  final boolean singleReads;

  private final int[] tables;
  private final int[] nodeTables;

  /** Tables of a spec. */
  Level(Layout layout, int index, Needs needs, Tables out) {
    this.index = index;
    spec = layout.spec(index);
    int[] local = new int[layout.plan.blocks()];
    Arrays.fill(local, -1);
    int[] blocks = new int[spec.nodes() * spec.fanIn()];
    trainedChildren = list(local, blocks, 0, needs, true);
    children = list(local, blocks, trainedChildren, needs, false);
    int[] widths = new int[children];
    long[] places = new long[children];
    int[] fresh = new int[children];
    int widest = 0;
    for (int c = 0; c < children; c++) {
      fresh[c] = needs.firstAdds(index, blocks[c]) ? 1 : 0;
      widths[c] = layout.plan.width(blocks[c]);
      places[c] = layout.block(blocks[c]);
      widest = Math.max(widest, widths[c]);
    }
    widestChild = widest;
    int[] start = new int[children + 1];
    int[][] reads = reads(local, start);
    boolean single = true;
    for (int c = 0; c < trainedChildren; c++) {
      single &= start[c + 1] == start[c] + 1;
    }
    singleReads = single;
    int[] shareStart = new int[spec.shares() + 1];
    int[] shareNodes = shareNodes(shareStart);
    tables =
        new int[] {
          out.longs(sources(layout)),
          out.ints(slotWidths()),
          out.ints(shares()),
          out.ints(shareStart),
          out.ints(shareNodes),
          out.longs(places),
          out.ints(widths),
          out.ints(start),
          out.ints(reads[0]),
          out.ints(reads[1]),
          out.ints(fresh)
        };
    nodeTables = new int[] {out.longs(destinations(layout, needs)), out.ints(fresh(needs))};
  }

  /** Where the gradient of each read goes in a training step; -1 where none is asked for. */
  private long[] destinations(Layout layout, Needs needs) {
    long[] destinations = new long[spec.nodes() * spec.fanIn()];
    for (int i = 0; i < destinations.length; i++) {
      int block = spec.read(i / spec.fanIn(), i % spec.fanIn());
      boolean wanted = singleReads && block != BlockSpec.ZERO && needs.block(block);
      destinations[i] = wanted ? layout.block(block) : -1;
    }
    return destinations;
  }

  private int[] fresh(Needs needs) {
    int[] fresh = new int[spec.nodes() * spec.fanIn()];
    for (int i = 0; i < fresh.length; i++) {
      int block = spec.read(i / spec.fanIn(), i % spec.fanIn());
      fresh[i] = block != BlockSpec.ZERO && needs.firstAdds(index, block) ? 1 : 0;
    }
    return fresh;
  }

  /** Appends the blocks read that need (or do not need) a gradient to {@code blocks}. */
  private int list(int[] local, int[] blocks, int count, Needs needs, boolean wanted) {
    int next = count;
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        int block = spec.read(node, slot);
        if (block != BlockSpec.ZERO && local[block] < 0 && needs.block(block) == wanted) {
          local[block] = next;
          blocks[next++] = block;
        }
      }
    }
    return next;
  }

  /** Nodes and first features of the reads of each child; fills where each child's begin. */
  private int[][] reads(int[] local, int[] start) {
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        if (spec.read(node, slot) != BlockSpec.ZERO) {
          start[local[spec.read(node, slot)] + 1]++;
        }
      }
    }
    for (int c = 0; c < start.length - 1; c++) {
      start[c + 1] += start[c];
    }
    int[] next = start.clone();
    int[][] reads = new int[2][start[start.length - 1]];
    for (int node = 0; node < spec.nodes(); node++) {
      int feature = 0;
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        if (spec.read(node, slot) != BlockSpec.ZERO) {
          int at = next[local[spec.read(node, slot)]]++;
          reads[0][at] = node;
          reads[1][at] = feature;
        }
        feature += spec.readWidth(slot);
      }
    }
    return reads;
  }

  private long[] sources(Layout layout) {
    long[] sources = new long[spec.nodes() * spec.fanIn()];
    for (int i = 0; i < sources.length; i++) {
      int block = spec.read(i / spec.fanIn(), i % spec.fanIn());
      sources[i] = block == BlockSpec.ZERO ? -1 : layout.block(block);
    }
    return sources;
  }

  private int[] slotWidths() {
    int[] widths = new int[spec.fanIn()];
    Arrays.setAll(widths, spec::readWidth);
    return widths;
  }

  private int[] shares() {
    int[] shares = new int[spec.nodes()];
    Arrays.setAll(shares, spec::share);
    return shares;
  }

  private int[] shareNodes(int[] start) {
    for (int node = 0; node < spec.nodes(); node++) {
      start[spec.share(node) + 1]++;
    }
    for (int share = 0; share < spec.shares(); share++) {
      start[share + 1] += start[share];
    }
    int[] next = start.clone();
    int[] nodes = new int[spec.nodes()];
    for (int node = 0; node < spec.nodes(); node++) {
      nodes[next[spec.share(node)]++] = node;
    }
    return nodes;
  }

  /** Writes the addresses of the tables in the order of the kernels' struct. */
  void writeTables(Arguments arguments, long base) {
    for (int table : tables) {
      arguments.address(base + table);
    }
  }

  /** Writes the address of where the blocks read lie. */
  void writeSources(Arguments arguments, long base) {
    arguments.address(base + tables[0]);
  }

  /**
   * Writes the addresses of what the backward kernel of the tensor cores reads by node and slot.
   */
  void writeNodeTables(Arguments arguments, long base) {
    for (int table : nodeTables) {
      arguments.address(base + table);
    }
  }
}
