package io.fanin.experiments.cli;

import io.fanin.experiments.plugin.PluginFolders;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code fanin} itself, with the options of every command. */
@Command(
    name = "fanin",
    versionProvider = Version.class,
    synopsisHeading = "Usage: ",
    synopsisSubcommandLabel = "COMMAND",
    description = "Compositional sparsity, executable: the claims of the theory, measured.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions of every command:%n",
    footer = {
      "",
      "Start with: fanin demo",
      "Benchmarks: fanin bench --help (the launcher builds them when first asked for)",
      "Exit codes: 0 fine or holds, 1 error, 2 usage or bad input, 3 a claim fails,",
      "            4 undecided or partial, 130 interrupted."
    })
final class RootCommand {
  /** Stands for a folder that was not given; no path holds this character. */
  private static final String ALONE = "\0";

  private final Set<String> plugins = new LinkedHashSet<>();

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress and no remarks.")
  private boolean quiet;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error came up.")
  private boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on the annotation
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on the annotation
  private boolean version;

  /** Adds folders: those before the command's name and those behind it count alike. */
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = ALONE,
      scope = ScopeType.INHERIT,
      description = "A folder of plugin jars; may be given more than once.")
  void plugins(@Nullable List<String> folders) {
    if (folders != null) { // what an option has that was not given
      plugins.addAll(folders);
    }
  }

  boolean quiet() {
    return quiet;
  }

  boolean stacktrace() {
    return stacktrace;
  }

  /** Whether {@code --plugins} was given without a folder, which only {@code doctor} takes. */
  boolean pluginsAlone() {
    return plugins.contains(ALONE);
  }

  List<Path> folders() {
    List<Path> asked = plugins.stream().filter(p -> !p.equals(ALONE)).map(Path::of).toList();
    String home = System.getProperty("user.home");
    return PluginFolders.of(
        asked, System.getenv(PluginFolders.VARIABLE), home == null ? null : Path.of(home));
  }
}
