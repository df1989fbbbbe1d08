package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.optim.Role;
import io.fanin.random.RandomStream;

/** Independent weights of mean 0 and a variance that depends on the fans; zero biases. */
record Scaled(String id, boolean normal, Variance variance) implements Initialiser {
  /** The variance of a weight. */
  @FunctionalInterface
  interface Variance {
    double at(Site site);
  }

  /** {@code 2 / fanIn} before a rectifier, else {@code 1 / fanIn}. */
  static double suited(Site site) {
    boolean rectifier =
        site.activation() == Activation.RELU || site.activation() == Activation.LEAKY_RELU;
    return (rectifier ? 2.0 : 1.0) / site.fanIn();
  }

  @Override
  public void fill(Site site, double[] out, RandomStream stream) {
    if (site.role() == Role.BIAS) {
      return;
    }
    double deviation = Math.sqrt(variance.at(site));
    double bound = Math.sqrt(3) * deviation; // uniform on [-a, a) has variance a^2 / 3
    int end = site.offset() + site.rows() * site.columns();
    for (int i = site.offset(); i < end; i++) {
      out[i] = normal ? deviation * stream.nextGaussian() : stream.uniform(-bound, bound);
    }
  }
}
