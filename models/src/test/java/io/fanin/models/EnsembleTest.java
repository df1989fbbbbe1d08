package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnsembleTest {
  private static Network matched(SparseGraph graph) {
    return Requests.onGraph("matched", graph, 1, Map.of("width", 3, "channels", 1));
  }

  private static SparseGraph crossed() {
    return SparseGraph.withInputs(4)
        .node("p", "x0", "x2")
        .node("q", "x3", "x1")
        .node("r", "q", "p")
        .build();
  }

  @Test
  void trees_with_other_reads_share_their_specs() {
    Ensemble ensemble =
        Ensemble.of(List.of(matched(Requests.tree()), matched(crossed())), Rows.SHARED);
    List<BlockSpec> specs = ensemble.plan().specs();
    assertThat(specs).extracting(BlockSpec::nodes).containsExactly(4, 4, 2, 2);
    assertThat(Specs.reads(specs.get(0))).containsExactly(0, 1, 2, 3, 0, 2, 3, 1);
    assertThat(Specs.replicas(specs.get(0))).containsExactly(0, 0, 1, 1);
    assertThat(ensemble.plan().inputs()).hasSize(4);
    assertThat(ensemble.plan().streams()).isEqualTo(1);
    assertThat(ensemble.plan().replicas()).isEqualTo(2);
  }

  @Test
  void members_of_other_shapes_stand_beside_each_other() {
    Network small = Requests.plain("shallow", Requests.scalars(4), 1, Map.of("width", 5));
    Ensemble ensemble = Ensemble.of(List.of(matched(Requests.tree()), small), Rows.SHARED);
    assertThat(ensemble.plan().specs())
        .extracting(BlockSpec::level)
        .containsExactly(1, 1, 2, 2, 3, 4);
    assertThat(ensemble.plan().parameters())
        .isEqualTo(small.parameters() + ensemble.member(0).parameters());
  }

  @Test
  void own_rows_give_each_member_its_stream() {
    Network member = matched(Requests.tree());
    Ensemble ensemble = Ensemble.of(member, 3, Rows.OWN);
    assertThat(ensemble.plan().streams()).isEqualTo(3);
    assertThat(ensemble.plan().inputs())
        .extracting(InputBlock::stream)
        .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)), new int[] {0, 4, 2});
    assertThat(plan.losses())
        .containsExactly(
            new LossTerm("y", Loss.MSE, ensemble.output(0, "y").block(), 0, 1, 0, 0),
            new LossTerm("y", Loss.MSE, ensemble.output(1, "y").block(), 4, 1, 1, 1),
            new LossTerm("y", Loss.MSE, ensemble.output(2, "y").block(), 2, 1, 2, 2));
  }

  @Test
  void scatter_and_gather_are_inverse_and_fill_every_parameter_once() {
    Ensemble ensemble =
        Ensemble.of(
            List.of(
                matched(Requests.tree()),
                Requests.plain("shallow", Requests.scalars(4), 1, Map.of("width", 5)),
                matched(crossed())),
            Rows.SHARED);
    double[] all = new double[ensemble.plan().parameters()];
    int next = 1;
    for (int r = 0; r < 3; r++) {
      double[] own = new double[ensemble.member(r).parameters()];
      for (int i = 0; i < own.length; i++) {
        own[i] = next++;
      }
      ensemble.scatter(r, own, all);
      double[] back = new double[own.length];
      ensemble.gather(r, all, back);
      assertThat(back).isEqualTo(own);
    }
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    assertThat(sorted[0]).isEqualTo(1);
    assertThat(sorted[sorted.length - 1]).isEqualTo(next - 1);
    assertThat(Arrays.stream(sorted).distinct().count()).isEqualTo(next - 1);
  }

  @Test
  void member_starts_with_the_numbers_it_has_alone() {
    Network member = matched(Requests.tree());
    Ensemble ensemble = Ensemble.of(member, 2, Rows.SHARED);
    double[] all = ensemble.initial(Initialisers.suited(), new long[] {11, 12});
    double[] own = new double[member.parameters()];
    ensemble.gather(1, all, own);
    assertThat(own).isEqualTo(member.initial(Initialisers.suited(), 12));
  }

  @Test
  void shared_weights_stay_shared_within_a_member_only() {
    Network conv = Requests.plain("conv", Requests.scalars(5), 1, Map.of("channels", 2));
    BlockSpec spec = Ensemble.of(conv, 2, Rows.SHARED).plan().specs().get(0);
    assertThat(Specs.shares(spec)).containsExactly(0, 0, 0, 1, 1, 1);
  }

  @Test
  void wrong_lengths_are_refused() {
    Ensemble ensemble = Ensemble.of(matched(Requests.tree()), 2, Rows.SHARED);
    assertThatThrownBy(() -> ensemble.initial(Initialisers.suited(), new long[1]))
        .hasMessage("2 members need as many seeds, not 1");
    assertThatThrownBy(() -> ensemble.scatter(0, new double[1], new double[2]))
        .hasMessage("expected 39 parameters, got 1");
  }
}
