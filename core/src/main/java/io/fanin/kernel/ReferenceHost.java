package io.fanin.kernel;

/** Runs host functions in a {@link ReferencePass}, each node over the whole batch at once. */
final class ReferenceHost {
  private final DType dtype;
  private final double[] x;
  private final double[] dx;

  ReferenceHost(Plan plan, DType dtype, int maxRows) {
    this.dtype = dtype;
    String what = "reads of a host function";
    int length = HostMemory.arrayLength(what, widest(plan), maxRows, DType.DOUBLE);
    x = new double[length];
    dx = new double[length];
  }

  private static int widest(Plan plan) {
    int widest = 0;
    for (BlockSpec spec : plan.specs()) {
      widest = spec instanceof HostSpec ? Math.max(widest, spec.readWidth()) : widest;
    }
    return widest;
  }

  /** Bytes of numbers that host functions will need. */
  static double bytes(Plan plan, int maxRows) {
    return 2 * HostMemory.arrayBytes((double) widest(plan) * maxRows, Double.BYTES);
  }

  /** Bytes of numbers that it holds. */
  double bytes() {
    return HostMemory.arrayBytes(x.length, Double.BYTES)
        + HostMemory.arrayBytes(dx.length, Double.BYTES);
  }

  void forward(HostSpec spec, int offset, double[] parameters, double[][] blocks, int count) {
    if (count == 0) {
      return;
    }
    for (int node = 0; node < spec.nodes(); node++) {
      gather(spec, node, blocks, count);
      double[] y = blocks[spec.firstBlock() + node];
      spec.function().forward(x, own(spec, node, offset, parameters), y, count);
      for (int i = 0; i < count * spec.outWidth(); i++) {
        y[i] = dtype.round(y[i]);
      }
    }
  }

  void backward(
      HostSpec spec,
      int node,
      int offset,
      double[] parameters,
      double[][] blocks,
      double[][] gradients,
      double[] parameterGradient,
      int count) {
    if (count == 0) {
      return;
    }
    gather(spec, node, blocks, count);
    double[] dy = gradients[spec.firstBlock() + node];
    double[] dp = new double[spec.parametersPerShare()];
    spec.function().backward(x, own(spec, node, offset, parameters), dy, dx, dp, count);
    for (int row = 0; row < count; row++) {
      ReferencePass.scatter(spec, node, row, dx, row * spec.readWidth(), gradients);
    }
    if (parameterGradient.length > 0) {
      int at = offset + spec.share(node) * dp.length;
      for (int i = 0; i < dp.length; i++) {
        parameterGradient[at + i] += dp[i];
      }
    }
  }

  private void gather(HostSpec spec, int node, double[][] blocks, int count) {
    double[] one = new double[spec.readWidth()];
    for (int row = 0; row < count; row++) {
      ReferencePass.gather(spec, node, row, blocks, one);
      System.arraycopy(one, 0, x, row * one.length, one.length);
    }
  }

  /** A copy, so that no function can change the parameters. */
  private static double[] own(HostSpec spec, int node, int offset, double[] parameters) {
    double[] p = new double[spec.parametersPerShare()];
    System.arraycopy(parameters, offset + spec.share(node) * p.length, p, 0, p.length);
    return p;
  }
}
