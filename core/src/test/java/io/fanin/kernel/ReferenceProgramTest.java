package io.fanin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.optim.NormBall;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values small enough to follow by hand; the wide sweep is the testkit's. */
final class ReferenceProgramTest {
  private final Device device = new ReferenceProvider().open();

  @AfterEach
  void nothing_stays_open() {
    device.close();
    assertThat(device.openResources()).isZero();
  }

  /** Two inputs of width 1; one node: relu(w0 x0 + w1 x1 + b); mean squared error. */
  private static Plan oneNode(Activation activation) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("a", 0, 1, 0));
    plan.input(new InputBlock("b", 1, 1, 0));
    int y = plan.add(node(2, activation, new int[] {0, 1}, false, 1));
    plan.output(new Output("y", y, 0));
    plan.loss(new LossTerm("y", Loss.MSE, y, 0, 1, 0, 0));
    return plan.build();
  }

  private static AffineSpec node(
      int block, Activation activation, int[] reads, boolean frozen, double rateScale) {
    int[] widths = new int[reads.length];
    java.util.Arrays.fill(widths, 1);
    return new AffineSpec(
        "n",
        1,
        block,
        widths,
        1,
        activation,
        true,
        reads,
        new int[1],
        new int[1],
        frozen,
        rateScale);
  }

  private Buffer table(DType dtype, int columns, double... values) {
    Buffer buffer = device.allocate(dtype, values.length / columns, columns);
    buffer.write(values, 0, values.length / columns);
    return buffer;
  }

  @Test
  void a_step_of_one_node_is_what_one_computes_by_hand() {
    for (DType dtype : DType.values()) {
      try (Buffer x = table(dtype, 2, 1, 2, 3, -1);
          Buffer t = table(dtype, 1, 2, 1);
          Program program =
              device.compile(oneNode(Activation.RELU), new CompileOptions(dtype, 4, 1))) {
        program.writeParameters(new double[] {2, 1, -1}); // y = 3, 4
        double[] losses = new double[1];
        program.lossAndGradient(Batch.first(x, t, 2), losses, false);
        double[] y = new double[2];
        program.read(2, y);
        double[] gradient = new double[3];
        program.readGradient(gradient);

        assertThat(y).containsExactly(3, 4);
        assertThat(losses).containsExactly((1 + 9) / 2.0);
        assertThat(gradient).containsExactly(1 + 9, 2 - 3, 1 + 3);

        program.step(Batch.first(x, t, 2), new Descent(0), new double[] {0.5}, losses);
        double[] parameters = new double[3];
        program.readParameters(parameters);
        assertThat(parameters).containsExactly(-3, 1.5, -3);
      }
    }
  }

  @Test
  void a_gradient_accumulates_on_request() {
    try (Buffer x = table(DType.DOUBLE, 2, 1, 2, 3, -1);
        Buffer t = table(DType.DOUBLE, 1, 2, 1);
        Program program = device.compile(oneNode(Activation.IDENTITY), CompileOptions.doubles(4))) {
      program.writeParameters(new double[] {2, 1, -1});
      Batch batch = Batch.first(x, t, 2);
      double[] gradient = new double[3];
      program.lossAndGradient(batch, new double[1], false);
      program.lossAndGradient(batch, new double[1], true);
      program.readGradient(gradient);
      assertThat(gradient).containsExactly(20, -2, 8);
      program.lossAndGradient(batch, new double[1], false);
      program.readGradient(gradient);
      assertThat(gradient).containsExactly(10, -1, 4);
    }
  }

  @Test
  void an_empty_batch_has_loss_and_gradient_zero() {
    try (Buffer x = table(DType.FLOAT, 2, 1, 2);
        Buffer t = table(DType.FLOAT, 1, 2);
        Program program = device.compile(oneNode(Activation.RELU), CompileOptions.floats(4))) {
      program.writeGradient(new double[] {1, 2, 3});
      double[] losses = {Double.NaN};
      program.lossAndGradient(Batch.first(x, t, 0), losses, false);
      double[] gradient = {9, 9, 9};
      program.readGradient(gradient);
      assertThat(losses).containsExactly(0);
      assertThat(gradient).containsExactly(0, 0, 0);
    }
  }

  @Test
  void clipping_looks_at_each_replica_alone_and_rate_zero_leaves_everything() {
    Plan.Builder builder = Plan.builder();
    builder.input(new InputBlock("x", 0, 1, 0));
    int first =
        builder.add(
            new AffineSpec(
                "n",
                1,
                1,
                new int[] {1},
                1,
                Activation.IDENTITY,
                true,
                new int[3],
                new int[] {0, 1, 2},
                new int[] {0, 1, 2},
                false,
                1));
    builder.output(new Output("y", first, 0));
    try (Program program = device.compile(builder.build(), CompileOptions.doubles(1))) {
      program.writeGradient(new double[] {3, 4, 6, 8, 1, 1});
      program.apply(new Descent(5), new double[] {1, 1, 0});
      double[] parameters = new double[6];
      program.readParameters(parameters);
      assertThat(parameters).containsExactly(-3, -4, -3, -4, 0, 0);
      assertThat(program.readState().numbers()).containsExactly(1, 1, 0);
    }
  }

  @Test
  void matrices_are_projected_and_biases_are_not() {
    for (DType dtype : DType.values()) {
      try (Program program =
          device.compile(oneNode(Activation.RELU), new CompileOptions(dtype, 1, 1))) {
        program.writeParameters(new double[] {3, 4, 7});
        NormBall ball = new NormBall(NormBall.Kind.FROBENIUS_PER_SLICE, 5);
        program.writeGradient(new double[] {-3, -4, -7});
        program.apply(Optimizers.sgd().projected(ball), new double[] {1});
        double[] parameters = new double[3];
        program.readParameters(parameters);
        assertThat(Math.hypot(parameters[0], parameters[1])).isBetween(4.99999, 5.0);
        assertThat(parameters[2]).isEqualTo(14);
      }
    }
  }

  @Test
  void input_gradients_flow_through_frozen_nodes_and_skip_the_zero_block() {
    Plan.Builder builder = Plan.builder();
    builder.input(new InputBlock("x", 1, 1, 0));
    int[] doubleRead = {0, 0, BlockSpec.ZERO};
    int y = builder.add(node(1, Activation.QUADRATIC, doubleRead, true, 1));
    builder.output(new Output("y", y, 0));
    builder.loss(new LossTerm("y", Loss.MSE, y, 0, 1, 0, 0));
    try (Buffer x = table(DType.FLOAT, 2, 7, 3);
        Buffer t = table(DType.FLOAT, 1, 0);
        Program program = device.compile(builder.build(), CompileOptions.floats(1))) {
      program.writeParameters(new double[] {1, 2, 5, 1}); // z = 1 + 3 x = 10
      double[] out = {9, 9};
      program.inputGradient(Batch.first(x, null, 1), y, new double[] {2}, out);
      assertThat(out).containsExactly(0, 2 * 2 * 10 * 3);
      double[] gradient = new double[4];
      program.lossAndGradient(Batch.first(x, t, 1), new double[1], false);
      program.readGradient(gradient);
      assertThat(gradient).containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void streams_choose_rows_for_each_replica() {
    Plan.Builder builder = Plan.builder();
    builder.input(new InputBlock("x", 0, 1, 0));
    builder.input(new InputBlock("x", 0, 1, 1));
    int y = builder.add(node(2, Activation.IDENTITY, new int[] {0}, false, 1));
    int z = builder.add(node(3, Activation.IDENTITY, new int[] {1}, false, 1));
    builder.loss(new LossTerm("y", Loss.MSE, y, 0, 1, 0, 0));
    builder.loss(new LossTerm("z", Loss.MSE, z, 0, 3, 0, 1));
    try (Buffer x = table(DType.FLOAT, 1, 1, 2, 3, 4);
        Buffer t = table(DType.FLOAT, 1, 0, 0, 0, 1);
        Program program = device.compile(builder.build(), CompileOptions.floats(2))) {
      program.writeParameters(new double[] {1, 0, 1, 0});
      double[] losses = new double[2];
      program.lossAndGradient(new Batch(x, t, new int[] {0, 1, 3, 2}, 2), losses, false);
      assertThat(losses).containsExactly((1 + 4) / 2.0, 3 * (9 + 9) / 2.0);
    }
  }

  @Test
  void a_closed_program_says_so() {
    Program program = device.compile(oneNode(Activation.RELU), CompileOptions.floats(1));
    program.close();
    program.close();
    assertThatThrownBy(() -> program.readParameters(new double[3]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program is closed");
  }

  @Test
  void a_plan_that_cannot_fit_is_refused_with_its_size_before_memory_is_taken() {
    CompileOptions options = CompileOptions.doubles(2_000_000_000);
    // four arrays of 3 parameters, 40 bytes each; two arrays of 2e9 doubles and their headers for
    // each of the three blocks; 24 + 32 for what one node reads and writes
    assertThat(device.announce(oneNode(Activation.RELU), options, 0)).hasValue(96_000_000_312L);
    assertThatThrownBy(() -> device.compile(oneNode(Activation.RELU), options))
        .isInstanceOf(KernelException.OutOfMemory.class)
        .hasMessageStartingWith(
            "a program of 3 parameters and 2,000,000,000 rows needs 96,000,000,312 bytes, but"
                + " only");
    assertThatThrownBy(() -> device.allocate(DType.FLOAT, 2_000_000_000, 2_000_000_000))
        .isInstanceOf(KernelException.OutOfMemory.class)
        .hasMessageStartingWith(
            "a buffer of 2,000,000,000 x 2,000,000,000 needs 9,223,372,036,854,775,807 bytes");
  }

  @Test
  void the_state_of_another_rule_is_refused() {
    try (Program program = device.compile(oneNode(Activation.RELU), CompileOptions.floats(1))) {
      program.apply(new Descent(0), new double[] {1});
      assertThatThrownBy(() -> program.apply(new Remembering(), new double[] {1}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the state has 0 values per parameter, but rule remembering keeps 1; write a fresh"
                  + " state first");
    }
  }

  @Test
  void wrong_batches_are_refused_with_value_and_bound() {
    try (Buffer x = table(DType.FLOAT, 2, 1, 2);
        Buffer wide = table(DType.FLOAT, 3, 1, 2, 3);
        Buffer twofold = table(DType.DOUBLE, 2, 1, 2);
        Program program = device.compile(oneNode(Activation.RELU), CompileOptions.floats(2))) {
      for (var wrong :
          List.of(
              new Wrong(
                  new Batch(x, null, new int[3], 3), "count must be from 0 to maxBatch 2, was 3"),
              new Wrong(
                  new Batch(x, null, new int[1], 2),
                  "the length of rows must be at least 2, was 1"),
              new Wrong(
                  new Batch(x, null, new int[] {0, 1}, 2),
                  "row 1 of stream 0 must be from 0 to 0, the rows of inputs, was 1"),
              new Wrong(
                  new Batch(wide, null, new int[1], 1),
                  "inputs must have 2 columns like the plan, had 3"),
              new Wrong(
                  new Batch(twofold, null, new int[1], 1),
                  "inputs must be FLOAT like the program, were DOUBLE"))) {
        assertThatThrownBy(() -> program.forward(wrong.batch()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(wrong.message());
      }
      assertThatThrownBy(
              () -> program.lossAndGradient(Batch.first(x, null, 1), new double[1], true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the batch has no targets, but the plan has loss terms");
    }
  }

  private record Wrong(Batch batch, String message) {}

  /** {@code p = p - rate g}, clipped where the norm is above 0. */
  private record Descent(double norm) implements Optimizer {
    @Override
    public String id() {
      return "descent";
    }

    @Override
    public int slots() {
      return 0;
    }

    @Override
    public double clipNorm() {
      return norm > 0 ? norm : Double.POSITIVE_INFINITY;
    }

    @Override
    public void update(Step step, float[] p, float[] g, float[][] state, int from, int to) {
      for (int i = from; i < to; i++) {
        p[i] = (float) (p[i] - step.rate() * g[i]);
      }
    }

    @Override
    public void update(Step step, double[] p, double[] g, double[][] state, int from, int to) {
      for (int i = from; i < to; i++) {
        p[i] -= step.rate() * g[i];
      }
    }
  }

  private record Remembering() implements Optimizer {
    @Override
    public String id() {
      return "remembering";
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public void update(Step step, float[] p, float[] g, float[][] state, int from, int to) {}

    @Override
    public void update(Step step, double[] p, double[] g, double[][] state, int from, int to) {}
  }
}
