package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Batch;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.models.Ensemble;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceTest {
  private static Bench bench() {
    return Bench.products(Bench.dense().withLoss(Loss.MSE), DType.FLOAT);
  }

  private static int[] epoch(FiniteSource source, int stream, long epoch) {
    int[] seen = new int[Bench.ROWS];
    int at = 0;
    for (long s = 0; s < source.stepsPerEpoch(); s++) {
      Batch batch = source.batch(epoch * source.stepsPerEpoch() + s);
      System.arraycopy(batch.rows(), stream * batch.count(), seen, at, batch.count());
      at += batch.count();
    }
    assertThat(at).isEqualTo(Bench.ROWS);
    return seen;
  }

  @Test
  void each_stream_sees_each_row_once_an_epoch() {
    try (Bench bench = bench()) {
      FiniteSource source = bench.source(3, 4);
      for (int epoch = 0; epoch < 3; epoch++) {
        for (int stream = 0; stream < 2; stream++) {
          int[] seen = epoch(source, stream, epoch);
          assertThat(seen).isNotEqualTo(Bench.rows(Bench.ROWS));
          Arrays.sort(seen);
          assertThat(seen).isEqualTo(Bench.rows(Bench.ROWS));
        }
      }
    }
  }

  @Test
  void last_batch_of_an_epoch_holds_what_is_left() {
    try (Bench bench = bench()) {
      FiniteSource source = bench.source(3);
      assertThat(source.stepsPerEpoch()).isEqualTo(5);
      assertThat(source.maxBatch()).isEqualTo(5);
      assertThat(new long[] {0, 3, 4, 5, 9})
          .satisfies(
              steps -> {
                int[] counts =
                    Arrays.stream(steps).mapToInt(s -> source.batch(s).count()).toArray();
                assertThat(counts).containsExactly(5, 5, 4, 5, 4);
              });
    }
  }

  @Test
  void order_depends_on_the_seed_and_the_epoch_alone() {
    try (Bench bench = bench()) {
      FiniteSource three = bench.source(7, 8, 7);
      int[] first = epoch(three, 0, 0);
      assertThat(epoch(three, 2, 0)).isEqualTo(first);
      assertThat(epoch(three, 1, 0)).isNotEqualTo(first);
      assertThat(epoch(three, 0, 1)).isNotEqualTo(first);
      assertThat(epoch(bench.source(7), 0, 0)).isEqualTo(first);
      assertThat(epoch(bench.source(8, 7), 1, 0)).isEqualTo(first);
    }
  }

  @Test
  void batch_of_a_step_does_not_depend_on_the_steps_before() {
    try (Bench bench = bench()) {
      FiniteSource wound = bench.source(7, 8);
      for (long step : new long[] {13, 2, 999_999_999_999L, 4}) {
        wound.batch(step);
      }
      Batch batch = wound.batch(13);
      assertThat(batch.rows()).isEqualTo(bench.source(7, 8).batch(13).rows());
      assertThat(batch.inputs()).isSameAs(bench.inputs);
      assertThat(batch.targets()).isSameAs(bench.targets);
    }
  }

  @Test
  void streams_visit_their_own_rows_only() {
    try (Bench bench = bench()) {
      FiniteSource source =
          new FiniteSource(
              bench.inputs,
              bench.targets,
              List.of(
                  new FiniteSource.Stream(new int[] {1, 3, 5}, 1),
                  new FiniteSource.Stream(new int[] {2, 4, 6}, 1)),
              100);
      Batch batch = source.batch(0);
      assertThat(batch.count()).isEqualTo(3);
      assertThat(Arrays.copyOf(batch.rows(), 3)).containsExactlyInAnyOrder(1, 3, 5);
      for (int i = 0; i < 3; i++) {
        assertThat(batch.rows()[3 + i]).isEqualTo(batch.rows()[i] + 1);
      }
    }
  }

  @Test
  void wrong_streams_are_refused() {
    try (Bench bench = bench()) {
      FiniteSource.Stream two = new FiniteSource.Stream(new int[2], 1);
      FiniteSource.Stream three = new FiniteSource.Stream(new int[3], 1);
      assertThatThrownBy(
              () -> new FiniteSource(bench.inputs, bench.targets, List.of(two, three), 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("streams need equally many rows, at least 1: one has 3, the first 2");
      assertThatThrownBy(() -> new FiniteSource(bench.inputs, bench.targets, List.of(), 5))
          .hasMessage("needs a stream and a batch size >= 1, was 5");
      assertThatThrownBy(() -> bench.source(1).batch(-1)).hasMessage("step must be >= 0, was -1");
    }
  }

  @Test
  void fresh_samples_depend_on_step_and_stream_alone() {
    Ensemble ensemble = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    Sampler sampler =
        (step, stream, x, t, count) -> {
          RandomStream random = RandomStream.of(9, "fresh", step, stream);
          for (int i = 0; i < count; i++) {
            x[2 * i] = random.nextDouble();
            x[2 * i + 1] = stream;
            t[i] = step;
          }
        };
    try (Bench bench =
            Bench.products(ensemble.withLosses(List.of(Objective.of(Loss.MSE))), DType.DOUBLE);
        FreshSource source = new FreshSource(bench.device, bench.program, sampler, 5)) {
      double[] first = inputs(source.batch(3));
      assertThat(inputs(source.batch(4))).isNotEqualTo(first);
      Batch again = source.batch(3);
      assertThat(inputs(again)).isEqualTo(first);
      assertThat(again.count()).isEqualTo(5);
      for (int row = 0; row < 10; row++) {
        int stream = row / 5;
        assertThat(again.rows()[row]).isEqualTo(row);
        assertThat(first[2 * row + 1]).isEqualTo(stream);
      }
      assertThat(first[0]).isEqualTo(RandomStream.of(9, "fresh", 3, 0).nextDouble());
      assertThat(first[10]).isEqualTo(RandomStream.of(9, "fresh", 3, 1).nextDouble());
    }
  }

  private static double[] inputs(Batch batch) {
    double[] out = new double[2 * batch.inputs().rows()];
    batch.inputs().read(out, 0, batch.inputs().rows());
    return out;
  }
}
