package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.plugin.Offer;
import io.fanin.experiments.plugin.PluginJar;
import io.fanin.experiments.plugin.Problem;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.wiring.Services;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Support;
import io.fanin.optim.OptimizerProvider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is of one kind. */
record Listing(String kind, List<Entry> entries) {
  static final List<String> KINDS =
      List.of("claims", "targets", "architectures", "optimizers", "devices", "plugins");

  /**
   * One thing.
   *
   * @param description one line; for what is not usable, the reason
   * @param origin path of its jar or folder
   */
  record Entry(String id, String description, String origin, boolean usable) {}

  static List<Listing> all(Services services) {
    return List.of(
        new Listing("claims", entries(services.claims(), ClaimProvider::sentence)),
        new Listing("targets", entries(services.targetProviders(), t -> t.description())),
        new Listing(
            "architectures", entries(services.architectureProviders(), a -> a.description())),
        new Listing("optimizers", entries(services.optimizerProviders(), Listing::settings)),
        new Listing("devices", devices(services.kernels())),
        plugins(services));
  }

  private static <T> List<Entry> entries(Registry<T> registry, Function<T, String> description) {
    List<Entry> entries = new ArrayList<>();
    for (Offer<T> offer : registry.offers()) {
      entries.add(new Entry(offer.id(), described(offer, description), offer.origin(), true));
    }
    return entries;
  }

  /** A plugin that throws here is still there to be listed. */
  private static <T> String described(Offer<T> offer, Function<T, String> description) {
    try {
      return description.apply(offer.service());
    } catch (RuntimeException | LinkageError e) {
      return "it fails when asked for its description: " + e;
    }
  }

  private static String settings(OptimizerProvider provider) {
    return "settings: "
        + provider.keys().stream()
            .map(key -> key.name() + "=" + key.defaultValue())
            .collect(Collectors.joining(", "));
  }

  private static List<Entry> devices(Kernels kernels) {
    List<Entry> entries = new ArrayList<>();
    for (Kernels.Entry entry : kernels.entries()) {
      String text =
          entry.verdict() instanceof Support.No no
              ? "not usable: " + no.reason()
              : "usable, rank " + entry.rank();
      entries.add(new Entry(entry.id(), text, entry.origin(), entry.verdict().accepted()));
    }
    return entries;
  }

  /** The jars of the plugin folders, and what was left out. */
  static Listing plugins(Services services) {
    List<Entry> entries = new ArrayList<>();
    for (PluginJar jar : services.plugins()) {
      String path = jar.path().toString();
      entries.add(new Entry(file(path), Offered.by(services, path), path, true));
    }
    for (Problem problem : services.problems()) {
      entries.add(
          new Entry(
              file(problem.origin()), "left out: " + problem.reason(), problem.origin(), false));
    }
    return new Listing("plugins", entries);
  }

  /** Adds the entries to an array. */
  void write(ArrayNode array) {
    for (Entry entry : entries) {
      array
          .addObject()
          .put("id", entry.id())
          .put("description", entry.description())
          .put("origin", entry.origin())
          .put("usable", entry.usable());
    }
  }

  void print(PrintStream out) {
    out.println(Character.toUpperCase(kind.charAt(0)) + kind.substring(1));
    if (entries.isEmpty()) {
      out.println("  none");
      return;
    }
    boolean jars = kind.equals("plugins");
    TextTable table = jars ? TextTable.of("  jar", "what") : TextTable.of("  id", "from", "what");
    for (Entry entry : entries) {
      if (jars) {
        table.row("  " + entry.id(), entry.description());
      } else {
        table.row("  " + entry.id(), file(entry.origin()), entry.description());
      }
    }
    table.print(out);
  }

  /** The last part of a path. */
  static String file(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? path : name.toString();
  }
}
