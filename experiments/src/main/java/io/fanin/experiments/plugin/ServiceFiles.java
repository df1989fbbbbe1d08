package io.fanin.experiments.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The class names in {@code META-INF/services} files.
 *
 * <p>Read here and not by {@link java.util.ServiceLoader}, which stops at some broken entries, asks
 * the parent again, and does not say from which file a name comes.
 */
final class ServiceFiles {
  private ServiceFiles() {}

  static String path(Class<?> type) {
    return "META-INF/services/" + type.getName();
  }

  /** The names in all files, each once, in order. */
  static List<String> names(Collection<URL> files) {
    List<String> names = new ArrayList<>();
    for (URL file : files) {
      for (String name : names(file)) {
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static List<String> names(URL file) {
    try {
      URLConnection connection = file.openConnection();
      connection.setUseCaches(false); // a cached jar would stay open, and stale when replaced
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        return reader.lines().map(ServiceFiles::name).filter(n -> !n.isEmpty()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String name(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }
}
