package io.fanin.experiments.plugin;

import io.fanin.input.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where plugins are looked for. */
public final class PluginFolders {
  /** The environment's variable: folders, separated as a class path is. */
  public static final String VARIABLE = "FANIN_PLUGINS";

  private PluginFolders() {}

  /**
   * The folders to look in: those asked for, those of the environment, {@code ~/.fanin/plugins}.
   *
   * @param asked from the command line
   * @param variable value of {@value #VARIABLE}; null if it is not set
   * @param home the user's folder
   * @throws InvalidInputException if a folder that was asked for is not there
   */
  public static List<Path> of(
      Collection<Path> asked, @Nullable String variable, @Nullable Path home) {
    Set<Path> folders = new LinkedHashSet<>();
    asked.forEach(path -> folders.add(present(path, "--plugins")));
    if (variable != null) {
      for (String part : variable.split(File.pathSeparator, -1)) {
        if (!part.isBlank()) {
          folders.add(present(Path.of(part.strip()), VARIABLE));
        }
      }
    }
    Path usual = home == null ? null : home.resolve(".fanin").resolve("plugins");
    if (usual != null && Files.isDirectory(usual)) {
      folders.add(usual.toAbsolutePath().normalize());
    }
    return List.copyOf(folders);
  }

  private static Path present(Path path, String from) {
    if (!Files.isDirectory(path)) {
      throw InvalidInputException.in(
          from, "there is no folder " + path + "; give a folder that holds plugin jars");
    }
    return path.toAbsolutePath().normalize();
  }

  /** The jars of the folders, each folder's sorted by name. */
  static List<Path> jars(Collection<Path> folders) {
    List<Path> jars = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return jars;
  }
}
