package io.fanin.train;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import java.util.Arrays;

/**
 * Rows on which replicas are measured: for each stream as many, the same or its own.
 *
 * <p>The input table stays the caller's; the targets are kept on the host, in double.
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
   * @param targetColumns at least 1
   * @param rows rows of each stream, {@code [streams][count]}; equally many, at least 1
   */
  public EvaluationSet(Buffer inputs, double[] targets, int targetColumns, int[][] rows) {
    if (targetColumns < 1 || targets.length != (long) inputs.rows() * targetColumns) {
      throw new IllegalArgumentException(
          "targets must be [%d, %d], have %d numbers"
              .formatted(inputs.rows(), targetColumns, targets.length));
    }
    if (rows.length == 0) {
      throw new IllegalArgumentException("a set needs the rows of at least one stream");
    }
    for (int[] own : rows) {
      checkRows(own, rows[0].length, inputs.rows());
    }
    this.inputs = inputs;
    this.targets = targets;
    this.targetColumns = targetColumns;
    this.rows = rows.clone();
  }

  private static void checkRows(int[] own, int count, int limit) {
    if (own.length != count || count == 0) {
      throw new IllegalArgumentException(
          "streams need equally many rows, at least 1: one has %d, the first %d"
              .formatted(own.length, count));
    }
    for (int row : own) {
      if (row < 0 || row >= limit) {
        throw new IllegalArgumentException(
            "rows must be from 0 to %d, one was %d".formatted(limit - 1, row));
      }
    }
  }

  /** A set in which all streams see the same rows. */
  public static EvaluationSet shared(
      Buffer inputs, double[] targets, int targetColumns, int streams, int[] rows) {
    int[][] all = new int[streams][];
    Arrays.fill(all, rows);
    return new EvaluationSet(inputs, targets, targetColumns, all);
  }

  /** Rows of each stream. */
  public int count() {
    return rows[0].length;
  }

  /** Columns of a target row. */
  public int targetColumns() {
    return targetColumns;
  }

  /** The target of a stream's row. */
  public double target(int stream, int index, int column) {
    return targets[targetOffset(stream, index) + column];
  }

  double[] targets() {
    return targets;
  }

  /** Where the targets of a stream's row start in {@link #targets}. */
  int targetOffset(int stream, int index) {
    return rows[stream][index] * targetColumns;
  }

  /**
   * Values of blocks on all rows, by one forward pass in batches of the program's {@code maxBatch}.
   *
   * @param blocks which blocks; may repeat
   */
  public SetValues evaluate(Program program, int[] blocks) {
    Plan plan = program.plan();
    if (plan.streams() != rows.length) {
      throw new IllegalArgumentException(
          "the set has rows for %d streams, the plan has %d"
              .formatted(rows.length, plan.streams()));
    }
    SetValues values =
        new SetValues(plan, count(), Arrays.stream(blocks).sorted().distinct().toArray());
    int most = program.options().maxBatch();
    for (int from = 0; from < count(); from += Math.min(most, count() - from)) {
      int n = Math.min(most, count() - from);
      program.forward(new Batch(inputs, null, chunk(from, n), n));
      copy(program, values, from, n);
    }
    return values;
  }

  private static void copy(Program program, SetValues values, int from, int n) {
    for (int block : values.blocks()) {
      int width = values.plan().width(block);
      double[] part = new double[n * width];
      program.read(block, part);
      System.arraycopy(part, 0, values.of(block), from * width, part.length);
    }
  }

  /**
   * Values of blocks on all rows.
   *
   * @param blocks which blocks
   * @return for each block {@code [count, width]}
   */
  public double[][] values(Program program, int[] blocks) {
    SetValues values = evaluate(program, blocks);
    return Arrays.stream(blocks).mapToObj(values::of).toArray(double[][]::new);
  }

  private int[] chunk(int from, int n) {
    int[] chosen = new int[rows.length * n];
    for (int s = 0; s < rows.length; s++) {
      System.arraycopy(rows[s], from, chosen, s * n, n);
    }
    return chosen;
  }
}
