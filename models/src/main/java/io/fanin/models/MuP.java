package io.fanin.models;

import io.fanin.random.RandomStream;

/**
 * Maximal update parametrisation for Adam (Yang et al. 2022, Tensor Programs V, table 8).
 *
 * <p>With {@code k} the fan-in in numbers and {@code k0} the one at which rates are tuned: a layer
 * that reads data has variance {@code 1/k} and factor 1 on its rate; a hidden one {@code 1/k} and
 * {@code k0/k}; an output {@code k0/k^2} and {@code k0/k}. Biases start at 0 and share the factor
 * of their layer, which is where this differs from the table.
 *
 * @param baseFanIn {@code k0}, at least 1
 */
public record MuP(int baseFanIn) implements Initialiser {
  /** Checks the range. */
  public MuP {
    if (baseFanIn < 1) {
      throw new IllegalArgumentException("base fan-in must be >= 1, was " + baseFanIn);
    }
  }

  @Override
  public String id() {
    return "mup";
  }

  @Override
  public void fill(Site site, double[] out, RandomStream stream) {
    new Scaled(id(), true, this::variance).fill(site, out, stream);
  }

  @Override
  public double rateScale(Site site) {
    return site.input() ? 1 : (double) baseFanIn / site.fanIn();
  }

  private double variance(Site site) {
    double k = site.fanIn();
    return site.output() && !site.input() ? baseFanIn / (k * k) : 1 / k;
  }
}
