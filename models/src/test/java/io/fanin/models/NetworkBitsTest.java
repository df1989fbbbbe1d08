package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.DType;
import io.fanin.kernel.Output;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkBitsTest {
  private static final int ROWS = 7;

  private static double[] run(Network network, DType dtype, long seed, double[] x) {
    double[] p = network.initial(Initialisers.suited(), seed);
    return Evaluation.block(network.plan(), dtype, p, x, network.output("y").block());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "conv", "dense"})
  void network_whose_wiring_is_permuted_like_the_pixels_gives_the_same_bits(String id) {
    ImageShape image = new ImageShape(4, 5, 1);
    Network network =
        Requests.onImage(id, image, 3, id.equals("dense") ? Map.of() : Map.of("channels", 4));
    int[] to = RandomStream.of(3, "permutation").permutation(20);
    double[] x = Evaluation.data(ROWS * 20, 1);
    double[] moved = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      moved[i / 20 * 20 + to[i % 20]] = x[i];
    }
    assertThat(run(network.permuted(to), DType.FLOAT, 5, moved))
        .isEqualTo(run(network, DType.FLOAT, 5, x))
        .isNotEqualTo(run(network, DType.FLOAT, 5, moved));
  }

  @Test
  void matched_network_on_a_permuted_graph_gives_the_same_bits() {
    SparseGraph graph = Requests.tree();
    int[] to = {2, 0, 3, 1};
    double[] x = Evaluation.data(ROWS * 4, 1);
    double[] moved = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      moved[i / 4 * 4 + to[i % 4]] = x[i];
    }
    Network straight = Requests.onGraph("matched", graph, 1, Map.of());
    Network permuted = Requests.onGraph("matched", graph.permuteInputs(to), 1, Map.of());
    assertThat(run(permuted, DType.FLOAT, 5, moved)).isEqualTo(run(straight, DType.FLOAT, 5, x));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void member_of_an_ensemble_has_the_bits_it_has_alone(DType dtype) {
    SparseGraph crossed =
        SparseGraph.withInputs(4)
            .node("p", "x0", "x2")
            .node("q", "x3", "x1")
            .node("r", "q", "p")
            .build();
    List<Network> members =
        List.of(
            Requests.onGraph("matched", Requests.tree(), 1, Map.of("activation", "tanh")),
            Requests.onGraph("spline", Requests.tree(), 1, Map.of()),
            Requests.onGraph("matched", crossed, 1, Map.of("activation", "tanh")),
            Requests.plain("conv", Requests.scalars(4), 1, Map.of("head", "average")),
            Requests.plain("dense", Requests.scalars(4), 1, Map.of("residual", true, "width", 8)));
    double[] x = Evaluation.data(ROWS * 4, 1);
    long[] seeds = {5, 6, 7, 8, 9};
    for (Rows rows : Rows.values()) {
      Ensemble ensemble = Ensemble.of(members, rows);
      double[] all = ensemble.initial(Initialisers.suited(), seeds);
      for (int r = 0; r < members.size(); r++) {
        Output output = ensemble.output(r, "y");
        assertThat(Evaluation.block(ensemble.plan(), dtype, all, x, output.block()))
            .isEqualTo(run(members.get(r), dtype, seeds[r], x));
      }
    }
  }

  @Test
  void average_and_residual_compute_what_they_say() {
    Network conv =
        Requests.plain(
            "conv",
            Requests.scalars(4),
            1,
            Map.of("channels", 1, "filter", "1", "head", "average", "activation", "identity"));
    // y = v * mean(w x + b) + a with parameters w, b, four frozen 1/4, v, a.
    double[] p = {2, 1, .25, .25, .25, .25, 3, -1};
    double[] y =
        Evaluation.block(
            conv.plan(), DType.DOUBLE, p, new double[] {1, 2, 3, 6}, conv.output("y").block());
    assertThat(y).containsExactly(3 * (2 * 3 + 1) - 1);
  }

  @Test
  void extended_spline_network_computes_the_same_function() {
    Network network =
        Requests.onGraph("spline", Requests.tree(), 1, Map.of("width", 3, "low", -2, "high", 2));
    double[] p = network.initial(Initialisers.lecunUniform(), 4);
    for (int i = 0; i < p.length; i++) {
      p[i] *= 0.5; // keeps hidden sums inside the range of the splines, where the fit is exact
    }
    Splines.Extended finer = Splines.extend(network, p, 20);
    double[] x = Evaluation.data(200 * 4, 1);
    double[] before =
        Evaluation.block(network.plan(), DType.DOUBLE, p, x, network.output("y").block());
    double[] after =
        Evaluation.block(
            finer.network().plan(),
            DType.DOUBLE,
            finer.parameters(),
            x,
            finer.network().output("y").block());
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(after[i] - before[i])).isLessThanOrEqualTo(1e-10);
    }
    assertThat(finer.network().settings()).contains("intervals=20\n");
    assertThat(finer.network().parameters() - network.parameters())
        .isEqualTo(15 * (2 * (2 * 3 + 3) + 2 * 3 + 3));
    assertThat(before[0]).isNotEqualTo(before[1]);
  }
}
