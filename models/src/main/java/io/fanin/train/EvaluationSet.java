package io.fanin.train;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on which replicas are measured: for each stream as many, the same or its own.
 *
 * <p>The input table stays the caller's; the targets are kept on the host.
 */
public final class EvaluationSet {
  private final Buffer inputs;
  private final double[] targets;
  private final int targetColumns;
  private final int[][] rows;

  /**
   * A set with rows for each stream.
   *
   * @param inputs table of inputs
   * @param targets {@code [inputs.rows(), targetColumns]}; kept, not copied
   * @param rows rows of each stream, {@code [streams][count]}; equally many
   */
  public EvaluationSet(Buffer inputs, double[] targets, int targetColumns, int[][] rows) {
    for (int[] of : rows) {
      if (of.length != rows[0].length || of.length == 0) {
        throw new IllegalArgumentException("every stream needs equally many rows, at least 1");
      }
    }
    this.inputs = inputs;
    this.targets = targets;
    this.targetColumns = targetColumns;
    this.rows = rows;
  }

  /** A set in which all streams see the same rows. */
  public static EvaluationSet shared(
      Buffer inputs, double[] targets, int targetColumns, int streams, int[] rows) {
    int[][] all = new int[streams][];
    for (int s = 0; s < streams; s++) {
      all[s] = rows;
    }
    return new EvaluationSet(inputs, targets, targetColumns, all);
  }

  /** Rows of each stream. */
  public int count() {
    return rows[0].length;
  }

  /** The target of a stream's row. */
  double target(int stream, int index, int column) {
    return targets[rows[stream][index] * targetColumns + column];
  }

  /** The loss term that a replica is measured by: its first, in the plan's order. */
  static List<LossTerm> mainTerms(Program program) {
    List<LossTerm> terms = new ArrayList<>();
    for (int r = 0; r < program.plan().replicas(); r++) {
      int replica = r;
      terms.add(
          program.plan().losses().stream()
              .filter(t -> t.replica() == replica)
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("replica " + replica + " has no loss term")));
    }
    return terms;
  }

  /**
   * Values of blocks on all rows.
   *
   * @param blocks which blocks
   * @return for each block {@code [count, width]}
   */
  public double[][] values(Program program, int[] blocks) {
    int[] widths = new int[blocks.length];
    double[][] all = new double[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      widths[b] = program.plan().width(blocks[b]);
      all[b] = new double[count() * widths[b]];
    }
    int most = program.options().maxBatch();
    for (int from = 0; from < count(); from += most) {
      int n = Math.min(most, count() - from);
      program.forward(new Batch(inputs, null, chunk(from, n), n));
      for (int b = 0; b < blocks.length; b++) {
        double[] part = new double[n * widths[b]];
        program.read(blocks[b], part);
        System.arraycopy(part, 0, all[b], from * widths[b], part.length);
      }
    }
    return all;
  }

  private int[] chunk(int from, int n) {
    int[] chosen = new int[rows.length * n];
    for (int s = 0; s < rows.length; s++) {
      System.arraycopy(rows[s], from, chosen, s * n, n);
    }
    return chosen;
  }

  /** Values of each replica's main output, {@code [replicas][count * width]}. */
  double[][] outputs(Program program, List<LossTerm> terms) {
    return values(program, terms.stream().mapToInt(LossTerm::block).toArray());
  }
}
