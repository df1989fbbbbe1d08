package io.fanin.experiments.claim.approximation;

import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.List;

/** The random trees of a run: shape and constituents drawn from streams of their own. */
final class TreeTargets {
  private TreeTargets() {}

  /** Target number {@code tree} with {@code inputs} inputs. */
  static SparseFunction draw(int inputs, int tree, double frequency, long seed) {
    TargetProvider provider = Targets.of(List.of()).provider("tree");
    Settings settings =
        Settings.of(provider.keys())
            .with("n", inputs)
            .with("shape", "random")
            .with("frequency", frequency);
    long own = RandomStream.of(seed, "approximation-target", inputs, tree).nextLong();
    return provider.create(settings, own);
  }

  /** The wiring that a matched network gets: the target's, or one whose leaves were moved. */
  static SparseGraph wiring(SparseFunction target, int tree, boolean scrambled, long seed) {
    SparseGraph graph = target.graph();
    if (!scrambled) {
      return graph;
    }
    int[] to =
        RandomStream.of(seed, "approximation-scramble", graph.inputs(), tree)
            .permutation(graph.inputs());
    return graph.permuteInputs(to);
  }
}
