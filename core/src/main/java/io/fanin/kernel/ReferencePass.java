package io.fanin.kernel;

import java.util.function.ToIntFunction;

/**
 * The meaning of a forward and a backward pass, in plain loops.
 *
 * <p>Blocks are {@code [rows, width]} row-major. Sums are taken in double precision, in this order:
 * a pre-activation is its bias, then the reads from left to right; the backward pass visits the
 * nodes from the last to the first and, for each, the rows from the first to the last, and adds
 * what it finds to the gradients of parameters and of blocks read. Activations are rounded to the
 * dtype when they are stored; gradients inside a pass are not.
 */
final class ReferencePass {
  /** Stands for a parameter gradient that is not wanted. */
  static final double[] NONE = {};

  private final Plan plan;
  private final DType dtype;
  private final double[] x;
  private final double[] dz;
  private final ReferenceHost host;

  ReferencePass(Plan plan, DType dtype, int maxRows) {
    this.plan = plan;
    this.dtype = dtype;
    x = new double[widest(plan, BlockSpec::readWidth)];
    dz = new double[widest(plan, BlockSpec::outWidth)];
    host = new ReferenceHost(plan, dtype, maxRows);
  }

  private static int widest(Plan plan, ToIntFunction<BlockSpec> width) {
    return plan.specs().stream().mapToInt(width).max().orElse(0);
  }

  /** Bytes of numbers that a pass will hold. */
  static double bytes(Plan plan, int maxRows) {
    return HostMemory.arrayBytes(widest(plan, BlockSpec::readWidth), Double.BYTES)
        + HostMemory.arrayBytes(widest(plan, BlockSpec::outWidth), Double.BYTES)
        + ReferenceHost.bytes(plan, maxRows);
  }

  /** Bytes of numbers that it holds. */
  double bytes() {
    return HostMemory.arrayBytes(x.length, Double.BYTES)
        + HostMemory.arrayBytes(dz.length, Double.BYTES)
        + host.bytes();
  }

