package io.fanin.circuits.network;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import java.util.List;

/** Runs a network on one provider; close it after use. Not thread-safe. */
public final class Runner implements AutoCloseable {
  private static final int MOST_ROWS = 256;

  /** Numbers that a program may hold for its rows. */
  private static final long ROOM = 1 << 21;

  private final ExactNetwork exact;
  private final Device device;
  private final Program program;
  private final Buffer inputs;
  private final int rows;

  /** Compiles the network in single precision, in which circuits and machines are exact. */
  public Runner(ExactNetwork exact, KernelProvider provider) {
    this(exact, provider, DType.FLOAT);
  }

  /** Compiles the network in a precision of choice. */
  public Runner(ExactNetwork exact, KernelProvider provider, DType dtype) {
    this.exact = exact;
    Plan plan = exact.network().plan();
    long perRow = 0;
    for (int block = 0; block < plan.blocks(); block++) {
      perRow += plan.width(block);
    }
    this.rows = (int) Math.max(1, Math.min(MOST_ROWS, ROOM / perRow));
    this.device = provider.open();
    this.program = device.compile(plan, new CompileOptions(dtype, rows, 1));
    program.writeParameters(exact.parameters());
    this.inputs = device.allocate(dtype, rows, plan.inputColumns());
  }

  /** Rows that are computed at once. */
  public int batch() {
    return rows;
  }

  /**
   * The results of rows.
   *
   * @param given each {@code [plan.inputColumns()]}, at most {@link #batch}
   * @return {@code [rows][results]}
   */
  public double[][] run(List<double[]> given) {
    int columns = exact.network().plan().inputColumns();
    double[] flat = new double[given.size() * columns];
    for (int i = 0; i < given.size(); i++) {
      System.arraycopy(given.get(i), 0, flat, i * columns, columns);
    }
    inputs.write(flat, 0, given.size());
    program.forward(Batch.first(inputs, null, given.size()));
    double[][] results = new double[given.size()][exact.results()];
    double[] values = {};
    int read = -1;
    for (int r = 0; r < exact.results(); r++) {
      int block = exact.block(r);
      int width = exact.network().plan().width(block);
      if (block != read) {
        values = new double[given.size() * width];
        program.read(block, values);
        read = block;
      }
      for (int i = 0; i < given.size(); i++) {
        results[i][r] = values[i * width + exact.column(r)];
      }
    }
    return results;
  }

  @Override
  public void close() {
    inputs.close();
    program.close();
    device.close();
  }
}
