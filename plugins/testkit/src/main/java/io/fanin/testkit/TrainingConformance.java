package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Batch;
import io.fanin.kernel.DType;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Slice;
import io.fanin.optim.NormBall;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates: what is touched, what is not, and that the fused step is the plain one. */
abstract class TrainingConformance extends BitConformance {

  static Stream<Arguments> rules() {
    NormBall ball = new NormBall(NormBall.Kind.FROBENIUS_PER_SLICE, 1);
    return pairs(
        List.of(
            Optimizers.sgd(),
            Optimizers.momentum(0.9),
            Optimizers.nesterov(0.9),
            Optimizers.adam(),
            Optimizers.adamW(0.01),
            Optimizers.rmsProp(),
            Optimizers.sgd().decayed(0.1),
            Optimizers.adam().clipped(0.01),
            Optimizers.sgd().projected(ball),
            Optimizers.momentum(0.5).clipped(0.1).projected(ball)));
  }

  private static PlanCase named(String name) {
    return PlanCase.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Plan ensemble() {
    return named("three replicas on two streams").plan();
  }

  private static double[] rates(Plan plan, double rate) {
    double[] rates = new double[plan.replicas()];
    Arrays.fill(rates, rate);
    return rates;
  }

  @ParameterizedTest
  @MethodSource("rules")
  final void a_step_is_the_gradient_and_its_application_bit_for_bit(Optimizer rule, DType dtype) {
    for (Plan plan : List.of(ensemble(), named("residual through a frozen identity").plan())) {
      BatchData data = BatchData.seeded(plan, ROWS, SEED);
      ProgramFixture fused = compile(plan, dtype, ROWS);
      ProgramFixture plain = compile(plan, dtype, ROWS);
      fused.program().writeParameters(data.parameters());
      plain.program().writeParameters(data.parameters());
      Batch fusedBatch = fused.batch(data);
      Batch plainBatch = plain.batch(data);
      double[] losses = new double[plan.losses().size()];
      double[] plainLosses = new double[losses.length];
      for (int step = 0; step < 3; step++) {
        fused.program().step(fusedBatch, rule, rates(plan, 0.05), losses);
        plain.program().lossAndGradient(plainBatch, plainLosses, false);
        plain.program().apply(rule, rates(plan, 0.05));
        Check.bits("losses", losses, plainLosses);
        Check.bits("parameters", fused.parameters(), plain.parameters());
        checkState(fused.program().readState(), plain.program().readState());
      }
    }
  }

  private static void checkState(OptimizerState actual, OptimizerState expected) {
    assertThat(actual.numbers()).containsExactly(expected.numbers());
    assertThat(actual.slots().length).as("slots").isEqualTo(expected.slots().length);
    Check.bits("state", actual.slots(), expected.slots());
  }

  @ParameterizedTest
  @MethodSource("rules")
  final void an_update_is_what_the_rule_says(Optimizer rule, DType dtype) {
    Plan plan = ensemble();
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    double[] gradient = fixture.gradient(data).gradient();
    double[] rates = {0.05, 0, 0.1};
    RuleOnHost expected = new RuleOnHost(plan, dtype, data.parameters(), gradient);
    fixture.program().apply(rule, rates);
    Check.bits("parameters", fixture.parameters(), expected.apply(rule, rates));
  }

  @ParameterizedTest
  @MethodSource("rules")
  final void a_state_written_back_continues_with_the_same_bits(Optimizer rule, DType dtype) {
    Plan plan = ensemble();
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture first = compile(plan, dtype, ROWS);
    first.program().writeParameters(data.parameters());
    Batch batch = first.batch(data);
    double[] losses = new double[plan.losses().size()];
    first.program().step(batch, rule, rates(plan, 0.05), losses);
    ProgramFixture second = compile(plan, dtype, ROWS);
    second.program().writeParameters(first.parameters());
    second.program().writeState(first.program().readState());
    first.program().step(batch, rule, rates(plan, 0.05), losses);
    second.program().step(second.batch(data), rule, rates(plan, 0.05), losses);
    Check.bits("parameters", second.parameters(), first.parameters());
    checkState(second.program().readState(), first.program().readState());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void a_replica_with_rate_zero_is_left_alone(DType dtype) {
    Plan plan = ensemble();
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    fixture.program().writeParameters(data.parameters());
    Batch batch = fixture.batch(data);
    double[] losses = new double[plan.losses().size()];
    Optimizer rule = Optimizers.adamW(0.1).clipped(0.5);
    fixture.program().step(batch, rule, rates(plan, 0.05), losses);
    OptimizerState before = fixture.program().readState();
    double[] parameters = fixture.parameters();
    fixture.program().step(batch, rule, new double[] {0.05, 0, 0.05}, losses);
    OptimizerState after = fixture.program().readState();
    assertThat(after.numbers()).containsExactly(2, 1, 2);
    for (Slice slice : plan.slices()) {
      assertChanged(slice, parameters, fixture.parameters(), slice.replica() != 1);
      assertChanged(slice, before.slots()[0], after.slots()[0], slice.replica() != 1);
    }
  }

  private static void assertChanged(Slice slice, double[] before, double[] after, boolean changed) {
    double[] old = part(slice, before);
    assertThat(Arrays.equals(old, part(slice, after))).as(slice.name()).isNotEqualTo(changed);
  }

  private static double[] part(Slice slice, double[] values) {
    return Arrays.copyOfRange(values, slice.offset(), slice.offset() + slice.size());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void frozen_parameters_stay_and_have_no_gradient(DType dtype) {
    Plan plan = named("residual through a frozen identity").plan();
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    double[] gradient = fixture.gradient(data).gradient();
    double[] losses = new double[1];
    fixture.program().step(fixture.batch(data), Optimizers.adamW(0.5), new double[] {0.5}, losses);
    for (Slice slice : plan.slices()) {
      assertChanged(slice, data.parameters(), fixture.parameters(), !slice.frozen());
      boolean any = Arrays.stream(part(slice, gradient)).anyMatch(g -> g != 0);
      assertThat(any).as("gradient of " + slice.name()).isNotEqualTo(slice.frozen());
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void rate_scales_act_on_their_own_slices(DType dtype) {
    Plan plan = ensemble(); // the roots have scale 0.5
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    fixture.program().writeParameters(new double[plan.parameters()]);
    double[] ones = new double[plan.parameters()];
    Arrays.fill(ones, 1);
    fixture.program().writeGradient(ones);
    Check.bits("gradient written", fixture.gradient(), ones);
    fixture.program().apply(Optimizers.sgd(), rates(plan, 0.25));
    for (Slice slice : plan.slices()) {
      for (double value : part(slice, fixture.parameters())) {
        assertThat(value).as(slice.name()).isEqualTo(-0.25 * slice.rateScale());
      }
    }
    assertThat(data.count()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void a_projection_bounds_weights_and_leaves_biases(DType dtype) {
    Plan plan = ensemble();
    ProgramFixture fixture = compile(plan, dtype, 1);
    double[] fours = new double[plan.parameters()];
    Arrays.fill(fours, 4);
    fixture.program().writeParameters(fours);
    NormBall ball = new NormBall(NormBall.Kind.FROBENIUS_PER_SLICE, 1);
    fixture.program().apply(Optimizers.sgd().projected(ball), new double[] {0.5, 0, 0.5});
    for (Slice slice : plan.slices()) {
      double[] values = part(slice, fixture.parameters());
      if (slice.role() == Role.BIAS || slice.replica() == 1) {
        assertThat(values).as(slice.name()).containsOnly(4);
      } else {
        double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
        assertThat(norm).as(slice.name()).isBetween(1 - 1e-5, 1.0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void accumulation_adds_to_the_gradient_held(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    BatchData data = ExactData.of(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    double[] once = fixture.gradient(data).gradient();
    double[] losses = new double[plan.losses().size()];
    fixture.program().lossAndGradient(fixture.batch(data), losses, true);
    Check.exact(
        "twice the gradient", fixture.gradient(), Arrays.stream(once).map(g -> 2 * g).toArray());
    fixture.program().lossAndGradient(fixture.batch(data), losses, false);
    Check.exact("overwritten", fixture.gradient(), once);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void an_input_gradient_leaves_the_gradient_held(DType dtype) {
    Plan plan = PlanCase.tree(io.fanin.kernel.Activation.TANH);
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    double[] held = fixture.gradient(data).gradient();
    double[] out = new double[ROWS * plan.inputColumns()];
    fixture
        .program()
        .inputGradient(fixture.batch(data), plan.blocks() - 1, wholeNumbers(ROWS), out);
    Check.bits("gradient held", fixture.gradient(), held);
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void parameters_come_back_as_they_were_written(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    ProgramFixture fixture = compile(plan, dtype, 1);
    Check.bits("at first", fixture.parameters(), new double[plan.parameters()]);
    double[] written = BatchData.seeded(plan, 1, SEED).parameters();
    fixture.program().writeParameters(written);
    Check.bits("written", fixture.parameters(), written);
    fixture.program().writeParameters(new double[plan.parameters()]);
    Check.bits("overwritten", fixture.parameters(), new double[plan.parameters()]);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void the_state_of_another_rule_is_refused(DType dtype) {
    Plan plan = ensemble();
    Program program = compile(plan, dtype, 1).program();
    assertThat(program.readState().slots()).isEmpty();
    program.apply(Optimizers.adam(), rates(plan, 0.5));
    assertThatThrownBy(() -> program.apply(Optimizers.sgd(), rates(plan, 0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the state has 2 values per parameter, but rule sgd(momentum=0,nesterov=false) keeps 0;"
                + " write a fresh state first");
    program.writeState(new OptimizerState(new long[plan.replicas()], new double[0][]));
    program.apply(Optimizers.sgd(), rates(plan, 0.5));
    assertThat(program.readState().numbers()).containsOnly(1);
  }
}