  /** Fills the blocks of all specs from the input blocks. */
  void forward(double[] parameters, double[][] blocks, int count) {
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      if (spec instanceof AffineSpec affine) {
        forward(affine, plan.parameterOffset(s), parameters, blocks, count);
      } else if (spec instanceof BasisSpec basis) {
        forward(basis, blocks, count);
      } else if (spec instanceof HostSpec function) {
        host.forward(function, plan.parameterOffset(s), parameters, blocks, count);
      }
    }
  }

  /** {@code y[r][o] = act(b[o] + sum_i W[o][i] x[r][i])}. */
  private void forward(AffineSpec spec, int offset, double[] p, double[][] blocks, int count) {
    int width = spec.outWidth();
    for (int node = 0; node < spec.nodes(); node++) {
      int at = offset + spec.share(node) * spec.parametersPerShare();
      double[] y = blocks[spec.firstBlock() + node];
      for (int row = 0; row < count; row++) {
        gather(spec, node, row, blocks, x);
        for (int o = 0; o < width; o++) {
          double z = preActivation(spec, p, at, o);
          y[row * width + o] = dtype.round(spec.activation().value(z));
        }
      }
    }
  }

  private double preActivation(AffineSpec spec, double[] p, int at, int o) {
    int k = spec.readWidth();
    double z = spec.bias() ? p[at + spec.outWidth() * k + o] : 0;
    for (int i = 0; i < k; i++) {
      z += p[at + o * k + i] * x[i];
    }
    return z;
  }

  /** Concatenates what a node reads in a row; the zero block gives zeros. */
  static void gather(BlockSpec spec, int node, int row, double[][] blocks, double[] x) {
    int at = 0;
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int width = spec.readWidth(slot);
      int block = spec.read(node, slot);
      for (int j = 0; j < width; j++) {
        x[at + j] = block == BlockSpec.ZERO ? 0 : blocks[block][row * width + j];
      }
      at += width;
    }
  }

  /** Adds a node's gradient with respect to what it read; the inverse of {@link #gather}. */
  static void scatter(BlockSpec spec, int node, int row, double[] dx, int from, double[][] to) {
    int at = from;
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int width = spec.readWidth(slot);
      int block = spec.read(node, slot);
      if (block != BlockSpec.ZERO) {
        for (int j = 0; j < width; j++) {
          to[block][row * width + j] += dx[at + j];
        }
      }
      at += width;
    }
  }

  private void forward(BasisSpec spec, double[][] blocks, int count) {
    int size = spec.basis().size();
    int width = spec.outWidth();
    for (int node = 0; node < spec.nodes(); node++) {
      double[] y = blocks[spec.firstBlock() + node];
      for (int row = 0; row < count; row++) {
        gather(spec, node, row, blocks, x);
        for (int i = 0; i < spec.readWidth(); i++) {
          spec.basis().values(x[i], y, row * width + i * size);
        }
        for (int j = row * width; j < (row + 1) * width; j++) {
          y[j] = dtype.round(y[j]);
        }
      }
    }
  }

  /**
   * Adds to the gradients of the blocks read and of the parameters.
   *
   * @param blocks what the forward pass left
   * @param gradients of the blocks, {@code [count, width]} each: the seeds on entry
   * @param parameterGradient added to where a spec is not frozen; empty when it is not wanted
   */
  void backward(
      double[] parameters,
      double[][] blocks,
      double[][] gradients,
      double[] parameterGradient,
      int count) {
    for (int s = plan.specs().size() - 1; s >= 0; s--) {
      BlockSpec spec = plan.specs().get(s);
      int offset = plan.parameterOffset(s);
      double[] dp = spec.frozen() ? NONE : parameterGradient;
      for (int node = spec.nodes() - 1; node >= 0; node--) {
        if (spec instanceof AffineSpec affine) {
          backward(affine, node, offset, parameters, blocks, gradients, dp, count);
        } else if (spec instanceof BasisSpec basis) {
          backward(basis, node, blocks, gradients, count);
        } else if (spec instanceof HostSpec function) {
          host.backward(function, node, offset, parameters, blocks, gradients, dp, count);
        }
      }
    }
  }

  /**
   * {@code dz = dy act'(z); dW[o][i] += dz[o] x[i]; db[o] += dz[o]; dx[i] += sum_o dz[o] W[o][i]}.
   */
  private void backward(
      AffineSpec spec,
      int node,
      int offset,
      double[] p,
      double[][] blocks,
      double[][] gradients,
      double[] dp,
      int count) {
    int at = offset + spec.share(node) * spec.parametersPerShare();
    int block = spec.firstBlock() + node;
    for (int row = 0; row < count; row++) {
      gather(spec, node, row, blocks, x);
      derive(spec, p, at, blocks[block], gradients[block], row);
      if (dp.length > 0) {
        addParameterGradient(spec, at, dp);
      }
      replaceByInputGradient(spec, p, at);
      scatter(spec, node, row, x, 0, gradients);
    }
  }

  private void derive(AffineSpec spec, double[] p, int at, double[] y, double[] dy, int row) {
    int width = spec.outWidth();
    Activation activation = spec.activation();
    for (int o = 0; o < width; o++) {
      double z = activation.fromOutput() ? 0 : preActivation(spec, p, at, o);
      int i = row * width + o;
      dz[o] = dy[i] * activation.derivative(z, y[i]);
    }
  }

  private void addParameterGradient(AffineSpec spec, int at, double[] dp) {
    int k = spec.readWidth();
    for (int o = 0; o < spec.outWidth(); o++) {
      for (int i = 0; i < k; i++) {
        dp[at + o * k + i] += dz[o] * x[i];
      }
      if (spec.bias()) {
        dp[at + spec.outWidth() * k + o] += dz[o];
      }
    }
  }

  private void replaceByInputGradient(AffineSpec spec, double[] p, int at) {
    int k = spec.readWidth();
    for (int i = 0; i < k; i++) {
      double sum = 0;
      for (int o = 0; o < spec.outWidth(); o++) {
        sum += dz[o] * p[at + o * k + i];
      }
      x[i] = sum;
    }
  }

  private void backward(
      BasisSpec spec, int node, double[][] blocks, double[][] gradients, int count) {
    int size = spec.basis().size();
    double[] slopes = new double[size];
    double[] dy = gradients[spec.firstBlock() + node];
    for (int row = 0; row < count; row++) {
      gather(spec, node, row, blocks, x);
      for (int i = 0; i < spec.readWidth(); i++) {
        spec.basis().derivatives(x[i], slopes, 0);
        int at = row * spec.outWidth() + i * size;
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += dy[at + j] * slopes[j];
        }
        x[i] = sum;
      }
      scatter(spec, node, row, x, 0, gradients);
    }
  }
}
