package io.fanin.testkit;

import io.fanin.kernel.Basis;

/** {@code 1, x, x^2}. */
record Powers() implements Basis {
  @Override
  public String id() {
    return "powers(degree=2)";
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public void values(double x, double[] out, int at) {
    out[at] = 1;
    out[at + 1] = x;
    out[at + 2] = x * x;
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    out[at] = 0;
    out[at + 1] = 1;
    out[at + 2] = 2 * x;
  }
}
