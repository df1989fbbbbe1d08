package io.fanin.kernel;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The providers found here and the choice among them: the highest rank that accepts a plan.
 *
 * <p>Falling back happens nowhere else, and is logged once for each provider and reason. The system
 * property {@value #REQUIRE} names providers, separated by commas, that must be usable: a missing
 * one is an error instead of a silent fallback.
 */
public final class Kernels {
  /** System property that names the providers that must be usable. */
  public static final String REQUIRE = "fanin.require";

  private static final Logger LOG = LogManager.getLogger(Kernels.class);

  private final List<KernelProvider> usable;
  private final Map<String, String> unusable;
  private final Set<String> logged = new LinkedHashSet<>();

  private Kernels(List<KernelProvider> usable, Map<String, String> unusable) {
    this.usable = List.copyOf(usable);
    this.unusable = Map.copyOf(unusable);
  }

  /** The providers of the thread's context class loader, and the reference. */
  public static Kernels discover() {
    return discover(Thread.currentThread().getContextClassLoader());
  }

  /** The providers that a class loader sees, and the reference. */
  public static Kernels discover(ClassLoader loader) {
    List<KernelProvider> found = new ArrayList<>();
    Map<String, String> broken = new LinkedHashMap<>();
    var iterator = ServiceLoader.load(KernelProvider.class, loader).stream().iterator();
    while (true) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        found.add(iterator.next().get());
      } catch (java.util.ServiceConfigurationError | LinkageError e) {
        broken.put("a provider that could not be loaded", String.valueOf(e.getMessage()));
        LOG.warn("a kernel provider could not be loaded: {}", e.getMessage());
      }
    }
    return of(found, broken, System.getProperty(REQUIRE, ""));
  }

  /** These providers and the reference. */
  public static Kernels of(List<KernelProvider> providers) {
    return of(providers, Map.of(), "");
  }

  private static Kernels of(
      List<KernelProvider> providers, Map<String, String> broken, String required) {
    List<KernelProvider> usable = new ArrayList<>();
    Map<String, String> unusable = new LinkedHashMap<>(broken);
    usable.add(new ReferenceProvider());
    for (KernelProvider provider : providers) {
      checkIdentity(provider, usable, unusable);
      if (provider.probe() instanceof Support.No no) {
        unusable.put(provider.id(), no.reason());
        LOG.debug("kernel provider {} is not usable: {}", provider.id(), no.reason());
      } else {
        usable.add(provider);
        LOG.debug("kernel provider {} is usable, rank {}", provider.id(), provider.rank());
      }
    }
    usable.sort(
        Comparator.comparingInt(KernelProvider::rank).reversed().thenComparing(KernelProvider::id));
    Kernels kernels = new Kernels(usable, unusable);
    for (String id : required.split(",")) {
      if (!id.isBlank()) {
        kernels.require(id.trim());
      }
    }
    return kernels;
  }

  private static void checkIdentity(
      KernelProvider provider, List<KernelProvider> usable, Map<String, String> unusable) {
    String id = provider.id();
    boolean taken = unusable.containsKey(id) || usable.stream().anyMatch(p -> p.id().equals(id));
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || taken) {
      throw new IllegalStateException(
          "kernel provider "
              + provider.getClass().getName()
              + (taken ? " has the id of another, '" : " has an id that is not lower-case words: '")
              + id
              + "'");
    }
    if (provider.rank() <= 0) {
      throw new IllegalStateException(
          "kernel provider '"
              + id
              + "' has rank "
              + provider.rank()
              + "; only the reference has 0");
    }
  }

  private void require(String id) {
    if (usable.stream().noneMatch(p -> p.id().equals(id))) {
      throw new KernelException.Refused(
          "kernel provider '%s' is required (-D%s) but not usable: %s"
              .formatted(id, REQUIRE, unusable.getOrDefault(id, "it is not on the class path")));
    }
  }

  /** Usable providers, best first. */
  public List<KernelProvider> usable() {
    return usable;
  }

  /** Ids of the providers that cannot be used here, each with its reason. */
  public Map<String, String> unusable() {
    return unusable;
  }

  /** A view that uses one provider and never falls back. */
  public Kernels only(String id) {
    for (KernelProvider provider : usable) {
      if (provider.id().equals(id)) {
        return new Kernels(List.of(provider), unusable);
      }
    }
    if (unusable.containsKey(id)) {
      throw new InvalidInputException(
          "device '" + id + "' cannot be used here: " + unusable.get(id));
    }
    List<String> ids = usable.stream().map(KernelProvider::id).toList();
    throw new InvalidInputException("no device '" + id + "'" + Suggestions.hint(id, ids));
  }

  /**
   * The best provider that accepts the whole plan.
   *
   * @throws KernelException.Refused if none does, with every reason
   */
  public KernelProvider choose(Plan plan, DType dtype) {
    List<String> reasons = new ArrayList<>();
    for (KernelProvider provider : usable) {
      if (provider.supports(plan, dtype) instanceof Support.No no) {
        String refusal = provider.id() + " refused: " + no.reason();
        reasons.add(refusal);
        logOnce(refusal);
      } else {
        return provider;
      }
    }
    throw new KernelException.Refused("no kernel provider accepts the plan: " + reasons);
  }

  private synchronized void logOnce(String refusal) {
    if (logged.add(refusal)) {
      LOG.info("kernel provider {}", refusal);
    }
  }
}
