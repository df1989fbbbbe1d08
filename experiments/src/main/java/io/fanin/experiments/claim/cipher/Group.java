package io.fanin.experiments.claim.cipher;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.exact.ToyCipher;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One network that is trained.
 *
 * @param bit which output bit; -1 for a dense network, which learns all
 */
record Group(int rounds, Arm arm, int bit) {
  /** Most rounds first, so that threads end together. */
  static List<Group> all(SettingValues values) {
    List<Group> groups = new ArrayList<>();
    List<Integer> rounds = values.integers(NotSufficient.ROUNDS);
    for (int r = rounds.size() - 1; r >= 0; r--) {
      groups.add(new Group(rounds.get(r), Arm.DENSE, -1));
      for (int bit : bits(values)) {
        groups.add(new Group(rounds.get(r), Arm.WIRED, bit));
        groups.add(new Group(rounds.get(r), Arm.LABELLED, bit));
      }
    }
    return groups;
  }

  /** The output bits that are learnt. */
  static int[] bits(SettingValues values) {
    int block = values.integer(NotSufficient.BLOCK);
    int count = values.integer(NotSufficient.BITS);
    if (count > block) {
      throw new InvalidInputException("bits=%d is above block=%d".formatted(count, block));
    }
    return RandomStream.of(values.setup().seed(), "cipher-bits").sample(block, count);
  }

  static ToyCipher cipher(int rounds, SettingValues values) {
    int block = values.integer(NotSufficient.BLOCK);
    long seed = values.setup().seed();
    return values.setup().control()
        ? ToyCipher.moving(block, rounds, seed)
        : new ToyCipher(block, rounds, seed);
  }

  /** The graph of the bit. */
  SparseFunction function(SettingValues values) {
    return cipher(rounds, values).function(bit);
  }

  Network network(SettingValues values) {
    int block = values.integer(NotSufficient.BLOCK);
    if (arm == Arm.DENSE) {
      return build(
          "dense",
          List.of(new InputBlock("x", 0, block, 0)),
          values.integer(NotSufficient.BITS),
          null,
          Map.of("width", values.integer(NotSufficient.WIDTH), "depth", 2));
    }
    List<InputBlock> inputs = new ArrayList<>();
    for (int b = 0; b < block; b++) {
      inputs.add(new InputBlock("x" + b, b, 1, 0));
    }
    return build(
        "matched",
        inputs,
        1,
        function(values).graph(),
        Map.of("width", values.integer(NotSufficient.NODE_WIDTH), "channels", 1));
  }

  private static Network build(
      String architecture,
      List<InputBlock> inputs,
      int outputs,
      @org.jspecify.annotations.Nullable SparseGraph graph,
      Map<String, Object> settings) {
    ArchitectureProvider provider = Architectures.builtIn().get(architecture);
    Settings own = Settings.of(provider.keys()).withAll(settings);
    return provider.build(new ArchitectureRequest(inputs, outputs, graph, null, own));
  }

  /** Of one row. */
  long multiplyAdds(SettingValues values) {
    return network(values).multiplyAdds();
  }

  /**
   * The output first, since that is what is measured; then all other nodes, where they are told.
   */
  List<Objective> objectives(SettingValues values) {
    List<Objective> objectives = new ArrayList<>();
    objectives.add(Objective.of(Loss.LOGISTIC));
    if (arm == Arm.LABELLED) {
      for (int v : inner(function(values).graph())) {
        objectives.add(Objective.vertex(v, Loss.LOGISTIC, 1));
      }
    }
    return objectives;
  }

  /** All nodes but the output. */
  static int[] inner(SparseGraph graph) {
    int output = graph.outputs()[0];
    return java.util.stream.IntStream.range(graph.inputs(), graph.vertices())
        .filter(v -> v != output)
        .toArray();
  }
}
