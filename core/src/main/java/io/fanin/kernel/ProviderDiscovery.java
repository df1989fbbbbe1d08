package io.fanin.kernel;

import io.fanin.input.InvalidInputException;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads providers one by one, so that a broken one is reported and stops no other. */
final class ProviderDiscovery {
  final List<KernelProvider> found = new ArrayList<>();
  final List<Kernels.Entry> broken = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  ProviderDiscovery(List<ClassLoader> loaders) {
    for (ClassLoader loader : loaders) {
      load(loader);
    }
  }

  private void load(ClassLoader loader) {
    Iterator<ServiceLoader.Provider<KernelProvider>> iterator =
        ServiceLoader.load(KernelProvider.class, loader).stream().iterator();
    Set<String> failures = new HashSet<>();
    boolean more = true;
    while (more) {
      try {
        more = iterator.hasNext() && take(iterator.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add(entry("?", origin(loader), e));
        more = failures.add(reason(e)); // the same failure twice is one that will not pass
      }
    }
  }

  private boolean take(ServiceLoader.Provider<KernelProvider> provider) {
    if (seen.add(provider.type())) {
      try {
        found.add(provider.get());
      } catch (ServiceConfigurationError | LinkageError e) {
        if (e.getCause() instanceof InvalidInputException wrong) {
          throw wrong; // a setting of the user's, who wants no other provider in its place
        }
        broken.add(entry(provider.type().getName(), origin(provider.type()), e));
      }
    }
    return true;
  }

  private static Kernels.Entry entry(String id, String origin, Throwable e) {
    return new Kernels.Entry(id, 0, origin, Support.no(reason(e)));
  }

  /** What went wrong, down to its cause, in one sentence. */
  static String reason(Throwable e) {
    @Nullable Throwable cause = e.getCause();
    String own = e.getClass().getSimpleName() + ": " + e.getMessage();
    return cause == null || cause == e ? own : own + ", because of " + reason(cause);
  }

  /** The jar or folder of a class. */
  static String origin(Class<?> type) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "the Java runtime"
        : source.getLocation().getPath();
  }

  private static String origin(ClassLoader loader) {
    return loader instanceof URLClassLoader urls
        ? Arrays.toString(urls.getURLs())
        : "the class path";
  }
}
