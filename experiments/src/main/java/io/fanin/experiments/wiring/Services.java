package io.fanin.experiments.wiring;

import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.plugin.CommandProvider;
import io.fanin.experiments.plugin.PluginJar;
import io.fanin.experiments.plugin.Plugins;
import io.fanin.experiments.plugin.Problem;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.sweep.SweepBackend;
import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import io.fanin.kernel.Kernels;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.Architectures;
import io.fanin.optim.OptimizerProvider;
import io.fanin.optim.OptimizerRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that a command can ask for by id, built-in or from plugins. */
public final class Services {
  private final Plugins plugins;
  private final Provider<Kernels> kernels;
  private final Registry<ClaimProvider> claims;
  private final Registry<TargetProvider> targets;
  private final Registry<ArchitectureProvider> architectures;
  private final Registry<OptimizerProvider> optimizers;
  private final Registry<SweepBackend> backends;
  private final Registry<CommandProvider> commands;

  @Inject
  Services(
      Plugins plugins,
      Provider<Kernels> kernels,
      Registry<ClaimProvider> claims,
      Registry<TargetProvider> targets,
      Registry<ArchitectureProvider> architectures,
      Registry<OptimizerProvider> optimizers,
      Registry<SweepBackend> backends,
      Registry<CommandProvider> commands) {
    this.plugins = plugins;
    this.kernels = kernels;
    this.claims = claims;
    this.targets = targets;
    this.architectures = architectures;
    this.optimizers = optimizers;
    this.backends = backends;
    this.commands = commands;
  }

  /**
   * The kernel providers; the first call looks at the machine.
   *
   * @throws io.fanin.kernel.KernelException.Refused if a required one is not usable
   */
  public Kernels kernels() {
    return Wiring.plainly(kernels::get);
  }

  /** The claims. */
  public Registry<ClaimProvider> claims() {
    return claims;
  }

  /** The families of target functions. */
  public Registry<TargetProvider> targetProviders() {
    return targets;
  }

  /** Finds a target by what a person writes. */
  public Targets targets() {
    Set<String> known = new TreeSet<>();
    Targets.of(List.of()).providers().forEach(p -> known.add(p.id()));
    return Targets.of(targets.all().stream().filter(t -> !known.contains(t.id())).toList());
  }

  /** The families of networks. */
  public Registry<ArchitectureProvider> architectureProviders() {
    return architectures;
  }

  /** Builds networks by a family's id. */
  public Architectures architectures() {
    Architectures builtIn = Architectures.builtIn();
    Set<String> known = new TreeSet<>();
    builtIn.all().forEach(a -> known.add(a.id()));
    return builtIn.with(architectures.all().stream().filter(a -> !known.contains(a.id())).toList());
  }

  /** The update rules. */
  public Registry<OptimizerProvider> optimizerProviders() {
    return optimizers;
  }

  /** Reads an update rule from text. */
  public OptimizerRegistry optimizers() {
    OptimizerRegistry registry = OptimizerRegistry.builtIn();
    Set<String> known = new TreeSet<>();
    registry.providers().forEach(o -> known.add(o.id()));
    for (OptimizerProvider provider : optimizers.all()) {
      registry = known.contains(provider.id()) ? registry : registry.with(provider);
    }
    return registry;
  }

  /** Where sweeps can run. */
  public Registry<SweepBackend> backends() {
    return backends;
  }

  /** The commands of plugins. */
  public Registry<CommandProvider> commands() {
    return commands;
  }

  /** The plugin jars that could be opened. */
  public List<PluginJar> plugins() {
    return plugins.jars();
  }

  /** What is broken and was left out. */
  public List<Problem> problems() {
    return plugins.problems();
  }
}
