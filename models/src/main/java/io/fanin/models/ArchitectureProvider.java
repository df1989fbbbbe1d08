package io.fanin.models;

import io.fanin.settings.Key;
import java.util.List;

/**
 * A family of networks, found through {@link java.util.ServiceLoader} or handed to {@link
 * Architectures}. Implementations are immutable and thread-safe.
 */
public interface ArchitectureProvider {
  /** Unique and stable, lower case with dashes, such as {@code "matched"}. */
  String id();

  /** One sentence on what is wired to what. */
  String description();

  /** What can be set. */
  List<Key<?>> keys();

  /**
   * The network for a request; the same request gives the same network.
   *
   * @param request with settings of this provider's keys
   * @throws io.fanin.input.InvalidInputException if the request lacks what this family needs, or
   *     its settings do not fit its data
   */
  Network build(ArchitectureRequest request);
}
