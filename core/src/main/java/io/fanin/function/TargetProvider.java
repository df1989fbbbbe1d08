package io.fanin.function;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/**
 * A family of target functions under one name, found by {@link java.util.ServiceLoader} or given to
 * {@link Targets}.
 */
public interface TargetProvider {
  /** The name: lower-case letters, digits and hyphens, beginning with a letter. */
  String id();

  /** One sentence on what the functions are. */
  String description();

  /** What can be set, with ranges and defaults. */
  List<Key<?>> keys();

  /**
   * Makes the target; the same settings and seed give the same function.
   *
   * @param settings of {@link #keys}
   * @param seed for what is random in it
   */
  SparseFunction create(Settings settings, long seed);
}
