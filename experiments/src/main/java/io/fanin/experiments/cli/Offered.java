package io.fanin.experiments.cli;

import io.fanin.experiments.plugin.Offer;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.wiring.Services;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Support;
import java.util.ArrayList;
import java.util.List;

/** What one jar contributes. */
final class Offered {
  private Offered() {}

  /**
   * Such as {@code "target 'spiral', architecture 'ring'"}; {@code "nothing usable"} if nothing.
   */
  static String by(Services services, String origin) {
    List<String> offered = new ArrayList<>();
    add(offered, "claim", services.claims(), origin);
    add(offered, "target", services.targetProviders(), origin);
    add(offered, "architecture", services.architectureProviders(), origin);
    add(offered, "optimizer", services.optimizerProviders(), origin);
    add(offered, "backend", services.backends(), origin);
    add(offered, "command", services.commands(), origin);
    for (Kernels.Entry entry : services.kernels().entries()) {
      if (entry.origin().contains(origin)) {
        offered.add("device '" + entry.id() + "'" + reason(entry.verdict()));
      }
    }
    return offered.isEmpty() ? "nothing usable" : String.join(", ", offered);
  }

  private static <T> void add(
      List<String> offered, String kind, Registry<T> registry, String origin) {
    for (Offer<T> offer : registry.offers()) {
      if (offer.origin().equals(origin)) {
        offered.add(kind + " '" + offer.id() + "'");
      }
    }
  }

  private static String reason(Support verdict) {
    return verdict instanceof Support.No no ? " (not usable: " + no.reason() + ")" : "";
  }
}
