package io.fanin.models;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.random.RandomStream;
import java.util.function.Consumer;

/** Runs plans on the reference provider. */
final class Evaluation {
  private Evaluation() {}

  /** Independent numbers in [-1, 1). */
  static double[] data(int count, long seed) {
    RandomStream stream = RandomStream.of(seed, "test");
    double[] data = new double[count];
    for (int i = 0; i < count; i++) {
      data[i] = stream.uniform(-1, 1);
    }
    return data;
  }

  /** Values of a block, {@code [rows, width]}. */
  static double[] block(Plan plan, DType dtype, double[] parameters, double[] x, int block) {
    int rows = x.length / plan.inputColumns();
    double[] out = new double[rows * plan.width(block)];
    int[] chosen = new int[rows * plan.streams()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = i % rows;
    }
    with(
        plan,
        dtype,
        rows,
        p -> {
          p.program().writeParameters(parameters);
          p.table().write(x, 0, rows);
          p.program().forward(new Batch(p.table(), null, chosen, rows));
          p.program().read(block, out);
        });
    return out;
  }

  /** A program and a table for its inputs. */
  record Running(Program program, Buffer table) {}

  static void with(Plan plan, DType dtype, int rows, Consumer<Running> use) {
    try (Device device = new ReferenceProvider().open();
        Program program = device.compile(plan, new CompileOptions(dtype, rows, 1));
        Buffer table = device.allocate(dtype, rows, plan.inputColumns())) {
      use.accept(new Running(program, table));
    }
  }
}
