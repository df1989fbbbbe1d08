package io.fanin.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The checks that every device and program makes on entry, so that all providers fail alike.
 *
 * <p>A wrong argument is an {@link IllegalArgumentException} with the value and the bound; use
 * after close is an {@link IllegalStateException}.
 */
public final class ProgramChecks {
  private ProgramChecks() {}

  /**
   * Checks that a resource is still open.
   *
   * @param what {@code "device"}, {@code "buffer"} or {@code "program"}
   */
  public static void open(boolean open, String what) {
    if (!open) {
      throw new IllegalStateException("the " + what + " is closed");
    }
  }

  /** Checks the shape of a buffer; empty ones are allowed. */
  public static void bufferShape(int rows, int columns) {
    if (!(rows >= 0 && columns >= 0)) {
      throw wrong("a buffer needs rows and columns >= 0, were %d and %d", rows, columns);
    }
  }

  /** Checks a copy of {@code count} whole rows between a buffer and an array of this length. */
  public static void copy(Buffer buffer, int length, int row, int count) {
    if (!(row >= 0 && count >= 0 && (long) row + count <= buffer.rows())) {
      throw wrong(
          "rows %d to %d are outside a buffer of %d rows", row, (long) row + count, buffer.rows());
    }
    atLeast("array", length, (long) count * buffer.columns());
  }

  /** Checks an array that must have exactly this length. */
  public static void length(String name, int actual, int expected) {
    if (!(actual == expected)) {
      throw wrong("the length of %s must be %d, was %d", name, expected, actual);
    }
  }

  /** Checks an array of which the first {@code needed} elements are used. */
  public static void atLeast(String name, int actual, long needed) {
    if (!(actual >= needed)) {
      throw wrong("the length of %s must be at least %d, was %d", name, needed, actual);
    }
  }

  /** Checks a block's number. */
  public static void block(Plan plan, int block) {
    if (!(block >= 0 && block < plan.blocks())) {
      throw wrong("block must be from 0 to %d, was %d", plan.blocks() - 1, block);
    }
  }

  /** Checks what {@link Program#inputGradient} is given besides the batch. */
  public static void inputGradient(
      Plan plan, int count, int block, double[] cotangent, double[] out) {
    block(plan, block);
    atLeast("cotangent", cotangent.length, (long) count * plan.width(block));
    atLeast("out", out.length, (long) plan.streams() * count * plan.inputColumns());
  }

  /** Checks one learning rate for each replica, finite and at least 0. */
  public static void rates(Plan plan, double[] rates) {
    length("rates", rates.length, plan.replicas());
    for (int r = 0; r < rates.length; r++) {
      if (!(rates[r] >= 0 && rates[r] < Double.POSITIVE_INFINITY)) {
        throw wrong("the rate of replica %d must be finite and >= 0, was %s", r, rates[r]);
      }
    }
  }

  /** Checks a batch's count, row lists and inputs. */
  public static void batch(Plan plan, CompileOptions options, Batch batch) {
    if (!(batch.count() >= 0 && batch.count() <= options.maxBatch())) {
      throw wrong("count must be from 0 to maxBatch %d, was %d", options.maxBatch(), batch.count());
    }
    atLeast("rows", batch.rows().length, (long) plan.streams() * batch.count());
    table("inputs", batch.inputs(), options.dtype(), plan.inputColumns());
    for (int s = 0; s < plan.streams(); s++) {
      rows("inputs", batch, s, batch.inputs().rows());
    }
  }

  /** Checks, besides, what a loss needs: loss terms, targets and one place for each loss. */
  public static Buffer losses(Plan plan, CompileOptions options, Batch batch, double[] losses) {
    if (plan.losses().isEmpty()) {
      throw new IllegalStateException("the plan has no loss terms");
    }
    length("losses", losses.length, plan.losses().size());
    batch(plan, options, batch);
    @Nullable Buffer targets = batch.targets();
    if (targets == null) {
      throw new IllegalArgumentException("the batch has no targets, but the plan has loss terms");
    }
    table("targets", targets, options.dtype(), plan.targetColumns());
    for (int s = 0; s < plan.streams(); s++) {
      rows("targets", batch, s, targets.rows());
    }
    return targets;
  }

  private static void table(String name, Buffer buffer, DType dtype, int columns) {
    if (!(buffer.dtype() == dtype)) {
      throw wrong("%s must be %s like the program, were %s", name, dtype, buffer.dtype());
    }
    if (!(buffer.columns() == columns)) {
      throw wrong("%s must have %d columns like the plan, had %d", name, columns, buffer.columns());
    }
  }

  private static void rows(String name, Batch batch, int stream, int limit) {
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.rows()[stream * batch.count() + i];
      if (row < 0 || row >= limit) {
        throw new IllegalArgumentException(
            "row %d of stream %d must be from 0 to %d, the rows of %s, was %d"
                .formatted(i, stream, limit - 1, name, row));
      }
    }
  }

  /**
   * The buffer as this provider's own kind.
   *
   * @param name {@code "inputs"} or {@code "targets"}
   */
  public static <B extends Buffer> B own(
      String name, Buffer buffer, Class<B> kind, String providerId) {
    if (!kind.isInstance(buffer)) {
      throw new IllegalArgumentException(
          "%s must be a buffer of device '%s', were a %s"
              .formatted(name, providerId, buffer.getClass().getSimpleName()));
    }
    return kind.cast(buffer);
  }

  /**
   * A target of {@link Loss#SOFTMAX_CROSS_ENTROPY} as a class index.
   *
   * @param width how many classes
   * @param row live row, for the message
   */
  public static int classIndex(LossTerm term, double target, int width, int row) {
    int index = (int) target;
    if (!(index == target && index >= 0 && index < width)) {
      throw wrong(
          "loss term '%s' needs class indices from 0 to %d as targets, row %d had %s",
          term.name(), width - 1, row, target);
    }
    return index;
  }

  /** Checks an optimizer state against the plan. */
  public static void state(Plan plan, OptimizerState state) {
    length("numbers", state.numbers().length, plan.replicas());
    for (double[] slot : state.slots()) {
      length("slot", slot.length, plan.parameters());
    }
    for (long number : state.numbers()) {
      if (!(number >= 0)) {
        throw wrong("the number of updates must be >= 0, was %d", number);
      }
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private static IllegalArgumentException wrong(String format, Object... values) {
    return new IllegalArgumentException(format.formatted(values));
  }
}
