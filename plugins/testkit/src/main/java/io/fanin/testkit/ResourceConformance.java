package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Batch;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Support;
import io.fanin.optim.Optimizers;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Identity, refusals, memory, ownership and argument checks. */
abstract class ResourceConformance extends TrainingConformance {
  private static final Plan PLAN = PlanCase.tree(Activation.TANH);
  private static final int STEPS = 10_000;
  private static final int PROGRAMS = 1_000;

  @Test
  final void its_identity_is_well_formed() {
    assertThat(provider().id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(provider().tableVersion()).isNotBlank();
    assertThat(provider().isaClass()).isNotBlank();
    assertThat(device.providerId()).isEqualTo(provider().id());
    if (provider().id().equals("reference")) {
      assertThat(provider().rank()).isZero();
    } else {
      assertThat(provider().rank()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void a_refusal_has_a_reason_and_holds_for_compiling_too(PlanCase wiring, DType dtype) {
    if (provider().supports(wiring.plan(), dtype) instanceof Support.No no) {
      assertThat(no.reason()).isNotBlank();
      assertThatThrownBy(
              () -> device.compile(wiring.plan(), new CompileOptions(dtype, 1, 1)).close())
          .isInstanceOf(KernelException.Refused.class)
          .message()
          .isNotBlank();
    } else {
      device.compile(wiring.plan(), new CompileOptions(dtype, 1, 1)).close();
    }
    for (BlockSpec spec : wiring.plan().specs()) {
      assertThat(provider().supports(spec, dtype)).isEqualTo(provider().supports(spec, dtype));
    }
  }

  @Test
  final void open_resources_are_counted_and_closing_twice_is_once() {
    Buffer buffer = device.allocate(DType.FLOAT, 2, 3);
    Program program = device.compile(PLAN, CompileOptions.floats(2));
    assertThat(device.openResources()).isEqualTo(2);
    buffer.close();
    buffer.close();
    assertThat(device.openResources()).isEqualTo(1);
    program.close();
    program.close();
    assertThat(device.openResources()).isZero();
  }

  @Test
  final void closed_things_say_that_they_are_closed() {
    Buffer buffer = device.allocate(DType.FLOAT, 1, PLAN.inputColumns());
    Batch batch = Batch.first(buffer, buffer, 0);
    Program program = device.compile(PLAN, CompileOptions.floats(1));
    program.close();
    double[] parameters = new double[PLAN.parameters()];
    double[] one = {0};
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> program.forward(batch),
            () -> program.lossAndGradient(batch, one, false),
            () -> program.step(batch, Optimizers.sgd(), one, one),
            () -> program.apply(Optimizers.sgd(), one),
            () -> program.inputGradient(batch, 0, one, one),
            () -> program.read(0, one),
            () -> program.readParameters(parameters),
            () -> program.writeParameters(parameters),
            () -> program.readGradient(parameters),
            () -> program.writeGradient(parameters),
            program::readState,
            () -> program.writeState(new OptimizerState(new long[1], new double[0][])))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the program is closed");
    }
    buffer.close();
    assertThatThrownBy(() -> buffer.read(new double[8], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the buffer is closed");
    assertThatThrownBy(() -> buffer.write(new double[8], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the buffer is closed");
  }

  @Test
  final void out_of_memory_has_a_size_and_leaves_the_device_usable() {
    assertThatThrownBy(() -> device.allocate(DType.FLOAT, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOfSatisfying(
            KernelException.OutOfMemory.class, e -> assertThat(e.requested()).isPositive());
    Plan wide = PlanCase.dense(Activation.RELU);
    CompileOptions tooMany = CompileOptions.floats(Integer.MAX_VALUE);
    OptionalLong announced = device.announce(wide, tooMany, 0);
    assertThatThrownBy(() -> device.compile(wide, tooMany))
        .isInstanceOfSatisfying(
            KernelException.OutOfMemory.class,
            e -> assertThat(e.requested()).isPositive().isEqualTo(announced.orElse(e.requested())));
    assertThat(device.openResources()).isZero();
    ProgramFixture fixture = compile(wide, DType.FLOAT, 1);
    fixture.forward(BatchData.seeded(wide, 1, SEED));
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void what_a_program_holds_was_announced_before(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    require(plan, dtype);
    for (int maxBatch : new int[] {1, 7, 300}) {
      CompileOptions options = new CompileOptions(dtype, maxBatch, 2);
      long announced = announced(plan, options, 0);
      long trained = announced(plan, options, Optimizers.adam().slots());
      ProgramFixture fixture = compile(plan, dtype, maxBatch, 2);
      assertThat(fixture.program().bytes()).as("after compiling").hasValue(announced);
      step(fixture, maxBatch);
      assertThat(fixture.program().bytes()).as("after a step of Adam").hasValue(trained);
    }
  }

  private long announced(Plan plan, CompileOptions options, int slots) {
    OptionalLong bytes = device.announce(plan, options, slots);
    Assumptions.assumeTrue(bytes.isPresent(), provider().id() + " announces nothing");
    return bytes.getAsLong();
  }

  private static void step(ProgramFixture fixture, int rows) {
    Plan plan = fixture.program().plan();
    Batch batch = fixture.batch(BatchData.seeded(plan, rows, SEED));
    double[] losses = new double[plan.losses().size()];
    fixture.program().step(batch, Optimizers.adam(), new double[plan.replicas()], losses);
  }

  @Test
  final void nothing_stays_after_many_steps_and_many_programs() {
    ProgramFixture fixture = compile(PLAN, DType.FLOAT, 2);
    Program program = fixture.program();
    Batch batch = fixture.batch(BatchData.seeded(PLAN, 2, SEED));
    step(fixture, 2);
    int open = device.openResources();
    OptionalLong held = program.bytes();
    double[] losses = {0};
    double[] rates = {1e-3};
    for (int i = 0; i < STEPS; i++) {
      program.step(batch, Optimizers.adam(), rates, losses);
    }
    assertThat(device.openResources()).as("open after %d steps", STEPS).isEqualTo(open);
    assertThat(program.bytes()).as("held after %d steps", STEPS).isEqualTo(held);
    for (int i = 0; i < PROGRAMS; i++) {
      device.compile(PLAN, CompileOptions.floats(2)).close();
    }
    assertThat(device.openResources()).as("open after %d programs", PROGRAMS).isEqualTo(open);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void a_buffer_gives_back_what_was_written(DType dtype) {
    try (Buffer buffer = device.allocate(dtype, 3, 2)) {
      double[] out = {9, 9, 9, 9, 9, 9};
      buffer.read(out, 0, 3);
      assertThat(out).containsExactly(0, 0, 0, 0, 0, 0);
      buffer.write(new double[] {1, 1.0 / 3, 3, 4}, 1, 2);
      buffer.write(new float[] {5, 0.1f}, 0, 1);
      buffer.read(out, 0, 3);
      assertThat(out).containsExactly(5, dtype.round(0.1f), 1, dtype.round(1.0 / 3), 3, 4);
      assertThat(buffer.dtype()).isEqualTo(dtype);
      assertThat(buffer.rows()).isEqualTo(3);
      assertThat(buffer.columns()).isEqualTo(2);
      assertThatThrownBy(() -> buffer.write(new double[4], 2, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows 2 to 4 are outside a buffer of 3 rows");
    }
    try (Buffer empty = device.allocate(dtype, 0, 2)) {
      empty.write(new double[0], 0, 0);
    }
  }

  @Test
  final void wrong_arguments_are_refused_with_value_and_bound() {
    ProgramFixture fixture = compile(PLAN, DType.FLOAT, 2);
    Program program = fixture.program();
    Batch good = fixture.batch(BatchData.seeded(PLAN, 2, SEED));
    Buffer x = good.inputs();
    double[] one = {0};
    double[] rate = {0.1};
    refuses(
        () -> program.forward(new Batch(x, null, new int[3], 3)),
        "count must be from 0 to maxBatch 2, was 3");
    refuses(
        () -> program.forward(new Batch(x, null, new int[1], 2)),
        "the length of rows must be at least 2, was 1");
    refuses(
        () -> program.forward(new Batch(x, null, new int[] {0, 5}, 2)),
        "row 1 of stream 0 must be from 0 to 4, the rows of inputs, was 5");
    refuses(
        () -> program.lossAndGradient(new Batch(x, null, new int[1], 1), one, false),
        "the batch has no targets, but the plan has loss terms");
    refuses(
        () -> program.lossAndGradient(good, new double[2], false),
        "the length of losses must be 1, was 2");
    refuses(
        () -> program.apply(Optimizers.sgd(), new double[2]),
        "the length of rates must be 1, was 2");
    refuses(
        () -> program.step(good, Optimizers.sgd(), new double[] {Double.NaN}, one),
        "the rate of replica 0 must be finite and >= 0, was NaN");
    refuses(
        () -> program.read(PLAN.blocks(), new double[9]),
        "block must be from 0 to %d, was %d".formatted(PLAN.blocks() - 1, PLAN.blocks()));
    refuses(
        () -> program.inputGradient(good, 0, new double[1], new double[99]),
        "the length of cotangent must be at least 2, was 1");
    refuses(
        () -> program.writeParameters(rate),
        "the length of parameters must be %d, was 1".formatted(PLAN.parameters()));
    try (Buffer twofold = device.allocate(DType.DOUBLE, 1, PLAN.inputColumns());
        Buffer wide = device.allocate(DType.FLOAT, 1, 99)) {
      refuses(
          () -> program.forward(Batch.first(twofold, null, 1)),
          "inputs must be FLOAT like the program, were DOUBLE");
      refuses(
          () -> program.forward(Batch.first(wide, null, 1)),
          "inputs must have %d columns like the plan, had 99".formatted(PLAN.inputColumns()));
    }
    assertThatThrownBy(() -> program.read(0, new double[9]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program has computed no batch yet");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
