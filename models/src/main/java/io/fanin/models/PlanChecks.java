package io.fanin.models;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;
import java.util.function.Supplier;

/** What a network asks of its plan beyond what every plan fulfils. */
final class PlanChecks {
  private PlanChecks() {}

  static void network(Plan plan) {
    require(
        plan.replicas() == 1 && plan.streams() == 1, "a network has one replica and one stream");
    require(plan.losses().isEmpty(), "a network's plan has no losses; add them with withLosses");
    require(!plan.outputs().isEmpty(), "a network needs at least one output");
    int[] levels = levels(plan);
    for (BlockSpec spec : plan.specs()) {
      for (int i = 0; i < spec.nodes() * spec.fanIn(); i++) {
        int block = spec.read(i / spec.fanIn(), i % spec.fanIn());
        require(
            block == BlockSpec.ZERO || levels[block] < spec.level(),
            () ->
                "spec '%s' reads block %d, which is not of a lower level"
                    .formatted(spec.name(), block));
      }
    }
  }

  /** Level of each block; 0 for inputs. */
  static int[] levels(Plan plan) {
    int[] levels = new int[plan.blocks()];
    for (BlockSpec spec : plan.specs()) {
      for (int v = 0; v < spec.nodes(); v++) {
        levels[spec.firstBlock() + v] = spec.level();
      }
    }
    return levels;
  }

  /** The block where its columns went. */
  static InputBlock moved(InputBlock block, int[] to) {
    int end = block.column() + block.width();
    require(
        end <= to.length,
        "a permutation of %d columns does not reach block '%s'".formatted(to.length, block.name()));
    int first = to[block.column()];
    for (int c = block.column(); c < end; c++) {
      require(
          to[c] == first + c - block.column(),
          "the columns of block '" + block.name() + "' must stay side by side");
    }
    return new InputBlock(block.name(), first, block.width(), block.stream());
  }

  private static void require(boolean condition, String problem) {
    require(condition, () -> problem);
  }

  /** For what is asked of every read: the sentence is made only when it is needed. */
  private static void require(boolean condition, Supplier<String> problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem.get());
    }
  }
}
