package io.fanin.kernel;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The providers found here and the choice among them: the highest rank that accepts a plan.
 *
 * <p>Falling back happens nowhere else, and is logged once for each provider and reason. A provider
 * that is broken (wrong or taken id, fails to load, throws when asked) is listed as unusable with
 * its reason and never stops the others. The system property {@value #REQUIRE} names providers,
 * separated by commas, that must be usable: a missing one is an error instead of a silent fallback.
 *
 * <p>Thread-safe.
 */
public final class Kernels {
  /** System property that names the providers that must be usable. */
  public static final String REQUIRE = "fanin.require";

  private static final Logger LOG = LogManager.getLogger(Kernels.class);
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final List<KernelProvider> usable;
  private final List<Entry> entries;
  private final Set<String> logged = new HashSet<>();

  /**
   * What was found about one provider.
   *
   * @param id its id, or its class where it could not be asked, or {@code "?"}
   * @param rank its rank, 0 where it could not be asked
   * @param origin its jar or folder
   * @param verdict whether it can be used here
   */
  public record Entry(String id, int rank, String origin, Support verdict) {}

  private Kernels(List<KernelProvider> usable, List<Entry> entries) {
    this.usable = List.copyOf(usable);
    this.entries = List.copyOf(entries);
  }

  /**
   * The providers of the thread's context class loader (or ours, without one), and the reference.
   */
  public static Kernels discover() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return discover(List.of(context == null ? Kernels.class.getClassLoader() : context));
  }

  /**
   * The providers that these class loaders see, and the reference.
   *
   * @param loaders such as one for the application and one for each plugin; a provider that several
   *     see counts once, and the first of an id wins
   * @throws KernelException.Refused if a provider that {@value #REQUIRE} names is not usable
   * @throws InvalidInputException if a provider, when it is made, finds one of its settings wrong
   */
  public static Kernels discover(List<ClassLoader> loaders) {
    ProviderDiscovery discovery = new ProviderDiscovery(loaders);
    Kernels kernels = of(discovery.found, discovery.broken);
    for (String id : System.getProperty(REQUIRE, "").split(",", -1)) {
      if (!id.isBlank()) {
        kernels.require(id.trim());
      }
    }
    return kernels;
  }

  /** These providers and the reference. */
  public static Kernels of(List<KernelProvider> providers) {
    return of(providers, List.of());
  }

  private static Kernels of(List<KernelProvider> providers, List<Entry> broken) {
    List<Candidate> candidates = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    candidates.add(judge(new ReferenceProvider(), taken, true));
    for (KernelProvider provider : providers) {
      candidates.add(judge(provider, taken, false));
    }
    candidates.sort(BEST_FIRST);
    candidates.forEach(c -> entries.add(c.entry()));
    entries.addAll(broken);
    entries.forEach(Kernels::log);
    return new Kernels(
        candidates.stream()
            .filter(c -> c.entry().verdict().accepted())
            .map(Candidate::provider)
            .toList(),
        entries);
  }

  private record Candidate(KernelProvider provider, Entry entry) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.<Candidate>comparingInt(c -> c.entry().rank())
          .reversed()
          .thenComparing(c -> c.entry().id());

  /** Asks a provider who it is and whether it can work here; whatever it throws is the reason. */
  private static Candidate judge(KernelProvider provider, Set<String> taken, boolean reference) {
    String origin = ProviderDiscovery.origin(provider.getClass());
    String id = provider.getClass().getName();
    int rank = 0;
    Support verdict;
    try {
      String own = provider.id();
      rank = provider.rank();
      verdict = identity(own, rank, taken, reference);
      if (verdict.accepted()) {
        id = own;
        taken.add(id);
        verdict = provider.probe();
      }
    } catch (RuntimeException | LinkageError e) {
      verdict = Support.no("it fails when asked: " + ProviderDiscovery.reason(e));
    }
    return new Candidate(provider, new Entry(id, rank, origin, verdict));
  }

  private static Support identity(String id, int rank, Set<String> taken, boolean reference) {
    if (!ID.matcher(id).matches()) {
      return Support.no("its id '" + id + "' is not lower-case words joined by dashes");
    }
    if (taken.contains(id)) {
      return Support.no("its id '" + id + "' is taken by an earlier provider");
    }
    if (rank <= 0 && !reference) {
      return Support.no("its rank is " + rank + ", but must be above 0, which is the reference's");
    }
    return Support.yes();
  }

  private static void log(Entry entry) {
    if (entry.verdict() instanceof Support.No no) {
      LOG.debug(
          "kernel provider {} ({}) is not usable: {}", entry.id(), entry.origin(), no.reason());
    } else {
      LOG.debug(
          "kernel provider {} ({}) is usable, rank {}", entry.id(), entry.origin(), entry.rank());
    }
  }

  private void require(String id) {
    if (usable.stream().noneMatch(p -> p.id().equals(id))) {
      throw new KernelException.Refused(
          "kernel provider '%s' is required (-D%s) but not usable: %s"
              .formatted(id, REQUIRE, unusable().getOrDefault(id, "it is not on the class path")));
    }
  }

  /** Usable providers, best first. */
  public List<KernelProvider> usable() {
    return usable;
  }

  /** Everything found, usable or not, best first; what could not be loaded stands last. */
  public List<Entry> entries() {
    return entries;
  }

  /** Ids (or classes) of the providers that cannot be used here, each with its reason. */
  public Map<String, String> unusable() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.verdict() instanceof Support.No no) {
        reasons.merge(entry.id(), no.reason(), (a, b) -> a + "; " + b);
      }
    }
    return reasons;
  }

  /**
   * A view that uses one provider and never falls back.
   *
   * @param id the provider's, and after a colon which of its devices, such as {@code "cuda:1"}
   * @throws InvalidInputException if there is none of that id, or it cannot be used here
   */
  public Kernels only(String id) {
    int colon = id.indexOf(':');
    return colon < 0 ? onlyProvider(id) : onlyDevice(id, colon);
  }

  private Kernels onlyDevice(String id, int colon) {
    KernelProvider all = onlyProvider(id.substring(0, colon)).usable.get(0);
    KernelProvider chosen = all.select(id.substring(colon + 1));
    if (chosen.probe() instanceof Support.No no) {
      throw new InvalidInputException("device '" + id + "' cannot be used here: " + no.reason());
    }
    return new Kernels(List.of(chosen), entries);
  }

  private Kernels onlyProvider(String id) {
    for (KernelProvider provider : usable) {
      if (provider.id().equals(id)) {
        return new Kernels(List.of(provider), entries);
      }
    }
    Map<String, String> unusable = unusable();
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
    List<String> refusals = new ArrayList<>();
    for (KernelProvider provider : usable) {
      if (ask(provider, plan, dtype) instanceof Support.No no) {
        String refusal = provider.id() + " refused: " + no.reason();
        refusals.add(refusal);
        logOnce(refusal);
      } else {
        return provider;
      }
    }
    throw new KernelException.Refused(
        "no kernel provider accepts the plan: " + String.join("; ", refusals));
  }

  private static Support ask(KernelProvider provider, Plan plan, DType dtype) {
    try {
      return provider.supports(plan, dtype);
    } catch (RuntimeException | LinkageError e) {
      return Support.no("it fails when asked: " + ProviderDiscovery.reason(e));
    }
  }

  private void logOnce(String refusal) {
    synchronized (logged) {
      if (!logged.add(refusal)) {
        return;
      }
    }
    LOG.info("kernel provider {}", refusal);
  }
}
