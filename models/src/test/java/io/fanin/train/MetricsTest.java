package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsTest {
  /** Computes {@code y = x} on so many columns. */
  private static Bench copy(Loss loss, int maxBatch, int columns, double[] x, double[] t) {
    Network linear = Bench.network("linear", columns, columns, Map.of());
    Bench bench = new Bench(linear.withLoss(loss), DType.DOUBLE, maxBatch, x, t);
    double[] identity = new double[columns * columns + columns];
    for (int i = 0; i < columns; i++) {
      identity[i * columns + i] = 1;
    }
    bench.program.writeParameters(identity);
    return bench;
  }

  private static double one(Bench bench, Metric metric) {
    double[] values = metric.measure(bench.program);
    assertThat(values).hasSize(1);
    return values[0];
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void errors_of_numbers_have_the_values_worked_out_by_hand(int maxBatch) {
    // y - t = 1, -1, 0, 2; t = 0, 2, 4, 2 has mean 2 and variance 2.
    double[] y = {1, 1, 4, 4};
    double[] t = {0, 2, 4, 2};
    try (Bench bench = copy(Loss.MSE, maxBatch, 1, y, t)) {
      EvaluationSet set = bench.set();
      assertThat(one(bench, Metrics.rootMeanSquareError("e", set))).isEqualTo(Math.sqrt(1.5));
      assertThat(one(bench, Metrics.relativeError("e", set))).isEqualTo(Math.sqrt(0.75));
      assertThat(one(bench, Metrics.determination("e", set))).isEqualTo(0.25);
      assertThat(one(bench, Metrics.largestError("e", set))).isEqualTo(2);
      assertThat(one(bench, Metrics.meanLoss("e", set))).isEqualTo(1.5);
    }
  }

  @Test
  void errors_pool_components_and_use_each_one_s_own_mean() {
    double[] y = {1, 10, 3, 14};
    double[] t = {1, 11, 3, 13};
    try (Bench bench = copy(Loss.MSE, 4, 2, y, t)) {
      assertThat(one(bench, Metrics.rootMeanSquareError("e", bench.set())))
          .isEqualTo(Math.sqrt(0.5));
      assertThat(one(bench, Metrics.determination("e", bench.set()))).isEqualTo(0.5);
    }
  }

  @Test
  void nothing_hides_a_nan() {
    try (Bench bench = copy(Loss.MSE, 4, 1, new double[] {1, Double.NaN}, new double[] {1, 1})) {
      assertThat(one(bench, Metrics.largestError("e", bench.set()))).isNaN();
      assertThat(one(bench, Metrics.rootMeanSquareError("e", bench.set()))).isNaN();
      assertThat(one(bench, Metrics.errorRate("e", bench.set()))).isEqualTo(0.5);
    }
  }

  @Test
  void classes_are_the_largest_outputs_the_first_of_equals() {
    double[] y = {1, 2, 0, 5, 5, 1, 0, 0, 7, Double.NaN, 9, 0};
    double[] t = {1, 1, 2, 1};
    try (Bench bench = copy(Loss.SOFTMAX_CROSS_ENTROPY, 3, 3, y, t)) {
      EvaluationSet set = bench.set();
      assertThat(Metrics.wrongRows(bench.program, set)[0])
          .containsExactly(false, true, false, true);
      assertThat(one(bench, Metrics.errorRate("e", set))).isEqualTo(0.5);
      assertThat(Classification.tables(bench.program, set)[0])
          .isDeepEqualTo(new int[][] {{0, 0, 0}, {1, 1, 0}, {0, 0, 1}});
      assertThatThrownBy(() -> Metrics.largestError("e", set).measure(bench.program))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("loss term 'y' has classes as targets, not numbers");
    }
  }

  @Test
  void cross_entropy_and_probabilities_have_the_values_worked_out_by_hand() {
    double ln2 = StrictMath.log(2);
    double[] y = {0, ln2, 2 * ln2, 1000, 1000 - 2 * ln2, -1e6};
    try (Bench bench = copy(Loss.SOFTMAX_CROSS_ENTROPY, 1, 3, y, new double[] {1, 0})) {
      double[] p = Classification.probabilities(bench.program, bench.set())[0];
      double[] expected = {1 / 7.0, 2 / 7.0, 4 / 7.0, 0.8, 0.2, 0};
      for (int i = 0; i < p.length; i++) {
        assertThat(Math.abs(p[i] - expected[i])).isLessThanOrEqualTo(1e-12);
      }
      double loss = (StrictMath.log(3.5) + StrictMath.log(1.25)) / 2;
      assertThat(Math.abs(one(bench, Metrics.meanLoss("e", bench.set())) - loss))
          .isLessThanOrEqualTo(1e-12);
    }
  }

  @Test
  void yes_and_no_are_judged_by_the_threshold_of_the_loss() {
    double[] y = {0.4, -0.1, 0.6};
    try (Bench bench = copy(Loss.LOGISTIC, 2, 1, y, new double[] {1, 1, 0})) {
      assertThat(Metrics.wrongRows(bench.program, bench.set())[0])
          .containsExactly(false, true, true);
      double[] p = Classification.probabilities(bench.program, bench.set())[0];
      assertThat(p[0]).isEqualTo(1 / (1 + StrictMath.exp(-0.4)));
    }
    try (Bench bench = copy(Loss.MSE, 2, 1, y, new double[] {1, 0, 1})) {
      assertThat(Metrics.wrongRows(bench.program, bench.set())[0])
          .containsExactly(true, false, false);
      assertThatThrownBy(() -> Classification.probabilities(bench.program, bench.set()))
          .hasMessage(
              "only softmax cross-entropy and the logistic loss have probabilities, not MSE");
      assertThatThrownBy(() -> Classification.tables(bench.program, bench.set()))
          .hasMessage("a table of classes needs softmax cross-entropy, loss term 'y' has MSE");
    }
    try (Bench bench = copy(Loss.HINGE, 2, 1, y, new double[] {1, 1, -1})) {
      assertThat(Metrics.wrongRows(bench.program, bench.set())[0])
          .containsExactly(false, true, true);
    }
  }

  @Test
  void mean_loss_adds_the_weighted_terms_of_each_replica() {
    Ensemble two = Ensemble.of(Bench.network("linear", 1, 1, Map.of()), 2, Rows.SHARED);
    int y0 = two.output(0, "y").block();
    int y1 = two.output(1, "y").block();
    Plan plan =
        two.plan()
            .withLosses(
                List.of(
                    new LossTerm("a", Loss.MSE, y0, 0, 0.5, 0, 0),
                    new LossTerm("b", Loss.MSE, y1, 0, 1, 1, 0),
                    new LossTerm("c", Loss.MSE, y0, 1, 3, 0, 0)));
    try (Bench bench =
        new Bench(plan, DType.DOUBLE, 1, new double[] {1, 2}, new double[] {1, 2, 0, 2})) {
      bench.program.writeParameters(new double[] {1, 0, 0, 3}); // y0 = x, y1 = 3
      // (1-1)^2, (2-0)^2 and (1-2)^2, (2-2)^2 for replica 0; (3-1)^2, (3-0)^2 for replica 1.
      double[] parameters = bench.parameters();
      double[] losses = Metrics.meanLoss("loss", bench.set()).measure(bench.program);
      assertThat(parameters).containsExactly(1, 0, 0, 3);
      assertThat(losses).containsExactly(0.5 * 2 + 3 * 0.5, 6.5);
    }
  }

  /** The program, counting its forward passes. */
  private static Program counting(Program program, int[] forwards) {
    return (Program)
        Proxy.newProxyInstance(
            Program.class.getClassLoader(),
            new Class<?>[] {Program.class},
            (proxy, method, arguments) -> {
              forwards[0] += method.getName().equals("forward") ? 1 : 0;
              try {
                return method.invoke(program, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void metrics_on_one_set_share_one_forward_pass() {
    try (Bench bench = Bench.products(Bench.dense().withLoss(Loss.MSE), DType.FLOAT)) {
      EvaluationSet set = bench.set();
      int[] forwards = new int[1];
      List<Metric> metrics =
          List.of(
              Metrics.rootMeanSquareError("a", set),
              Metrics.meanLoss("b", set),
              Alignment.mean(
                  "c",
                  set,
                  List.of(
                      new Alignment.Comparison(
                          new double[][] {Bench.products()},
                          new int[] {bench.program.plan().inputs().size()}))),
              Metrics.determination("d", bench.set()));
      List<double[]> together = Metrics.measureAll(counting(bench.program, forwards), metrics);
      assertThat(forwards[0]).isEqualTo(2 * 5); // two sets of 24 rows in batches of 5
      for (int m = 0; m < metrics.size(); m++) {
        assertThat(together.get(m)).isEqualTo(metrics.get(m).measure(bench.program));
      }
    }
  }

  @Test
  void wrong_sets_are_refused() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    try (Bench bench =
        Bench.products(two.withLosses(List.of(Objective.of(Loss.MSE))), DType.FLOAT)) {
      EvaluationSet one =
          new EvaluationSet(bench.inputs, bench.targetValues, 1, new int[][] {{1, 2}});
      assertThatThrownBy(() -> Metrics.meanLoss("e", one).measure(bench.program))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the set has rows for 1 streams, the plan has 2");
      assertThatThrownBy(() -> new EvaluationSet(bench.inputs, new double[5], 1, new int[][] {{1}}))
          .hasMessage("targets must be [24, 1], have 5 numbers");
      assertThatThrownBy(
              () -> new EvaluationSet(bench.inputs, new double[24], 1, new int[][] {{24}}))
          .hasMessage("rows must be from 0 to 23, one was 24");
      assertThatThrownBy(
              () -> new EvaluationSet(bench.inputs, new double[24], 1, new int[][] {{1}, {}}))
          .hasMessage("streams need equally many rows, at least 1: one has 0, the first 1");
    }
  }
}
