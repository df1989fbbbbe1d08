package io.fanin.models.basis;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Basis;

/** The one function {@code x / (1 + exp(-x))}: the base of a KAN edge (Liu et al. 2024). */
public record Silu() implements Basis {
  @Override
  public String id() {
    return "silu()";
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void values(double x, double[] out, int at) {
    out[at] = Activation.SILU.value(x);
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    out[at] = Activation.SILU.derivative(x, Activation.SILU.value(x));
  }
}
