package io.fanin.experiments.oracle.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeStaircaseTest {
  private static double staircase(String left, String right, String root) {
    SparseFunction function =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), new InputLaw.Bernoulli(0.5))
            .node("l", left)
            .node("r", right)
            .node("y", root)
            .build();
    return NodeStaircase.of(
        function.graph(), NodeCorrelations.of(function, 0), function.graph().outputs()[0]);
  }

  /** Cov(x, f) = 1/16 - 1/32 and variances 1/4 and 15/256: 1/32 / sqrt(15/1024) = 1/sqrt(15). */
  @Test
  void an_and_of_four_shows_its_inputs_least() {
    assertThat(staircase("a*b", "c*d", "l*r")).isCloseTo(1 / Math.sqrt(15), within(1e-15));
  }

  @Test
  void a_parity_shows_nothing_and_one_gate_beside_it_is_a_way() {
    assertThat(staircase("a+b-2*a*b", "c+d-2*c*d", "l+r-2*l*r")).isZero();
    // y = (a xor b) or (c and d): the way over c, with Cov(c, y) = P(c, y) - P(c) P(y)
    double p = 0.5 + 0.5 * 0.25;
    double covariance = 0.5 * (0.5 + 0.5 * 0.5) - 0.5 * p;
    assertThat(staircase("a+b-2*a*b", "c*d", "l+r-l*r"))
        .isCloseTo(covariance / Math.sqrt(0.25 * p * (1 - p)), within(1e-15));
  }

  /** The largest over paths of the smallest equals the smallest over cuts of the largest. */
  @Test
  void the_widest_path_is_the_narrowest_frontier() {
    SparseGraph graph =
        SparseGraph.withInputs("a", "b", "c")
            .node("p", "a", "b")
            .node("q", "b", "c")
            .node("y", "p", "q")
            .build();
    double[] correlations = {0.9, 0.2, 0.4, 0.3, 0.8, 1};
    double narrowest = 1;
    for (int cut = 0; cut < 1 << 6; cut++) {
      if (separates(graph, cut)) {
        double largest = 0;
        for (int v = 0; v < 6; v++) {
          largest = (cut >> v & 1) == 1 ? Math.max(largest, correlations[v]) : largest;
        }
        narrowest = Math.min(narrowest, largest);
      }
    }
    assertThat(NodeStaircase.of(graph, correlations, 5)).isEqualTo(narrowest).isEqualTo(0.4);
  }

  private static boolean separates(SparseGraph graph, int cut) {
    boolean[] open = new boolean[graph.vertices()];
    for (int v = 0; v < open.length; v++) {
      open[v] = v < graph.inputs();
      for (int i = 0; v >= graph.inputs() && i < graph.fanIn(v); i++) {
        open[v] |= open[graph.read(v, i)];
      }
      open[v] &= (cut >> v & 1) == 0;
    }
    return !open[graph.outputs()[0]];
  }
}
