package io.fanin.experiments.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.plugin.CommandProvider;
import io.fanin.experiments.plugin.Plugins;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.plugin.Spi;
import io.fanin.experiments.sweep.SweepBackend;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.Architectures;
import io.fanin.optim.OptimizerProvider;
import io.fanin.optim.OptimizerRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** How the parts are made; each once. */
final class FaninModule extends AbstractModule {
  private final List<Path> folders;
  private final Set<String> commandNames;

  FaninModule(List<Path> folders, Set<String> commandNames) {
    this.folders = List.copyOf(folders);
    this.commandNames = Set.copyOf(commandNames);
  }

  @Provides
  @Singleton
  Plugins plugins() {
    Plugins plugins = Plugins.load(FaninModule.class.getClassLoader(), folders);
    plugins.reportIdle(
        List.of(
            KernelProvider.class,
            TargetProvider.class,
            ArchitectureProvider.class,
            OptimizerProvider.class,
            ClaimProvider.class,
            SweepBackend.class,
            CommandProvider.class));
    return plugins;
  }

  @Provides
  @Singleton
  Kernels kernels(Plugins plugins) {
    return Kernels.discover(plugins.loaders(KernelProvider.class));
  }

  @Provides
  @Singleton
  Registry<ClaimProvider> claims(Plugins plugins) {
    // A run's folder is named by its claim, and these two name the folders of joint reports.
    Set<String> reserved = Set.of("demo", "train", "verify");
    return plugins.registry(
        new Spi<>(ClaimProvider.class, "claim", ClaimProvider::id, reserved), List.of());
  }

  @Provides
  @Singleton
  Registry<TargetProvider> targets(Plugins plugins) {
    return plugins.registry(
        new Spi<>(TargetProvider.class, "target", TargetProvider::id, Set.of("expr", "file")),
        Targets.of(List.of()).providers());
  }

  @Provides
  @Singleton
  Registry<ArchitectureProvider> architectures(Plugins plugins) {
    return plugins.registry(
        new Spi<>(ArchitectureProvider.class, "architecture", ArchitectureProvider::id, Set.of()),
        Architectures.builtIn().all());
  }

  @Provides
  @Singleton
  Registry<OptimizerProvider> optimizers(Plugins plugins) {
    Set<String> changes = Set.of("decay", "clip", "project");
    return plugins.registry(
        new Spi<>(OptimizerProvider.class, "optimizer", OptimizerProvider::id, changes),
        OptimizerRegistry.builtIn().providers());
  }

  @Provides
  @Singleton
  Registry<SweepBackend> backends(Plugins plugins) {
    return plugins.registry(
        new Spi<>(SweepBackend.class, "backend", SweepBackend::id, Set.of()),
        List.of(new ThreadsBackend(1)));
  }

  @Provides
  @Singleton
  Registry<CommandProvider> commands(Plugins plugins) {
    return plugins.registry(
        new Spi<>(CommandProvider.class, "command", CommandProvider::id, commandNames), List.of());
  }
}
