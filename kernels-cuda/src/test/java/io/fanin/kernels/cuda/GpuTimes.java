package io.fanin.kernels.cuda;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Optimizers;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Times training steps of one level with fan-in 2, for {@code gpu-check}: prints {@code ours NAME
 * WIDTH NODES BATCH MS} for every shape given as {@code WIDTHxNODESxBATCH}.
 */
final class GpuTimes {
  private static final int WARM = 5;
  private static final int ROUNDS = 20;

  private GpuTimes() {}

  /** Shapes as arguments. */
  public static void main(String[] args) {
    CudaKernelProvider provider = Emulation.provider();
    try (Device device = provider.open()) {
      for (String shape : args) {
        int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        System.out.printf(
            "ours %s %d %d %d %.4f%n",
            provider.isaClass(), sizes[0], sizes[1], sizes[2], milliseconds(device, sizes));
      }
    }
  }

  private static double milliseconds(Device device, int[] sizes) {
    Plan plan = level(sizes[0], sizes[1]);
    int batch = sizes[2];
    try (Program program = device.compile(plan, CompileOptions.floats(batch));
        Buffer x = device.allocate(DType.FLOAT, batch, plan.inputColumns());
        Buffer t = device.allocate(DType.FLOAT, batch, plan.targetColumns())) {
      double[] losses = new double[plan.losses().size()];
      Batch rows = Batch.first(x, t, batch);
      double[] times = new double[ROUNDS];
      for (int i = -WARM; i < ROUNDS; i++) {
        long begin = System.nanoTime();
        program.step(rows, Optimizers.adam(), new double[] {1e-3}, losses);
        if (i >= 0) {
          times[i] = (System.nanoTime() - begin) / 1e6;
        }
      }
      Arrays.sort(times);
      return times[ROUNDS / 2];
    }
  }

  /** Nodes on pairs of inputs, each with a squared error; the data itself needs no gradient. */
  private static Plan level(int width, int nodes) {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < 2 * nodes; i++) {
      plan.input(new InputBlock("x" + i, i * width, width, 0));
    }
    int[] own = IntStream.range(0, nodes).toArray();
    int first =
        plan.add(
            new AffineSpec(
                "level",
                1,
                2 * nodes,
                new int[] {width, width},
                width,
                Activation.TANH,
                true,
                IntStream.range(0, 2 * nodes).toArray(),
                own,
                new int[nodes],
                false,
                1));
    for (int v = 0; v < nodes; v++) {
      plan.loss(new LossTerm("y" + v, Loss.MSE, first + v, 0, 1, 0, 0));
    }
    return plan.build();
  }
}
