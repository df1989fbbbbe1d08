package io.fanin.experiments.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlignmentPictureTest {
  private final SparseGraph graph =
      SparseGraph.withInputs("a", "b", "c").node("p", "a", "b").node("q", "p", "c").build();

  @Test
  void nodes_are_coloured_in_the_graph_s_order() {
    GraphPicture picture =
        AlignmentPicture.of("id", "Title", "Of one network.", graph, new double[] {0.25, 1});

    assertThat(picture.nodes())
        .containsExactly(
            new GraphPicture.NodeValue("p", 0.25, "p, alignment 0.250"),
            new GraphPicture.NodeValue("q", 1, "q, alignment 1.000"));
    assertThat(picture.svg()).contains("p, alignment 0.250").contains("a, an input");
    assertThat(picture.caption()).startsWith("Of one network. Each constituent");
  }

  @Test
  void what_was_not_measured_is_said_to_be_so() {
    GraphPicture picture = AlignmentPicture.of("id", "Title", "", graph, new double[] {0.5});

    assertThat(picture.nodes()).hasSize(1);
    assertThat(picture.svg()).contains("q, not measured");
  }

  @Test
  void the_mean_leaves_out_networks_that_were_not_measured() {
    assertThat(
            AlignmentPicture.mean(
                List.of(new double[] {0.5, 1}, new double[0], new double[] {0.25, 0})))
        .containsExactly(0.375, 0.5);
    assertThat(AlignmentPicture.mean(List.of(new double[0]))).isEmpty();
  }
}
