package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of each spec are cut among threads.
 *
 * <p>A thread gets one stretch of nodes of every spec, and in it as many parts as the plan is cut
 * into to fit the cache. Nodes of a tree stand in order, so the same part of several levels is a
 * set of whole subtrees. A spec of few nodes is cut within nodes where that saves more than the
 * threads' meeting costs; else one thread has it alone.
 */
final class Cuts {
  /** Multiply-adds that are worth a thread: with fewer it waits longer than it works. */
  private static final double WORTH_A_THREAD = 1 << 18;

  /** With as many nodes to a piece, whole nodes are shared out fairly enough. */
  private static final int MANY = 4;

  /**
   * A stretch of rows.
   *
   * @param part the last of the parts, over all threads, that it belongs to
   */
  record Piece(int thread, int part, int from, int to) {}

  private final Plan plan;
  private final int maxBatch;
  private final int threads;
  private final int parts;

  /**
   * Cuts of a plan's specs.
   *
   * @param partsPerThread a power of two
   */
  Cuts(Plan plan, int maxBatch, int threads, int partsPerThread) {
    this.plan = plan;
    this.maxBatch = maxBatch;
    this.threads = threads;
    parts = Math.multiplyExact(threads, partsPerThread);
  }

  int threads() {
    return threads;
  }

  /** Pieces of the input blocks, counted in blocks. */
  List<Piece> inputs() {
    return cut(plan.inputs().size(), parts, 1);
  }

  /** Pieces of a spec's rows. */
  List<Piece> rows(int s) {
    BlockSpec spec = plan.specs().get(s);
    int pieces = pieces(spec);
    boolean whole = spec.nodes() >= MANY * pieces;
    return whole
        ? scale(cut(spec.nodes(), pieces, 1), spec.outWidth())
        : cut(rows(spec), pieces, spec.outWidth() % 4 == 0 ? 4 : 1);
  }

  /** Pieces of the rows of a spec's parameter sets, the same as of its nodes if all can be busy. */
  List<Piece> parameters(int s) {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    if (spec.unshared() && pieces(spec) >= threads) {
      return rows(s);
    }
    int units = Math.multiplyExact(spec.shares(), spec.outWidth());
    return cut(units, threads, spec.outWidth() % 4 == 0 ? 4 : 1);
  }

  private static int rows(BlockSpec spec) {
    return Math.multiplyExact(spec.nodes(), spec.outWidth());
  }

  private int pieces(BlockSpec spec) {
    int pieces = parts;
    while (pieces > threads && pieces > spec.nodes()) {
      pieces /= 2;
    }
    if (pieces <= spec.nodes()) {
      return pieces;
    }
    double work = (double) rows(spec) * spec.readWidth() * maxBatch;
    return (int) Math.max(1, Math.min(threads, work / WORTH_A_THREAD));
  }

  private List<Piece> cut(int units, int pieces, int multiple) {
    List<Piece> list = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      int from = at(units, i, pieces, multiple);
      int to = i == pieces - 1 ? units : at(units, i + 1, pieces, multiple);
      if (from < to) {
        int thread = (int) ((long) threads * i / pieces);
        int part = (int) ((long) parts * (i + 1) / pieces) - 1;
        int own = parts / threads;
        list.add(new Piece(thread, Math.min(part, (thread + 1) * own - 1), from, to));
      }
    }
    return list;
  }

  private static int at(int units, int i, int pieces, int multiple) {
    return (int) ((long) units * i / pieces) / multiple * multiple;
  }

  private static List<Piece> scale(List<Piece> nodes, int width) {
    return nodes.stream()
        .map(p -> new Piece(p.thread(), p.part(), p.from() * width, p.to() * width))
        .toList();
  }
}
