package io.fanin.train;

import io.fanin.kernel.Program;

/** A number that an evaluation gives each replica; see {@link SetMetric} for the usual kind. */
public interface Metric {
  /** Name for tables and for early stopping, such as {@code "validation.error"}. */
  String name();

  /**
   * Measures every replica.
   *
   * @param program holds the parameters; the metric may run it forward, and must leave parameters,
   *     gradient and state as they are
   * @return {@code [replicas]}
   */
  double[] measure(Program program);
}
