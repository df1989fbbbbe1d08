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
import java.util.Arrays;
import java.util.List;

/** A kind of network. */
enum Arm {
  SHALLOW("shallow", "one hidden layer", "", 0),
  DENSE("dense", "dense, three layers", "depth", 3),
  MATCHED("matched", "right wiring", "", 0),
  BOTTLENECK("matched", "right wiring, one number a node", "channels", 1);

  private final String architecture;
  private final String label;
  private final String setting; // besides the width; empty where there is none
  private final int value;

  Arm(String architecture, String label, String setting, int value) {
    this.architecture = architecture;
    this.label = label;
    this.setting = setting;
    this.value = value;
  }

  String label() {
    return label;
  }

  /** Place in the order of declaration, from 0. */
  int place() {
    return Arrays.asList(values()).indexOf(this);
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
    Settings defaults = Settings.of(provider.keys());
    ArchitectureRequest request =
        new ArchitectureRequest(
            blocks,
            1,
            wired() ? target.function().graph() : null,
            null,
            setting.isEmpty() ? defaults : defaults.with(setting, value));
    int parameters = values.integer(Learnability.PARAMETERS);
    Settings sized =
        Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, parameters).settings();
    return provider.build(request.with(sized));
  }
}
