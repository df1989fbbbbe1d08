package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which levels one kernel takes, and that nothing but time tells. */
final class FusedTreeTest {
  private static final int ROWS = 130;

  /** Binary trees above 8-wide inputs, one input block for each read; a loss on the last block. */
  static Plan.Builder tree(Activation activation, int width, int levels) {
    Plan.Builder plan = Plan.builder();
    int reads = 1 << levels;
    for (int i = 0; i < reads; i++) {
      plan.input(new InputBlock("x" + i, 8 * i, 8, 0));
    }
    int below = 0;
    for (int level = 1; level <= levels; level++) {
      int first = below;
      int[] blocks = IntStream.range(0, reads).map(i -> first + i).toArray();
      below =
          plan.add(level(first + reads, level, level == 1 ? 8 : width, width, activation, blocks));
      reads /= 2;
    }
    return plan.loss(new LossTerm("y", Loss.MSE, below, 0, 1, 0, 0));
  }

  /** Nodes that read two blocks each. */
  static AffineSpec level(
      int first, int level, int read, int width, Activation activation, int... blocks) {
    int nodes = blocks.length / 2;
    int[] own = IntStream.range(0, nodes).toArray();
    return new AffineSpec(
        "level",
        level,
        first,
        new int[] {read, read},
        width,
        activation,
        true,
        blocks,
        own,
        new int[nodes],
        false,
        1);
  }

  private static List<String> fused(Plan plan) {
    return Passes.Index.of(new Layout(plan, 1), DType.FLOAT, new Tables()).trees().stream()
        .map(tree -> tree.lowest() + " to " + tree.root())
        .toList();
  }

  @Test
  void as_many_levels_are_fused_as_shared_memory_holds() {
    assertThat(fused(tree(Activation.TANH, 8, 6).build())).containsExactly("0 to 3", "4 to 5");
    assertThat(fused(tree(Activation.TANH, 16, 4).build())).containsExactly("0 to 2");
    assertThat(fused(tree(Activation.TANH, 32, 3).build())).containsExactly("0 to 1");
    assertThat(fused(tree(Activation.TANH, 64, 3).build())).isEmpty();
  }

  @Test
  void blocks_that_somebody_else_needs_stay_in_memory() {
    assertThat(fused(tree(Activation.GELU, 8, 2).build())).isEmpty();
    Plan.Builder lossInside = tree(Activation.TANH, 8, 2);
    assertThat(fused(lossInside.loss(new LossTerm("z", Loss.MSE, 4, 0, 1, 0, 0)).build()))
        .isEmpty();
    Plan.Builder readTwice = tree(Activation.TANH, 8, 2);
    readTwice.add(level(7, 3, 8, 8, Activation.TANH, 4, 6));
    assertThat(fused(readTwice.build())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void a_fused_step_has_the_bits_of_single_levels(Activation activation) {
    Plan plan = tree(activation, 8, 3).build();
    try (Device device = Emulation.provider().open();
        Run fused = new Run(device, plan);
        Run single = new Run(device, plan)) {
      double[] rate = {1.0 / 64};
      for (int step = 0; step < 2; step++) {
        fused.program.step(fused.batch, Optimizers.adam(), rate, fused.losses);
        single.program.lossAndGradient(single.batch, single.losses, false);
        assertThat(fused.losses).containsExactly(single.losses);
        assertThat(fused.blocks()).isDeepEqualTo(single.blocks());
        single.program.apply(Optimizers.adam(), rate);
        assertThat(fused.parameters()).containsExactly(single.parameters());
      }
    }
  }

  @Test
  void blocks_inside_are_those_of_the_batch_whatever_happens_after_it() {
    Plan plan = tree(Activation.TANH, 16, 3).build();
    double[] none = new double[plan.parameters()];
    try (Device device = Emulation.provider().open();
        Run run = new Run(device, plan)) {
      double[][] expected = run.forward();
      double[] parameters = run.parameters();
      run.program.forward(run.batch);
      run.program.writeParameters(none);
      assertThat(run.blocks()).isDeepEqualTo(expected);
      run.program.writeParameters(parameters);
      run.program.forward(run.batch);
      run.program.apply(Optimizers.sgd(), new double[] {1});
      assertThat(run.blocks()).isDeepEqualTo(expected);
      run.program.writeParameters(parameters);
      run.program.step(run.batch, Optimizers.sgd(), new double[] {1}, run.losses);
      run.program.writeGradient(none);
      assertThat(run.blocks()).isDeepEqualTo(expected);
      run.program.writeParameters(parameters);
      run.program.step(run.batch, Optimizers.sgd(), new double[] {0}, run.losses);
      assertThat(run.parameters()).containsExactly(parameters);
      assertThat(run.blocks()).isDeepEqualTo(expected);
    }
  }

  /** A program with seeded data and parameters. */
  static final class Run implements AutoCloseable {
    final Program program;
    final Batch batch;
    final double[] losses;
    private final Plan plan;
    private final Buffer inputs;
    private final Buffer targets;

    Run(Device device, Plan plan) {
      this(device, plan, DType.FLOAT);
    }

    Run(Device device, Plan plan, DType dtype) {
      this.plan = plan;
      program = device.compile(plan, new CompileOptions(dtype, ROWS, 1));
      inputs = device.allocate(dtype, ROWS, plan.inputColumns());
      targets = device.allocate(dtype, ROWS, plan.targetColumns());
      inputs.write(numbers(ROWS * plan.inputColumns(), 1), 0, ROWS);
      targets.write(numbers(ROWS * plan.targetColumns(), 1), 0, ROWS);
      program.writeParameters(numbers(plan.parameters(), 1.0 / 16));
      batch = Batch.first(inputs, targets, ROWS);
      losses = new double[plan.losses().size()];
    }

    private static double[] numbers(int count, double scale) {
      return IntStream.range(0, count)
          .mapToDouble(i -> (float) (scale * StrictMath.sin(1 + 3.7 * i)))
          .toArray();
    }

    double[][] forward() {
      program.forward(batch);
      return blocks();
    }

    double[][] blocks() {
      double[][] blocks = new double[plan.blocks()][];
      for (int b = 0; b < blocks.length; b++) {
        blocks[b] = new double[ROWS * plan.width(b)];
        program.read(b, blocks[b]);
      }
      return blocks;
    }

    double[] gradient() {
      program.lossAndGradient(batch, losses, false);
      double[] gradient = new double[plan.parameters()];
      program.readGradient(gradient);
      return gradient;
    }

    double[] parameters() {
      double[] parameters = new double[plan.parameters()];
      program.readParameters(parameters);
      return parameters;
    }

    @Override
    public void close() {
      inputs.close();
      targets.close();
      program.close();
    }
  }
}
