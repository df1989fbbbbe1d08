package io.fanin.optim;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** Makes the rules of one family from settings; found through {@link java.util.ServiceLoader}. */
public interface OptimizerProvider {
  /** Unique and stable, lower case with dashes, such as {@code "adam"}. */
  String id();

  /** What can be set; {@code adam(beta1=0.8)} sets the key {@code beta1}. */
  List<Key<?>> keys();

  /**
   * The rule of these settings.
   *
   * @param settings of {@link #keys}
   */
  Optimizer create(Settings settings);
}
