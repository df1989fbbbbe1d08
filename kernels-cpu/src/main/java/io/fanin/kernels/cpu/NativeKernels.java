package io.fanin.kernels.cpu;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.Kernel;
import io.fanin.kernels.cpu.onednn.Lane;
import io.fanin.kernels.cpu.onednn.Matrices;
import io.fanin.kernels.cpu.onednn.NativeFloats;
import io.fanin.kernels.cpu.onednn.UnsuitableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers stretches of a spec's nodes to native operations on one lane, for one number of live rows.
 *
 * <p>Nodes whose reads, outputs and parameters lie in arithmetic progression become one batched
 * product: {@code Y[n] = W[n] X[n]} with {@code Y} {@code [nodes, outWidth, count]}. How nodes are
 * cut into such runs never shows in a bit.
 */
final class NativeKernels {
  private final Plan plan;
  private final Layout layout;
  private final NativeLayout rows;
  private final NativeMemory memory;
  private final Lane lane;
  private final int count;
  private final List<Kernel> kernels = new ArrayList<>();

  NativeKernels(Layout layout, NativeLayout rows, NativeMemory memory, Lane lane, int count) {
    plan = layout.plan;
    this.layout = layout;
    this.rows = rows;
    this.memory = memory;
    this.lane = lane;
    this.count = count;
  }

  /** What was lowered since the last call. */
  Kernel[] take() {
    Kernel[] taken = kernels.toArray(new Kernel[0]);
    kernels.clear();
    return taken;
  }

  /**
   * Nodes of a spec in arithmetic progression.
   *
   * @param step rows from the reads of one node to those of the next; 0 if all read the same
   * @param gradientStep likewise for the gradient of what they read
   * @param ownSets true when every node has the parameter set after the last one's, false when all
   *     have the same
   */
  private record Run(int from, int to, int step, int gradientStep, boolean ownSets) {
    int nodes() {
      return to - from;
    }
  }

  /**
   * Cuts nodes with parameter sets of their own into runs. Shared sets stay single, for oneDNN may
   * sum a broadcast matrix in another order.
   */
  private List<Run> runs(AffineSpec spec, int s, int from, int to) {
    List<Run> runs = new ArrayList<>();
    int start = from;
    while (start < to) {
      int end = start + 1;
      Run run = new Run(start, end, 0, 0, true);
      if (end < to) {
        int step = rows.readRow(s, end) - rows.readRow(s, start);
        int gradientStep = rows.gradientRow(s, end) - rows.gradientRow(s, start);
        int sets = spec.share(end) - spec.share(start);
        while (end < to && follows(spec, s, end, step, gradientStep, sets)) {
          end++;
        }
        run = new Run(start, end, step, gradientStep, sets == 1);
      }
      runs.add(run);
      start = end;
    }
    return runs;
  }

  private boolean follows(AffineSpec spec, int s, int v, int step, int gradientStep, int sets) {
    boolean readsMove = step >= spec.readWidth(); // oneDNN refuses matrices that overlap
    boolean none = rows.gradientRow(s, v) == NativeLayout.NONE;
    boolean noneBefore = rows.gradientRow(s, v - 1) == NativeLayout.NONE;
    boolean gradientMoves = none == noneBefore && (none || gradientStep >= spec.readWidth());
    return readsMove
        && sets == 1
        && gradientMoves
        && rows.readRow(s, v) - rows.readRow(s, v - 1) == step
        && rows.gradientRow(s, v) - rows.gradientRow(s, v - 1) == gradientStep
        && spec.share(v) - spec.share(v - 1) == sets;
  }

  /** Forward over the nodes {@code from} to {@code to}. */
  void forward(int s, int from, int to) throws UnsuitableException {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    for (int v = from; v < to; v++) {
      if (rows.packed(s, v)) {
        pack(spec, s, v);
      }
    }
    for (Run run : runs(spec, s, from, to)) {
      if (spec.bias()) {
        bias(spec, s, run);
      }
      multiply(
          weights(spec, s, run, false),
          reads(spec, s, run, false),
          blocks(memory.values, spec, run),
          spec.bias(),
          spec.activation());
    }
  }

