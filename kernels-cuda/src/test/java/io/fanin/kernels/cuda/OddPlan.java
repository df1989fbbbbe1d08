package io.fanin.kernels.cuda;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.BlockSpec;
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
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A small network of shapes that the shipped grid lacks, and all that a program computes on it. */
final class OddPlan {
  static final int ROWS = 70;

  private OddPlan() {}

  /** Two levels: (5, 3) to 7 with relu, some reads zero, shared; then three 7 to 2 with tanh. */
  static Plan plan() {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("a", 0, 5, 0));
    plan.input(new InputBlock("b", 5, 3, 0));
    int[] reads = {0, 1, 0, BlockSpec.ZERO, 0, 1};
    int hidden =
        plan.add(layer("hidden", 1, 2, new int[] {5, 3}, 7, true, reads, new int[] {0, 1, 0}));
    int[] all = {hidden, hidden + 1, hidden + 2};
    int top = plan.add(layer("top", 2, 5, new int[] {7, 7, 7}, 2, false, all, new int[] {0}));
    plan.loss(new LossTerm("y", Loss.MSE, top, 0, 1, 0, 0));
    return plan.build();
  }

  private static AffineSpec layer(
      String name,
      int level,
      int firstBlock,
      int[] widths,
      int width,
      boolean relu,
      int[] reads,
      int[] shares) {
    int sets = java.util.Arrays.stream(shares).max().orElseThrow() + 1;
    Activation activation = relu ? Activation.RELU : Activation.TANH;
    return new AffineSpec(
        name,
        level,
        firstBlock,
        widths,
        width,
        activation,
        relu,
        reads,
        shares,
        new int[sets],
        false,
        1);
  }

  /** Blocks, gradients and three steps' parameters, from seeded data. */
  static List<double[]> results(Device device, DType dtype) {
    Plan plan = plan();
    List<double[]> results = new ArrayList<>();
    try (Program program = device.compile(plan, new CompileOptions(dtype, ROWS, 1));
        Buffer x = device.allocate(dtype, ROWS, plan.inputColumns());
        Buffer t = device.allocate(dtype, ROWS, plan.targetColumns())) {
      x.write(numbers(1, ROWS * plan.inputColumns()), 0, ROWS);
      t.write(numbers(2, ROWS * plan.targetColumns()), 0, ROWS);
      program.writeParameters(numbers(3, plan.parameters()));
      Batch batch = Batch.first(x, t, ROWS);
      double[] losses = new double[1];
      program.lossAndGradient(batch, losses, false);
      results.add(losses.clone());
      for (int block = 0; block < plan.blocks(); block++) {
        double[] values = new double[ROWS * plan.width(block)];
        program.read(block, values);
        results.add(values);
      }
      double[] gradient = new double[plan.parameters()];
      program.readGradient(gradient);
      results.add(gradient);
      double[] inputs = new double[ROWS * plan.inputColumns()];
      program.inputGradient(batch, plan.blocks() - 1, numbers(4, 2 * ROWS), inputs);
      results.add(inputs);
      for (int i = 0; i < 3; i++) {
        program.step(batch, Optimizers.adam(), new double[] {0.1}, losses);
      }
      double[] parameters = new double[plan.parameters()];
      program.readParameters(parameters);
      results.add(parameters);
    }
    return results;
  }

  /** Seeded numbers from -1 to 1. */
  static double[] numbers(long seed, int count) {
    RandomStream stream = RandomStream.of(seed, "odd plan");
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * stream.nextDouble() - 1;
    }
    return numbers;
  }
}
