package io.fanin.experiments.claim.width;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Networks of one architecture and width.
 *
 * @param matched whether it has the target's wiring
 * @param factor of its width
 */
record Group(boolean matched, int factor) {
  /** Widest first, so that threads end together. */
  static List<Group> all(SettingValues values) {
    List<Group> groups = new ArrayList<>();
    List<Integer> factors = factors(values);
    for (int i = factors.size() - 1; i >= 0; i--) {
      groups.add(new Group(false, factors.get(i)));
      groups.add(new Group(true, factors.get(i)));
    }
    return groups;
  }

  static List<Integer> factors(SettingValues values) {
    List<Integer> factors = values.integers(Overparametrization.FACTORS);
    for (int i = 1; i < factors.size(); i++) {
      if (factors.get(i) <= factors.get(i - 1)) {
        throw new InvalidInputException(
            "factors=%s must rise; put them in order, each once".formatted(factors));
      }
    }
    return factors;
  }

  /** The target, the same for all. */
  static SparseFunction target(SettingValues values) {
    TargetProvider provider = Targets.of(List.of()).provider("tree");
    long seed = RandomStream.of(values.setup().seed(), "width-target").nextLong();
    return provider.create(
        Settings.of(provider.keys()).with("n", values.integer(Overparametrization.INPUTS)), seed);
  }

  int width(SettingValues values) {
    String key = matched ? Overparametrization.MATCHED : Overparametrization.DENSE;
    return Math.multiplyExact(values.integer(key), factor);
  }

  String label() {
    return matched ? "matched" : "dense";
  }

  Network network(SettingValues values) {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < values.integer(Overparametrization.INPUTS); i++) {
      inputs.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    ArchitectureProvider provider = Architectures.builtIn().get(label());
    Map<String, Object> own =
        matched
            ? Map.of("width", width(values), "activation", "tanh")
            : Map.of(
                "width",
                width(values),
                "activation",
                "tanh",
                "depth",
                values.integer(Overparametrization.DEPTH));
    return provider.build(
        new ArchitectureRequest(
            inputs,
            1,
            matched ? target(values).graph() : null,
            null,
            Settings.of(provider.keys()).withAll(own)));
  }
}
