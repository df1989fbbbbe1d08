package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Batch;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Lbfgs;
import io.fanin.optim.LbfgsResult;
import io.fanin.optim.LbfgsState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LbfgsTrainingTest {
  private static final Lbfgs RULE = LbfgsTraining.usual(0);

  private static Bench bench(Network network, int maxBatch) {
    Bench bench =
        new Bench(
            network.withLoss(Loss.MSE), DType.DOUBLE, maxBatch, Bench.inputs(), Bench.products());
    bench.program.writeParameters(network.initial(Initialisers.suited(), 3));
    return bench;
  }

  private static LbfgsTraining training(Bench bench) {
    return new LbfgsTraining(
        bench.program, bench.inputs, bench.targets, Bench.rows(Bench.ROWS), RULE);
  }

  @Test
  void teacher_is_found_to_a_millionth() {
    Network network = Bench.dense();
    double[] teacher = network.initial(Initialisers.suited(), 3);
    double[] start = network.initial(Initialisers.suited(), 4);
    double[] t = new double[Bench.ROWS];
    for (int i = 0; i < start.length; i++) {
      start[i] = teacher[i] + 0.2 * start[i];
    }
    try (Bench bench = new Bench(network.withLoss(Loss.MSE), DType.DOUBLE, 24, Bench.inputs(), t)) {
      bench.program.writeParameters(teacher);
      bench.program.forward(Batch.first(bench.inputs, null, Bench.ROWS));
      bench.program.read(network.output("y").block(), t);
      bench.targets.write(t, 0, Bench.ROWS);
      bench.program.writeParameters(start);
      LbfgsTraining training = training(bench);
      LbfgsResult first = training.run(0);
      assertThat(first.evaluations()).isEqualTo(1);
      assertThat(first.value()).isGreaterThanOrEqualTo(1e-3);
      LbfgsResult result = training.run(2000);
      assertThat(result.value()).isLessThanOrEqualTo(1e-12);
      double measured = Metrics.meanLoss("loss", bench.set()).measure(bench.program)[0];
      assertThat(Math.abs(measured - result.value())).isLessThanOrEqualTo(1e-20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 12, 23, 24, 100})
  void loss_and_gradient_are_those_of_all_rows_whatever_the_chunks(int maxBatch) {
    Network network = Bench.dense();
    double[] gradient = new double[network.parameters()];
    double[] loss = new double[1];
    try (Bench whole = bench(network, Bench.ROWS)) {
      whole.program.lossAndGradient(
          Batch.first(whole.inputs, whole.targets, Bench.ROWS), loss, false);
      whole.program.readGradient(gradient);
    }
    try (Bench bench = bench(network, maxBatch)) {
      double[][] state = training(bench).state().toArrays();
      assertThat(Math.abs(state[0][2] - loss[0])).isLessThanOrEqualTo(1e-14);
      for (int i = 0; i < gradient.length; i++) {
        assertThat(Math.abs(state[2][i] - gradient[i])).isLessThanOrEqualTo(1e-14);
      }
      if (maxBatch >= Bench.ROWS) {
        assertThat(state[2]).isEqualTo(gradient);
      }
    }
  }

  @Test
  void chunks_weigh_as_much_as_they_have_rows() {
    // y = b with targets 0, 0, 3: value 3, gradient 2 (b - 1) = -2 at b = 0, exact in binary.
    Network linear = Bench.network("linear", 1, 1, Map.of());
    try (Bench bench =
        new Bench(
            linear.withLoss(Loss.MSE),
            DType.DOUBLE,
            2,
            new double[] {0, 0, 0, 0},
            new double[] {0, 0, 0, 4})) {
      int[] rows = {0, 1, 2, 3, 3, 3, 0, 1};
      LbfgsTraining even =
          new LbfgsTraining(bench.program, bench.inputs, bench.targets, rows, RULE);
      assertThat(even.state().value()).isEqualTo(6);
      assertThat(even.state().toArrays()[2]).containsExactly(0, -3);
      int[] odd = {0, 1, 2, 3, 3};
      LbfgsTraining uneven =
          new LbfgsTraining(bench.program, bench.inputs, bench.targets, odd, RULE);
      assertThat(Math.abs(uneven.state().value() - 6.4)).isLessThanOrEqualTo(1e-14);
      assertThat(Math.abs(uneven.state().toArrays()[2][1] + 3.2)).isLessThanOrEqualTo(1e-14);
    }
  }

  @Test
  void run_resumed_from_a_file_has_the_bits_of_a_straight_one(@TempDir Path folder) {
    Path file = folder.resolve("polish.ckpt");
    double[] straight;
    LbfgsResult end;
    try (Bench bench = bench(Bench.dense(), 5)) {
      end = training(bench).run(60);
      straight = bench.parameters();
    }
    try (Bench bench = bench(Bench.dense(), 5)) {
      LbfgsTraining training = training(bench);
      training.run(23);
      Checkpoints.write(file, training.state(), RunIdentity.of(training, 1));
    }
    try (Bench bench = bench(Bench.dense(), 5)) {
      LbfgsTraining training = training(bench);
      LbfgsState state = Checkpoints.readLbfgs(file, RunIdentity.of(training, 1));
      training.restore(state);
      assertThat(training.run(37)).isEqualTo(end);
      assertThat(bench.parameters()).isEqualTo(straight);
    }
  }

  @Test
  void caller_can_end_the_run_and_it_goes_on() {
    double[] straight;
    try (Bench bench = bench(Bench.dense(), 24)) {
      training(bench).run(20);
      straight = bench.parameters();
    }
    try (Bench bench = bench(Bench.dense(), 24)) {
      LbfgsTraining training = training(bench);
      List<Long> heard = new ArrayList<>();
      LbfgsResult part =
          training.run(
              20,
              step -> {
                heard.add(step);
                return step < 7;
              });
      assertThat(part.steps()).isEqualTo(7);
      assertThat(part.reason()).isEqualTo(LbfgsResult.Reason.STEPS_DONE);
      assertThat(part.converged()).isFalse();
      assertThat(heard).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      training.run(13);
      assertThat(bench.parameters()).isEqualTo(straight);
    }
  }

  @Test
  void result_says_why_it_stopped() {
    try (Bench bench = bench(Bench.network("linear", 2, 1, Map.of()), 24)) {
      LbfgsTraining training =
          new LbfgsTraining(
              bench.program,
              bench.inputs,
              bench.targets,
              Bench.rows(24),
              LbfgsTraining.usual(1e-10));
      LbfgsResult result = training.run(1000);
      assertThat(result.converged()).isTrue();
      assertThat(result.gradientNorm()).isLessThanOrEqualTo(1e-10);
      assertThat(result.steps()).isLessThanOrEqualTo(50);
    }
    try (Bench bench = bench(Bench.dense(), 24)) {
      double[] broken = bench.parameters();
      broken[0] = Double.NaN;
      bench.program.writeParameters(broken);
      assertThat(training(bench).run(10).reason()).isEqualTo(LbfgsResult.Reason.NOT_FINITE);
    }
  }

  @Test
  void frozen_levels_keep_their_bits() {
    Network frozen = Bench.dense().frozen(level -> level == 1);
    try (Bench bench = bench(frozen, 24)) {
      double[] start = bench.parameters();
      start[0] = -0.0;
      bench.program.writeParameters(start);
      LbfgsTraining training = training(bench);
      LbfgsResult result = training.run(100);
      double[] end = bench.parameters();
      assertThat(Arrays.copyOf(end, 12)).isEqualTo(Arrays.copyOf(start, 12));
      assertThat(Double.doubleToRawLongBits(end[0])).isEqualTo(Long.MIN_VALUE);
      assertThat(training.state().point()).hasSize(5);
      assertThat(result.value()).isLessThan(0.1);
    }
  }

  @Test
  void member_of_an_ensemble_is_trained_alone_and_put_back() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.SHARED);
    double[] all = two.initial(Initialisers.suited(), new long[] {3, 4});
    double[] before = all.clone();
    double[] own = new double[Bench.dense().parameters()];
    two.gather(0, all, own);
    try (Bench bench = bench(Bench.dense(), 24)) {
      bench.program.writeParameters(own);
      training(bench).run(5);
      two.scatter(0, bench.parameters(), all);
    }
    double[] other = new double[own.length];
    double[] otherBefore = new double[own.length];
    two.gather(1, all, other);
    two.gather(1, before, otherBefore);
    assertThat(other).isEqualTo(otherBefore);
    assertThat(all).isNotEqualTo(before);
  }

  @Test
  void programs_that_will_not_do_are_refused() {
    try (Bench single = Bench.products(Bench.dense().withLoss(Loss.MSE), DType.FLOAT);
        Bench two =
            Bench.products(
                Ensemble.of(Bench.dense(), 2, Rows.OWN).withLosses(List.of(Objective.of(Loss.MSE))),
                DType.DOUBLE);
        Bench good = bench(Bench.dense(), 5)) {
      assertThatThrownBy(() -> training(single))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("L-BFGS needs a program in DOUBLE, was FLOAT");
      assertThatThrownBy(() -> training(two))
          .hasMessage("L-BFGS trains one replica on one stream, the plan has 2 and 2");
      assertThatThrownBy(
              () -> new LbfgsTraining(good.program, good.inputs, good.targets, new int[0], RULE))
          .hasMessage("training needs loss terms and rows, there are 1 and 0");
      LbfgsState small = RULE.start((x, g) -> g[0] = x[0], new double[1]);
      assertThatThrownBy(() -> training(good).restore(small))
          .hasMessage("the state has 1 variables, the plan 17");
    }
  }
}
