package io.fanin.models;

import io.fanin.random.RandomStream;

/** Parameters that are known already; the array is copied. */
final class Given implements Initialiser {
  private final double[] values;

  Given(double[] values) {
    this.values = values.clone();
  }

  @Override
  public String id() {
    return "given";
  }

  @Override
  public void fill(Site site, double[] out, RandomStream stream) {
    if (out.length != values.length) {
      throw new IllegalArgumentException(
          "the network has %d parameters, but %d are given".formatted(out.length, values.length));
    }
    System.arraycopy(values, site.offset(), out, site.offset(), site.rows() * site.columns());
  }
}
