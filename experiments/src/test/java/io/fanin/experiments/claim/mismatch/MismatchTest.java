package io.fanin.experiments.claim.mismatch;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MismatchTest {
  private final Mismatch claim = new Mismatch();
  private final SparseGraph tree = GraphFamilies.kAryTree(8, 2);

  private SparseGraph edited(Kind kind, int changes, long seed) {
    return Edits.of(tree, kind, changes, RandomStream.of(seed, "edit"));
  }

  @Test
  void every_change_counts_its_edges() {
    for (long seed = 0; seed < 20; seed++) {
      for (int changes = 1; changes <= 4; changes++) {
        SparseGraph more = edited(Kind.EXTRA, changes, seed);
        assertThat(more.edges()).isEqualTo(14 + changes);
        assertThat(Edits.distance(tree, more)).isEqualTo(changes);
        SparseGraph fewer = edited(Kind.MISSING, changes, seed);
        assertThat(fewer.edges()).isEqualTo(14 - changes);
        assertThat(Edits.distance(tree, fewer)).isEqualTo(changes);
        SparseGraph moved = edited(Kind.SWAPPED, changes, seed);
        assertThat(moved.edges()).isEqualTo(14);
        assertThat(Edits.distance(tree, moved)).isEqualTo(4 * changes);
        assertThat(Edits.cones(moved)).isNotEqualTo(Edits.cones(tree));
      }
    }
    assertThat(Edits.distance(tree, edited(Kind.RIGHT, 0, 1))).isZero();
  }

  @Test
  void a_tree_has_room_for_so_many_changes() {
    SparseGraph small = GraphFamilies.kAryTree(4, 2); // nodes may read 4, 5 and 6 vertices
    int most = Edits.most(Kind.EXTRA, 4);
    assertThat(most).isEqualTo(4 + 5 + 6 - 6);
    SparseGraph full = Edits.of(small, Kind.EXTRA, most, RandomStream.of(1, "edit"));
    assertThat(full.edges()).isEqualTo(15);
    assertThat(Edits.most(Kind.MISSING, 8)).isEqualTo(7);
    assertThat(edited(Kind.MISSING, 7, 3).edges()).isEqualTo(7);
    assertThat(Edits.most(Kind.SWAPPED, 8)).isEqualTo(4);
  }

  @Test
  void prices_are_slopes_through_the_origin() {
    ClaimReport report =
        Synthetic.report(
            claim,
            Synthetic.setup(claim, false, Map.of()),
            (trial, result) -> {
              double changes = number(trial, "changes");
              double edges = trial.kind().startsWith("swapped") ? 4 * changes : changes;
              double price =
                  trial.kind().startsWith("extra")
                      ? 0.1
                      : trial.kind().startsWith("missing") ? 0.5 : 0.05;
              boolean good = number(trial, "rate") == 0.01;
              double noise = 0.01 * Synthetic.wobble(trial);
              double error = 0.01 * StrictMath.exp(price * edges + noise);
              result
                  .number(MismatchTask.TEST, good ? error : 5)
                  .number(MismatchTask.VALIDATION, good ? error : 5)
                  .number(MismatchTask.DISTANCE, edges)
                  .number(MismatchTask.WRONG, changes)
                  .number(MismatchTask.ALIGNMENT, 0.5)
                  .series(MismatchTask.NODES, 0.4, 0.6)
                  .number(MismatchTask.PARAMETERS, 10)
                  .number(MismatchTask.WORK, 10)
                  .number(MismatchTask.DEAD, 0);
            });

    assertThat(report.verdict().outcome()).isEqualTo(Outcome.MEASURED);
    List<EndpointResult> prices =
        report.endpoints().stream().filter(EndpointResult::primary).toList();
    assertThat(prices).hasSize(6).allMatch(e -> e.outcome() == Outcome.MEASURED);
    assertThat(prices.get(0).estimate()).isCloseTo(0.1, within(0.01));
    assertThat(prices.get(1).estimate()).isCloseTo(0.5, within(0.01));
    assertThat(prices.get(2).estimate()).isCloseTo(0.05, within(0.01));
  }

  @Test
  void sizes_are_equated() {
    SettingValues values = new SettingValues(Synthetic.setup(claim, false, Map.of()));
    var target = Group.target(0, values);
    int right = new Group(Kind.RIGHT, 0, 512, 1, false).network(target, 0, values).parameters();
    for (Group group : Group.all(values)) {
      if (!group.equalWidth() && group.channels() == 1) {
        assertThat(group.network(target, 0, values).parameters() / (double) right)
            .as(group.toString())
            .isBetween(0.9, 1.1);
      }
    }
  }

  @Test
  void more_changes_than_there_is_room_for_are_refused() {
    assertRefused(
        Map.of("missing", List.of(1, 8)),
        "missing=8 is more than the 7 that a tree of n=8 inputs has room for; take fewer, or more"
            + " inputs");
    assertRefused(
        Map.of("extra", List.of(2, 1)), "extra=[2, 1] must rise; put them in order, each once");
  }

  private void assertRefused(Map<String, Object> changes, String message) {
    assertThatThrownBy(() -> claim.cost(Synthetic.setup(claim, false, changes)))
        .hasMessage(message);
  }

  @Test
  void a_small_run_gives_the_same_bits_with_one_thread_and_two() {
    Map<String, Object> small = new TreeMap<>();
    small.putAll(Map.of("n", 4, "targets", 2, "extra", List.of(1), "missing", List.of(1)));
    small.putAll(Map.of("swaps", List.of(1), "samples", List.of(20), "validation-rows", 10));
    small.putAll(Map.of("test-rows", 20, "width", 3, "steps", 20, "batch", 10));
    ClaimSetup setup = Synthetic.setup(claim, false, small);
    SweepResults one = OnThreads.run(claim, setup, 1);

    assertThat(OnThreads.run(claim, setup, 2).digest()).isEqualTo(one.digest());
    assertThat(one.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, one).verdict().outcome()).isEqualTo(Outcome.MEASURED);
    SweepResults control = OnThreads.run(claim, Synthetic.setup(claim, true, small), 1);
    assertThat(control.all().get(0).number(MismatchTask.TEST))
        .isNotEqualTo(one.all().get(0).number(MismatchTask.TEST));
  }
}
