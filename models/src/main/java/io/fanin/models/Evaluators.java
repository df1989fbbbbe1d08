package io.fanin.models;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A few reference programs of one network, so that many threads can ask at once.
 *
 * <p>A program serves one call at a time; a call takes an idle one or makes a new one, and puts it
 * back. They live on the Java heap alone, so nothing is lost when they are not closed. The
 * reference gives a row the same bits whatever rows stand beside it.
 */
final class Evaluators {
  /** Rows times numbers per row that a program may hold. */
  private static final int ROOM = 1 << 20;

  private static final int MOST_ROWS = 64;
  private static final int IDLE = 8;

  private final Plan plan;
  private final DType dtype;
  private final double[] parameters;
  private final int block;
  private final int rows;
  private final Queue<Evaluator> idle = new ConcurrentLinkedQueue<>();

  Evaluators(Plan plan, DType dtype, double[] parameters, int block) {
    this.plan = plan;
    this.dtype = dtype;
    this.parameters = parameters;
    this.block = block;
    long perRow = 0;
    for (int b = 0; b < plan.blocks(); b++) {
      perRow += plan.width(b);
    }
    this.rows = (int) Math.max(1, Math.min(MOST_ROWS, ROOM / perRow));
  }

  /**
   * Values of the block.
   *
   * @param x inputs, {@code [count, plan.inputColumns()]}
   * @return {@code [count, width of the block]}
   */
  double[] evaluate(double[] x, int count) {
    Evaluator taken = idle.poll();
    Evaluator evaluator = taken == null ? new Evaluator() : taken;
    double[] out = new double[count * plan.width(block)];
    for (int at = 0; at < count; at += rows) {
      evaluator.evaluate(x, at, Math.min(rows, count - at), out);
    }
    if (idle.size() < IDLE) {
      idle.add(evaluator);
    }
    return out;
  }

  private final class Evaluator {
    private final Program program;
    private final Buffer inputs;

    Evaluator() {
      Device device = new ReferenceProvider().open();
      program = device.compile(plan, new CompileOptions(dtype, rows, 1));
      program.writeParameters(parameters);
      inputs = device.allocate(dtype, rows, plan.inputColumns());
    }

    void evaluate(double[] x, int at, int count, double[] out) {
      int columns = plan.inputColumns();
      double[] part = new double[count * columns];
      System.arraycopy(x, at * columns, part, 0, part.length);
      inputs.write(part, 0, count);
      program.forward(Batch.first(inputs, null, count));
      double[] values = new double[count * plan.width(block)];
      program.read(block, values);
      System.arraycopy(values, 0, out, at * plan.width(block), values.length);
    }
  }
}
