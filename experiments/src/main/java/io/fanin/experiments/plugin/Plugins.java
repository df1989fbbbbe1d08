package io.fanin.experiments.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The jars of the plugin folders, and what they and the class path offer.
 *
 * <p>Whatever is broken (a corrupt jar, another version of the service interfaces, a class that is
 * missing or throws, an id that is wrong or taken) becomes a {@link Problem} and stops nothing
 * else. Not thread-safe while registries are made.
 */
public final class Plugins implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 60;

  private final ClassLoader application;
  private final List<PluginJar> jars = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Plugins(ClassLoader application) {
    this.application = application;
  }

  /**
   * Opens the jars of the folders.
   *
   * @param application sees the class path; the parent of every plugin's class loader
   */
  public static Plugins load(ClassLoader application, Collection<Path> folders) {
    Plugins plugins = new Plugins(application);
    for (Path path : PluginFolders.jars(folders)) {
      try {
        plugins.jars.add(PluginJar.open(path, application));
      } catch (Guard.Broken e) {
        plugins.report(path.toAbsolutePath().normalize().toString(), e.reason());
      }
    }
    return plugins;
  }

  /** The jars that could be opened. */
  public List<PluginJar> jars() {
    return List.copyOf(jars);
  }

  /** What was left out, in the order in which it was found. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The application's class loader and that of each jar that names services of a type. */
  public List<ClassLoader> loaders(Class<?> type) {
    List<ClassLoader> loaders = new ArrayList<>();
    loaders.add(application);
    jars.stream()
        .filter(jar -> !jar.services(type).isEmpty())
        .forEach(j -> loaders.add(j.loader()));
    return loaders;
  }

  /** Reports the jars that name no service of these types. */
  public void reportIdle(Collection<Class<?>> types) {
    for (PluginJar jar : jars) {
      if (types.stream().allMatch(type -> jar.services(type).isEmpty())) {
        report(
            jar.path().toString(),
            "it offers nothing: it has no META-INF/services file of a Fanin interface");
      }
    }
  }

  /**
   * Everything of a kind: first the built-in ones, then the class path's, then each jar's.
   *
   * @param builtIn those that no service file names
   */
  public <T> Registry<T> registry(Spi<T> spi, List<? extends T> builtIn) {
    TreeMap<String, Offer<T>> byId = new TreeMap<>();
    for (T service : builtIn) {
      add(spi, service, byId);
    }
    for (String name : applicationServices(spi.type())) {
      load(spi, name, application, "the class path", byId);
    }
    for (PluginJar jar : jars) {
      for (String name : jar.services(spi.type())) {
        load(spi, name, jar.loader(), jar.path().toString(), byId);
      }
    }
    return new Registry<>(spi.kind(), byId);
  }

  private List<String> applicationServices(Class<?> type) {
    try {
      return ServiceFiles.names(
          Collections.list(application.getResources(ServiceFiles.path(type))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path", e);
    }
  }

  private <T> void load(
      Spi<T> spi, String name, ClassLoader loader, String place, Map<String, Offer<T>> byId) {
    try {
      add(spi, create(spi, name, loader), byId);
    } catch (Guard.Broken e) {
      report(place, e.reason());
    }
  }

  private static <T> T create(Spi<T> spi, String name, ClassLoader loader) throws Guard.Broken {
    String what = spi.kind() + " " + name + " cannot be made";
    Class<?> type = Guard.call(what, () -> Class.forName(name, false, loader));
    if (!spi.type().isAssignableFrom(type)) {
      throw new Guard.Broken(
          what + ": the class does not implement " + spi.type().getName(),
          new ClassCastException(name));
    }
    return Guard.call(what, () -> spi.type().cast(constructor(type).newInstance()));
  }

  private static Constructor<?> constructor(Class<?> type) throws Guard.Broken {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new Guard.Broken("it has no public constructor without arguments", e);
    }
  }

  private <T> void add(Spi<T> spi, T service, Map<String, Offer<T>> byId) {
    String origin = Origins.of(service.getClass());
    String what = spi.kind() + " " + service.getClass().getName();
    try {
      String id = Guard.call(what + " fails when asked for its id", () -> id(spi, service));
      String wrong = objection(spi, id, byId);
      if (wrong.isEmpty()) {
        byId.put(id, new Offer<>(id, service, origin));
      } else {
        report(origin, what + ": " + wrong);
      }
    } catch (Guard.Broken e) {
      report(origin, e.reason());
    }
  }

  /** Empty where a plugin gives none, whatever its annotations promise. */
  private static <T> String id(Spi<T> spi, T service) {
    return Objects.requireNonNullElse(spi.id().apply(service), "");
  }

  private static <T> String objection(Spi<T> spi, String id, Map<String, Offer<T>> byId) {
    if (id.isEmpty()) {
      return "it has no id";
    }
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
      return "its id '" + id + "' is not lower-case words joined by dashes";
    }
    if (spi.reserved().contains(id)) {
      return "its id '" + id + "' is reserved";
    }
    Offer<T> other = byId.get(id);
    return other == null ? "" : "its id '" + id + "' is taken by " + other.origin();
  }

  private void report(String origin, String reason) {
    problems.add(new Problem(origin, reason));
  }

  @Override
  public void close() {
    jars.forEach(PluginJar::close);
  }
}
