package io.fanin.testkit;

import io.fanin.kernel.Batch;
import io.fanin.kernel.DType;
import io.fanin.kernel.HostBuffer;
import io.fanin.kernel.Plan;
import java.util.concurrent.atomic.AtomicInteger;

/** Batches of doubles on the heap, for the reference's passes at given activations. */
final class HostTables {
  private HostTables() {}

  static Batch batch(Plan plan, BatchData data) {
    return new Batch(
        table(data.inputs(), data.tableRows(), plan.inputColumns()),
        table(data.targets(), data.tableRows(), plan.targetColumns()),
        data.rows(),
        data.count());
  }

  private static HostBuffer table(double[] values, int rows, int columns) {
    HostBuffer buffer = HostBuffer.allocate(DType.DOUBLE, rows, columns, new AtomicInteger());
    buffer.write(values, 0, rows);
    return buffer;
  }
}
