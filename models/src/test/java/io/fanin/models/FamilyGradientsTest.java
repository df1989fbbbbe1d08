package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.Activation;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family's gradient against central differences, in double precision. */
final class FamilyGradientsTest {
  private static final int ROWS = 5;
  private static final double STEP = 1e-5;

  static Stream<Network> networks() {
    SparseGraph dag =
        SparseGraph.withInputs(4)
            .node("p", "x0", "x1")
            .node("q", "x2", "x2", "p")
            .node("r", "q", "x3")
            .build();
    ImageShape image = new ImageShape(2, 2, 1);
    List<Network> networks = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      Map<String, ?> act = Map.of("activation", Keys.name(activation), "width", 3);
      networks.add(Requests.onGraph("matched", dag, 1, act));
    }
    Map<String, ?> smooth = Map.of("activation", "tanh", "width", 3);
    networks.add(Requests.plain("shallow", Requests.scalars(4), 1, smooth));
    networks.add(
        Requests.plain(
            "dense",
            Requests.scalars(4),
            1,
            Map.of("activation", "silu", "width", 3, "depth", 3, "residual", true)));
    networks.add(
        Requests.onGraph(
            "matched",
            dag,
            1,
            Map.of("activation", "gelu", "width", 3, "depth", 2, "channels", 2)));
    networks.add(Requests.onGraph("spline", dag, 1, Map.of("width", 2, "intervals", 3)));
    Map<String, ?> padded =
        Map.of("activation", "softplus", "channels", List.of(2, 3), "padding", "1");
    networks.add(Requests.onImage("local", image, 1, padded));
    networks.add(Requests.onImage("conv", image, 1, padded));
    networks.add(
        Requests.onImage(
            "conv", image, 1, Map.of("activation", "sine", "filter", "1x2", "head", "average")));
    return networks.stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradient_agrees_with_central_differences(Network network) {
    Plan plan = network.withLoss(Loss.MSE);
    double[] p = network.initial(Initialisers.lecunNormal(), 3);
    double[] gradient = new double[p.length];
    double[] loss = new double[1];
    try (Device device = new ReferenceProvider().open();
        Program program = device.compile(plan, CompileOptions.doubles(ROWS));
        Buffer x = device.allocate(program.options().dtype(), ROWS, 4);
        Buffer t = device.allocate(program.options().dtype(), ROWS, 1)) {
      x.write(Evaluation.data(4 * ROWS, 1), 0, ROWS);
      t.write(Evaluation.data(ROWS, 2), 0, ROWS);
      Batch batch = Batch.first(x, t, ROWS);
      program.writeParameters(p);
      program.lossAndGradient(batch, loss, false);
      program.readGradient(gradient);
      plan.slices().stream()
          .flatMapToInt(s -> IntStream.range(s.offset(), s.offset() + (s.frozen() ? 0 : s.size())))
          .forEach(
              i -> {
                double difference =
                    (at(program, batch, p, i, STEP) - at(program, batch, p, i, -STEP)) / (2 * STEP);
                // Truncation STEP^2/6 |f'''| and rounding 2^-53 f / STEP are below 1e-8 here.
                assertThat(Math.abs(difference - gradient[i]))
                    .isLessThanOrEqualTo(1e-7 * Math.max(1, Math.abs(gradient[i])));
              });
    }
    assertThat(Arrays.stream(gradient)).anyMatch(g -> Math.abs(g) > 1e-3);
  }

  private static double at(Program program, Batch batch, double[] p, int i, double step) {
    double[] moved = p.clone();
    moved[i] += step;
    double[] loss = new double[1];
    program.writeParameters(moved);
    program.lossAndGradient(batch, loss, false);
    return loss[0];
  }
}
