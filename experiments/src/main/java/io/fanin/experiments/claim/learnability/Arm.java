package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.SettingValues;
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

/** A kind of network. */
enum Arm {
  SHALLOW("shallow", "one hidden layer", Map.of()),
  DENSE("dense", "dense, three layers", Map.of("depth", 3)),
  MATCHED("matched", "right wiring", Map.of()),
  BOTTLENECK("matched", "right wiring, one number a node", Map.of("channels", 1));

  private final String architecture;
  private final String label;
  private final Map<String, Object> settings;

  Arm(String architecture, String label, Map<String, Object> settings) {
    this.architecture = architecture;
    this.label = label;
    this.settings = settings;
  }

  String label() {
    return label;
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private boolean wired() {
    return this == MATCHED || this == BOTTLENECK;
  }

  /** The network for a target, of about as many parameters as all others. */
  Network network(RandomTarget target, SettingValues values) {
    int n = target.inputs();
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; wired() && i < n; i++) {
      blocks.add(new InputBlock("x" + i, i, 1, 0));
    }
    if (!wired()) {
      blocks.add(new InputBlock("x", 0, n, 0));
    }
    ArchitectureProvider provider = Architectures.builtIn().get(architecture);
    ArchitectureRequest request =
        new ArchitectureRequest(
            blocks,
            1,
            wired() ? target.function().graph() : null,
            null,
            Settings.of(provider.keys()).withAll(settings));
    int parameters = values.integer(Learnability.PARAMETERS);
    Settings sized =
        Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, parameters).settings();
    return provider.build(request.with(sized));
  }
}
