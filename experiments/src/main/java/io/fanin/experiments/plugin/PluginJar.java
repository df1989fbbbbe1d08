package io.fanin.experiments.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** One jar of a plugin folder, with a class loader of its own below the application's. */
public final class PluginJar implements AutoCloseable {
  private final Path path;
  private final URLClassLoader loader;

  private PluginJar(Path path, URLClassLoader loader) {
    this.path = path;
    this.loader = loader;
  }

  static PluginJar open(Path path, ClassLoader application) throws Guard.Broken {
    Path absolute = path.toAbsolutePath().normalize();
    Optional<String> refusal =
        Guard.call("it is not a readable jar", () -> SpiVersion.refusal(manifest(absolute)));
    if (refusal.isPresent()) {
      throw new Guard.Broken(refusal.get(), new IOException(absolute.toString()));
    }
    URL[] urls = Guard.call("it has no address", () -> new URL[] {absolute.toUri().toURL()});
    return new PluginJar(absolute, new URLClassLoader(urls, application));
  }

  private static java.util.jar.@org.jspecify.annotations.Nullable Manifest manifest(Path path)
      throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.getManifest();
    }
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  /** Sees the jar's classes and those of the application. */
  public ClassLoader loader() {
    return loader;
  }

  /** The classes that its own service file for this type names. */
  List<String> services(Class<?> type) {
    try {
      return ServiceFiles.names(Collections.list(loader.findResources(ServiceFiles.path(type))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }
}
