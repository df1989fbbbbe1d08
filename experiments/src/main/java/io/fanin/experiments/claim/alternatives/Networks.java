package io.fanin.experiments.claim.alternatives;

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

/** The networks: with the wiring of the balanced tree, and dense with as many parameters. */
final class Networks {
  private Networks() {}

  static Network of(Method method, SettingValues values) {
    Network matched = matched(values);
    return method == Method.MATCHED ? matched : dense(values, matched.trainableParameters());
  }

  private static Network matched(SettingValues values) {
    SparseGraph graph = new Families(values).tree(0).graph();
    ArchitectureProvider provider = Architectures.builtIn().get("matched");
    Settings settings =
        Settings.of(provider.keys())
            .withAll(Map.of("width", values.integer(Alternatives.WIDTH), "activation", "tanh"));
    return provider.build(new ArchitectureRequest(inputs(values), 1, graph, null, settings));
  }

  private static Network dense(SettingValues values, long parameters) {
    ArchitectureProvider provider = Architectures.builtIn().get("dense");
    Settings settings =
        Settings.of(provider.keys())
            .withAll(Map.of("depth", values.integer(Alternatives.DEPTH), "activation", "tanh"));
    ArchitectureRequest request = new ArchitectureRequest(inputs(values), 1, null, null, settings);
    Sizing size = Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, parameters);
    return provider.build(request.with(size.settings()));
  }

  private static List<InputBlock> inputs(SettingValues values) {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < values.integer(Alternatives.INPUTS); i++) {
      inputs.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    return inputs;
  }
}
