package io.fanin.experiments.plugin;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The services of one kind by id, each with its origin. Immutable. */
public final class Registry<T> {
  private final String kind;
  private final SortedMap<String, Offer<T>> byId;

  Registry(String kind, SortedMap<String, Offer<T>> byId) {
    this.kind = kind;
    this.byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
  }

  /** What there is, sorted by id. */
  public List<Offer<T>> offers() {
    return List.copyOf(byId.values());
  }

  /** The services, sorted by id. */
  public List<T> all() {
    return byId.values().stream().map(Offer::service).toList();
  }

  /** Whether there is one of that id. */
  public boolean has(String id) {
    return byId.containsKey(id);
  }

  /**
   * The service of that id.
   *
   * @throws InvalidInputException if there is none
   */
  public T get(String id) {
    Offer<T> offer = byId.get(id);
    if (offer == null) {
      throw new InvalidInputException(
          "unknown " + kind + " '" + id + "'" + Suggestions.hint(id, byId.keySet()));
    }
    return offer.service();
  }
}
