package io.fanin.experiments.plugin;

import java.util.Set;
import java.util.function.Function;

/**
 * A kind of service that plugins can offer.
 *
 * @param kind in words, such as {@code claim}
 * @param id how a service is asked for its id
 * @param reserved ids that none may have
 */
public record Spi<T>(Class<T> type, String kind, Function<T, String> id, Set<String> reserved) {
  /** Copies the reserved ids. */
  public Spi {
    reserved = Set.copyOf(reserved);
  }
}
