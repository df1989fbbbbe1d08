package io.fanin.experiments.claim.approximation;

import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Networks of one family and one size for targets of one size.
 *
 * @param inputs of the targets
 * @param width hidden units, of each constituent where the family is matched
 */
record Group(Family family, int inputs, int width) {
  private static final Architectures ARCHITECTURES = Architectures.builtIn();

  /**
   * All groups of a run: the matched ones, the dense and shallow ones with as many parameters, and
   * the dense ones with as many multiply-adds; where that is the same width they are one group.
   */
  static List<Group> all(Values values) {
    List<Group> groups = new ArrayList<>();
    for (int n : values.inputs()) {
      for (int width : values.widths()) {
        Group matched = new Group(Family.MATCHED, n, width);
        add(groups, matched);
        add(groups, equal(matched, Family.DENSE, Sizing.PARAMETERS, values));
        add(groups, equal(matched, Family.DENSE, Sizing.MULTIPLY_ADDS, values));
        add(groups, equal(matched, Family.SHALLOW, Sizing.PARAMETERS, values));
      }
    }
    return groups;
  }

  private static void add(List<Group> groups, Group group) {
    if (!groups.contains(group)) {
      groups.add(group);
    }
  }

  /** The group of another family that is as large as a matched one. */
  static Group equal(Group matched, Family family, ToLongFunction<Network> size, Values values) {
    if (family == Family.MATCHED) {
      return matched;
    }
    ArchitectureProvider provider = ARCHITECTURES.get(family.id());
    Sizing sizing =
        Sizing.nearest(
            provider,
            matched.request(family, 0, values),
            "width",
            size,
            size.applyAsLong(matched.network(0, values)));
    return new Group(family, matched.inputs, sizing.width());
  }

  /** The network for one target. */
  Network network(int tree, Values values) {
    ArchitectureRequest request = request(family, tree, values);
    return ARCHITECTURES.build(family.id(), request);
  }

  private ArchitectureRequest request(Family of, int tree, Values values) {
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      blocks.add(new InputBlock("x" + i, i, 1, 0));
    }
    Settings settings =
        ARCHITECTURES
            .settings(of.id())
            .with("activation", values.activation())
            .with("width", width);
    if (of == Family.MATCHED) {
      settings = settings.with("channels", 1);
    } else if (of == Family.DENSE) {
      settings = settings.with("depth", values.depth());
    }
    var target = TreeTargets.draw(inputs, tree, values.frequency(), values.seed());
    var graph = TreeTargets.wiring(target, tree, values.control(), values.seed());
    return new ArchitectureRequest(blocks, 1, graph, null, settings);
  }
}
