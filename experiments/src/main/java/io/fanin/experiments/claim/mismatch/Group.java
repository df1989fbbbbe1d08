package io.fanin.experiments.claim.mismatch;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.function.SparseFunction;
import io.fanin.function.Targets;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Networks whose wiring differs from their targets' in one way.
 *
 * @param changes how many are made
 * @param channels numbers that a constituent passes on; 0 passes on its hidden layer
 * @param equalWidth whether they are as wide as those of the right graph, else of as many
 *     parameters
 */
record Group(Kind kind, int changes, int samples, int channels, boolean equalWidth) {
  /** Largest samples first, as they all take the same time. */
  static List<Group> all(SettingValues values) {
    List<Group> groups = new ArrayList<>();
    List<Integer> samples = rising(Mismatch.SAMPLES, values);
    for (int i = samples.size() - 1; i >= 0; i--) {
      for (int channels : channels(values)) {
        add(groups, samples.get(i), channels, values);
      }
    }
    return groups;
  }

  private static void add(List<Group> groups, int samples, int channels, SettingValues values) {
    groups.add(new Group(Kind.DENSE, 0, samples, channels, false));
    groups.add(new Group(Kind.RIGHT, 0, samples, channels, false));
    for (Kind kind : Kind.values()) {
      for (int changes : kind.edited() ? changes(kind, values) : List.<Integer>of()) {
        groups.add(new Group(kind, changes, samples, channels, false));
        if (kind != Kind.SWAPPED) { // a permuted graph has as many parameters at equal width
          groups.add(new Group(kind, changes, samples, channels, true));
        }
      }
    }
  }

  /** The ways to pass on what a constituent has computed. */
  static List<Integer> channels(SettingValues values) {
    return values.integers(Mismatch.CHANNELS).stream().distinct().toList();
  }

  /** How many changes of a kind are made. */
  static List<Integer> changes(Kind kind, SettingValues values) {
    List<Integer> changes = rising(kind.key(), values);
    int inputs = values.integer(Mismatch.INPUTS);
    int most = Edits.most(kind, inputs);
    int asked = changes.get(changes.size() - 1);
    if (asked > most) {
      throw new InvalidInputException(
          "%s=%d is more than the %d that a tree of n=%d inputs has room for; take fewer, or more inputs"
              .formatted(kind.key(), asked, most, inputs));
    }
    return changes;
  }

  private static List<Integer> rising(String key, SettingValues values) {
    List<Integer> list = values.integers(key);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i) <= list.get(i - 1)) {
        throw new InvalidInputException(
            "%s=%s must rise; put them in order, each once".formatted(key, list));
      }
    }
    return list;
  }

  String id() {
    return kind.id() + (equalWidth ? ".width" : ".parameters");
  }

  /** A target: a random tree of random smooth constituents. */
  static SparseFunction target(int number, SettingValues values) {
    long seed = RandomStream.of(values.setup().seed(), "mismatch-target", number).nextLong();
    var provider = Targets.of(List.of()).provider("tree");
    return provider.create(
        Settings.of(provider.keys())
            .withAll(
                Map.of(
                    "n",
                    values.integer(Mismatch.INPUTS),
                    "shape",
                    "random",
                    "frequency",
                    values.real(Mismatch.FREQUENCY))),
        seed);
  }

  /** The wiring of the network for a target. */
  SparseGraph graph(SparseFunction target, int number, SettingValues values) {
    RandomStream random =
        RandomStream.of(values.setup().seed(), "mismatch-edit", kind.place(), changes, number);
    return Edits.of(target.graph(), kind, changes, random);
  }

  Network network(SparseFunction target, int number, SettingValues values) {
    Network right = matched(target.graph(), values.integer(Mismatch.WIDTH));
    if (kind == Kind.RIGHT) {
      return right;
    }
    if (kind == Kind.DENSE) {
      ArchitectureProvider dense = Architectures.builtIn().get("dense");
      Map<String, Object> own =
          Map.of("depth", values.integer(Mismatch.DEPTH), "activation", "tanh");
      ArchitectureRequest request =
          request(null, target.inputWidth(), Settings.of(dense.keys()).withAll(own));
      return dense.build(request.with(sized(dense, request, right)));
    }
    SparseGraph graph = graph(target, number, values).prune();
    if (equalWidth) {
      return matched(graph, values.integer(Mismatch.WIDTH));
    }
    ArchitectureProvider matched = Architectures.builtIn().get("matched");
    ArchitectureRequest request =
        request(
            graph,
            graph.inputs(),
            Settings.of(matched.keys())
                .withAll(Map.of("channels", channels, "activation", "tanh")));
    return matched.build(request.with(sized(matched, request, right)));
  }

  private static Settings sized(
      ArchitectureProvider provider, ArchitectureRequest request, Network like) {
    return Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, like.trainableParameters())
        .settings();
  }

  private Network matched(SparseGraph graph, int width) {
    ArchitectureProvider matched = Architectures.builtIn().get("matched");
    Map<String, Object> own = Map.of("width", width, "channels", channels, "activation", "tanh");
    return matched.build(request(graph, graph.inputs(), Settings.of(matched.keys()).withAll(own)));
  }

  private static ArchitectureRequest request(
      @org.jspecify.annotations.Nullable SparseGraph graph, int inputs, Settings settings) {
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      blocks.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    return new ArchitectureRequest(blocks, 1, graph, null, settings);
  }
}
