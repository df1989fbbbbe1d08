package io.fanin.kernels.cuda;

import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;

/** The input blocks as tables. */
final class InputTables {
  final int count;
  final int widest;
  private final int[] tables;

  InputTables(Layout layout, Tables out) {
    Plan plan = layout.plan;
    count = plan.inputs().size();
    long[] blocks = new long[count];
    int[] widths = new int[count];
    int[] columns = new int[count];
    int[] streams = new int[count];
    int most = 0;
    for (int i = 0; i < count; i++) {
      InputBlock input = plan.inputs().get(i);
      blocks[i] = layout.block(i);
      widths[i] = input.width();
      columns[i] = input.column();
      streams[i] = input.stream();
      most = Math.max(most, input.width());
    }
    widest = most;
    tables = new int[] {out.longs(blocks), out.ints(widths), out.ints(columns), out.ints(streams)};
  }

  /** Writes the addresses of the tables in the order of the kernel's struct. */
  void writeTables(Arguments arguments, long base) {
    for (int table : tables) {
      arguments.address(base + table);
    }
  }
}