  /**
   * Lowers a product. With a contraction of length 1 and rows that are not dense, oneDNN 3.11 takes
   * the wrong elements from the second matrix of the batch on, so those go one by one.
   */
  private void multiply(Matrices a, Matrices b, Matrices c, boolean add, Activation activation)
      throws UnsuitableException {
    if (a.columns() > 1 || c.batch() == 1 || count == rows.stride) {
      kernels.add(lane.multiply(a, b, c, add, activation));
      return;
    }
    for (int n = 0; n < c.batch(); n++) {
      kernels.add(lane.multiply(one(a, n), one(b, n), one(c, n), add, activation));
    }
  }

  private static Matrices one(Matrices m, int n) {
    long at = m.batch() == 1 ? m.at() : m.at() + n * m.batchStride();
    return new Matrices(
        m.memory(), at, 1, m.rows(), m.columns(), m.batchStride(), m.rowStride(), m.columnStride());
  }

  private void pack(BlockSpec spec, int s, int node) {
    int to = rows.readRow(s, node);
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int width = spec.readWidth(slot);
      long from = rows.at(layout.row(spec.read(node, slot)));
      kernels.add(
          lane.copy(memory.values, rows.at(to), memory.values, from, (long) width * rows.stride));
      to += width;
    }
  }

  /**
   * Writes the biases; the product is added to them. oneDNN has no fast code for a bias of each of
   * a batch, but its product of a column with a row of ones is fast.
   */
  private void bias(AffineSpec spec, int s, Run run) throws UnsuitableException {
    Matrices ones = new Matrices(memory.ones, 0, 1, 1, count, rows.stride, rows.stride, 1);
    if (run.ownSets()) {
      multiply(
          biases(memory.weights, spec, s, run.from(), run.nodes()),
          ones,
          blocks(memory.values, spec, run),
          false,
          Activation.IDENTITY);
      return;
    }
    for (int v = run.from(); v < run.to(); v++) {
      multiply(
          biases(memory.weights, spec, s, v, 1),
          ones,
          blocks(memory.values, spec, v, 1),
          false,
          Activation.IDENTITY);
    }
  }

  private Matrices biases(NativeFloats table, AffineSpec spec, int s, int node, int nodes) {
    int size = spec.parametersPerShare();
    long at = set(spec, s, node) + (long) spec.outWidth() * spec.readWidth();
    return new Matrices(table, at, nodes, spec.outWidth(), 1, size, 1, 1);
  }

  private long set(AffineSpec spec, int s, int node) {
    return plan.parameterOffset(s) + (long) spec.share(node) * spec.parametersPerShare();
  }

  private Matrices weights(AffineSpec spec, int s, Run run, boolean transposed) {
    long sets = run.ownSets() ? run.nodes() : 1;
    long at = set(spec, s, run.from());
    int size = spec.parametersPerShare();
    int k = spec.readWidth();
    int h = spec.outWidth();
    return transposed
        ? new Matrices(memory.weights, at, sets, k, h, size, 1, k)
        : new Matrices(memory.weights, at, sets, h, k, size, k, 1);
  }

  private Matrices reads(AffineSpec spec, int s, Run run, boolean transposed) {
    long at = rows.at(rows.readRow(s, run.from()));
    long batch = run.step() == 0 ? 1 : run.nodes();
    int k = spec.readWidth();
    long step = rows.at(run.step() == 0 ? k : run.step());
    return transposed
        ? new Matrices(memory.values, at, batch, count, k, step, 1, rows.stride)
        : new Matrices(memory.values, at, batch, k, count, step, rows.stride, 1);
  }

  private Matrices blocks(NativeFloats table, AffineSpec spec, Run run) {
    return blocks(table, spec, run.from(), run.nodes());
  }

  private Matrices blocks(NativeFloats table, AffineSpec spec, int node, int nodes) {
    int h = spec.outWidth();
    long at = rows.at(layout.row(spec.firstBlock() + node));
    return new Matrices(table, at, nodes, h, count, rows.at(h), rows.stride, 1);
  }

  /** Gradients of the pre-activations of the nodes {@code from} to {@code to}. */
  void gradients(int s, int from, int to) throws UnsuitableException {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    for (int v = from; v < to; v++) {
      pull(spec, spec.firstBlock() + v);
    }
    long height = (long) (to - from) * spec.outWidth();
    long at = rows.at(layout.row(spec.firstBlock() + from));
    if (spec.activation() != Activation.IDENTITY) {
      kernels.add(
          lane.derive(
              spec.activation(), memory.gradients, at, memory.values, at, height * rows.stride));
    }
  }

  /** Adds up, in the plan's order, what the readers of a block left. */
  private void pull(AffineSpec spec, int block) throws UnsuitableException {
    long at = rows.at(layout.row(block));
    long size = rows.at(spec.outWidth());
    int first = layout.firstReader(block);
    int end = layout.firstReader(block + 1);
    if (first == end && !rows.seeded(block)) {
      kernels.add(lane.clear(memory.gradients, at, size));
      return;
    }
    for (int r = first; r < end; r++) {
      int reader = layout.readerSpec(r);
      int node = layout.readerNode(r);
      if (!rows.inPlace(reader, node)) {
        long part = rows.at(rows.gradientRow(reader, node) + (long) layout.readerOffset(r));
        boolean overwrite = r == first && !rows.seeded(block);
        kernels.add(
            overwrite
                ? lane.copy(memory.gradients, at, memory.gradients, part, size)
                : lane.add(memory.gradients, at, memory.gradients, part, size));
      }
    }
  }

  /** Gradients of what the nodes {@code from} to {@code to} read. */
  void readGradients(int s, int from, int to) throws UnsuitableException {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    for (Run run : runs(spec, s, from, to)) {
      int row = rows.gradientRow(s, run.from());
      if (row != NativeLayout.NONE) {
        int k = spec.readWidth();
        long step = rows.at(run.nodes() == 1 ? k : run.gradientStep());
        multiply(
            weights(spec, s, run, true),
            blocks(memory.gradients, spec, run),
            new Matrices(
                memory.gradients, rows.at(row), run.nodes(), k, count, step, rows.stride, 1),
            false,
            Activation.IDENTITY);
      }
    }
  }

  /**
   * Gradients of the parameter sets {@code from} to {@code to}, one by one: oneDNN chooses code of
   * another instruction set for some single products than for a batch of them, and a node's bits
   * would depend on its company.
   */
  void parameterGradients(int s, int from, int to) throws UnsuitableException {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    if (spec.frozen()) {
      return;
    }
    if (spec.unshared()) {
      for (int v = from; v < to; v++) {
        parameterGradients(spec, s, new Run(v, v + 1, 0, 0, true), false);
      }
      return;
    }
    for (int share = from; share < to; share++) {
      int first = layout.firstOfShare(s, share);
      for (int i = first; i < layout.firstOfShare(s, share + 1); i++) {
        int node = layout.nodeOfShare(s, i);
        parameterGradients(spec, s, new Run(node, node + 1, 0, 0, true), i > first);
      }
    }
  }

  private void parameterGradients(AffineSpec spec, int s, Run run, boolean add)
      throws UnsuitableException {
    int k = spec.readWidth();
    long at = set(spec, s, run.from());
    Matrices gradients = blocks(memory.gradients, spec, run);
    multiply(
        gradients,
        reads(spec, s, run, true),
        new Matrices(
            memory.weightGradients,
            at,
            run.nodes(),
            spec.outWidth(),
            k,
            spec.parametersPerShare(),
            k,
            1),
        add,
        Activation.IDENTITY);
    if (spec.bias()) {
      multiply(
          gradients,
          new Matrices(memory.ones, 0, 1, count, 1, rows.stride, 1, 1),
          biases(memory.weightGradients, spec, s, run.from(), run.nodes()),
          add,
          Activation.IDENTITY);
    }
  }
}
