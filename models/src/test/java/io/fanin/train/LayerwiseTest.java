package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernel.Slice;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LayerwiseTest {
  private static final int LEFT = 4;
  private static final int RIGHT = 5;
  private static final int BATCH = 16;

  private static Network matched() {
    SparseGraph tree =
        SparseGraph.withInputs(4)
            .node("left", "x0", "x1")
            .node("right", "x2", "x3")
            .node("root", "left", "right")
            .build();
    Architectures all = Architectures.builtIn();
    return all.build(
        "matched",
        new ArchitectureRequest(
            new ImageShape(1, 4, 1).blocks(),
            1,
            tree,
            null,
            all.settings("matched")
                .withAll(Map.of("width", 6, "channels", 1, "activation", "tanh"))));
  }

  /** Targets: the left product, the right one, then their difference. */
  private static void sample(long step, int stream, double[] x, double[] t, int count) {
    RandomStream random = RandomStream.of(2, "layerwise", step, stream);
    int columns = t.length / count;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 4; j++) {
        x[4 * i + j] = random.uniform(-1, 1);
      }
      double left = x[4 * i] * x[4 * i + 1];
      double right = x[4 * i + 2] * x[4 * i + 3];
      if (columns == 2) {
        t[2 * i] = left;
        t[2 * i + 1] = right;
      } else {
        t[i] = left - right;
      }
    }
  }

  private static boolean sameBits(Network network, int level, double[] a, double[] b) {
    for (Slice slice : network.plan().slices()) {
      if (network.plan().specs().get(slice.spec()).level() == level) {
        for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
          if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Test
  void frozen_levels_keep_their_bits_while_later_ones_train() {
    Network network = matched();
    assertThat(network.plan().specs()).extracting(spec -> spec.level()).contains(1, 2, 3, 4);
    TrainingOptions options =
        TrainingOptions.of(600, Optimizers.adam(), new Schedule.Cosine(0.03, 600, 0));
    List<Layerwise.Stage> stages =
        List.of(
            new Layerwise.Stage(
                level -> level <= 2,
                List.of(Objective.vertex(LEFT, Loss.MSE, 1), Objective.vertex(RIGHT, Loss.MSE, 1)),
                options),
            new Layerwise.Stage(level -> level >= 3, List.of(Objective.of(Loss.MSE)), options),
            Layerwise.Stage.level(4, List.of(Objective.of(Loss.MSE)), options));
    double[] start = network.initial(Initialisers.suited(), 8);
    try (Device device = new ReferenceProvider().open()) {
      Layerwise layerwise =
          new Layerwise(
              device,
              network,
              CompileOptions.doubles(BATCH),
              program -> new FreshSource(device, program, LayerwiseTest::sample, BATCH));
      List<TrainingResult> results = layerwise.run(start, stages, new TrainingListener() {});
      assertThat(device.openResources()).isZero();
      assertThat(results).hasSize(3);
      double[] first = results.get(0).parameters();
      double[] second = results.get(1).parameters();
      double[] third = results.get(2).parameters();
      for (int level = 1; level <= 4; level++) {
        assertThat(sameBits(network, level, start, first)).isEqualTo(level >= 3);
        assertThat(sameBits(network, level, first, second)).isEqualTo(level <= 2);
        assertThat(sameBits(network, level, second, third)).isEqualTo(level <= 3);
      }
      assertThat(error(device, network, third)).isLessThanOrEqualTo(0.25);
      assertThat(error(device, network, first)).isGreaterThanOrEqualTo(0.5);
    }
  }

  private static double error(Device device, Network network, double[] parameters) {
    double[] x = new double[4 * 200];
    double[] t = new double[200];
    sample(0, 99, x, t, 200);
    try (var program = device.compile(network.withLoss(Loss.MSE), CompileOptions.doubles(BATCH));
        Buffer table = device.allocate(DType.DOUBLE, 200, 4)) {
      table.write(x, 0, 200);
      program.writeParameters(parameters);
      EvaluationSet set = EvaluationSet.shared(table, t, 1, 1, Bench.rows(200));
      return Metrics.relativeError("error", set).measure(program)[0];
    }
  }

  @Test
  void listener_that_ends_a_stage_ends_the_rest() {
    Network network = Bench.dense();
    try (Device device = new ReferenceProvider().open()) {
      Layerwise layerwise =
          new Layerwise(
              device,
              network,
              CompileOptions.floats(4),
              program ->
                  new FreshSource(device, program, (step, stream, x, t, count) -> t[0] = step, 4));
      TrainingOptions options = TrainingOptions.of(9, Optimizers.sgd(), new Schedule.Constant(0.1));
      List<Objective> squared = List.of(Objective.of(Loss.MSE));
      List<TrainingResult> results =
          layerwise.run(
              network.initial(Initialisers.suited(), 1),
              List.of(
                  Layerwise.Stage.level(1, squared, options),
                  Layerwise.Stage.level(2, squared, options)),
              new TrainingListener() {
                @Override
                public boolean stepped(long step) {
                  return step < 4;
                }
              });
      assertThat(results).hasSize(1);
      assertThat(results.get(0).steps()).isEqualTo(4);
      assertThat(device.openResources()).isZero();
    }
  }
}
