package io.fanin.models;

import io.fanin.random.RandomStream;

/** A law for the first parameters; immutable and thread-safe. */
public interface Initialiser {
  /** Stable id, such as {@code "he-normal"}. */
  String id();

  /**
   * Writes the parameters of one place, {@code out[offset … offset + rows * columns)}.
   *
   * @param site the place; weights, or biases, or a host function's parameters
   * @param out the flat parameters, zero at this place
   * @param stream a fresh stream that belongs to this place alone
   */
  void fill(Site site, double[] out, RandomStream stream);

  /** Factor on the learning rate that the law wants for a layer; see {@link Network#withRates}. */
  default double rateScale(Site site) {
    return 1;
  }
}
