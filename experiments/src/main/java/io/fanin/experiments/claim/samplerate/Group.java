package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Networks of one architecture and size.
 *
 * @param matched whether they have the target's wiring
 * @param width of a matched constituent's layers; dense networks have as many parameters
 */
record Group(boolean matched, int width) {
  private static final int DEPTH = 2; // hidden layers of a constituent
  private static final int DENSE_DEPTH = 4;

  /** All groups: matched ones, then dense ones if they are asked for. */
  static List<Group> networks(SettingValues values) {
    List<Group> groups = new ArrayList<>();
    boolean dense = values.flag(SampleRate.DENSE);
    for (boolean matched : dense ? new boolean[] {true, false} : new boolean[] {true}) {
      for (int width : values.integers(SampleRate.WIDTHS)) {
        groups.add(new Group(matched, width));
      }
    }
    return groups;
  }

  String label() {
    return matched ? "matched" : "dense";
  }

  Network network(SettingValues values) {
    SparseGraph graph = RoughTree.wiring(values);
    Network own = matchedNetwork(graph);
    return matched ? own : dense(graph.inputs(), own.trainableParameters());
  }

  private Network matchedNetwork(SparseGraph graph) {
    ArchitectureProvider provider = Architectures.builtIn().get("matched");
    Settings settings =
        Settings.of(provider.keys())
            .withAll(Map.of("width", width, "depth", DEPTH, "channels", 1, "activation", "relu"));
    return provider.build(
        new ArchitectureRequest(inputs(graph.inputs()), 1, graph, null, settings));
  }

  private static Network dense(int inputs, long parameters) {
    ArchitectureProvider provider = Architectures.builtIn().get("dense");
    Settings settings =
        Settings.of(provider.keys()).withAll(Map.of("depth", DENSE_DEPTH, "activation", "relu"));
    ArchitectureRequest request = new ArchitectureRequest(inputs(inputs), 1, null, null, settings);
    Sizing size = Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, parameters);
    return provider.build(request.with(size.settings()));
  }

  private static List<InputBlock> inputs(int count) {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    return inputs;
  }
}
