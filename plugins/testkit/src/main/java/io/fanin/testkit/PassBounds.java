package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.Arrays;

/**
 * A first-order error analysis of the backward pass at given activations.
 *
 * <p>For every number of the pass it keeps the value, the sum of the magnitudes that were added up
 * to it, and a bound on the error of any program that computes it in some order in the dtype: a sum
 * of {@code n} terms errs by {@code 2 n u sum|terms|} plus the errors of its terms. Host functions
 * are taken as exact, so plans with them are for exact data only.
 */
final class PassBounds {
  private final Plan plan;
  private final DType dtype;
  private final double u;
  private final double[] p;
  private final double[][] blocks;
  private final int count;
  private final double[][] value;
  private final double[][] magnitude;
  private final double[][] error;
  private final int[] readers;
  private final double[] parameterMagnitude;
  private final double[] parameterError;
  private final double[] lossMagnitude;
  private double largest;

  private PassBounds(Plan plan, DType dtype, double[] parameters, double[][] blocks, int count) {
    this.plan = plan;
    this.dtype = dtype;
    this.u = dtype.unitRoundoff();
    this.p = parameters;
    this.blocks = blocks;
    this.count = count;
    value = zeros();
    magnitude = zeros();
    error = zeros();
    readers = new int[plan.blocks()];
    parameterMagnitude = new double[plan.parameters()];
    lossMagnitude = new double[plan.losses().size()];
    parameterError = new double[plan.parameters()];
  }

  private double[][] zeros() {
    double[][] zeros = new double[plan.blocks()][];
    for (int b = 0; b < zeros.length; b++) {
      zeros[b] = new double[count * plan.width(b)];
    }
    return zeros;
  }

  /** The analysis of losses and their gradient. */
  static PassBounds of(Plan plan, DType dtype, BatchData data, double[][] blocks) {
    PassBounds bounds = new PassBounds(plan, dtype, data.parameters(), blocks, data.count());
    for (int t = 0; t < plan.losses().size(); t++) {
      bounds.seed(t, data);
    }
    bounds.run();
    return bounds;
  }

  /** The analysis of the input gradient of a cotangent. */
  static PassBounds of(
      Plan plan, DType dtype, BatchData data, double[][] blocks, int block, double[] cotangent) {
    PassBounds bounds = new PassBounds(plan, dtype, data.parameters(), blocks, data.count());
    for (int i = 0; i < bounds.value[block].length; i++) {
      bounds.add(block, i, cotangent[i], 0);
    }
    bounds.run();
    return bounds;
  }

  /** Largest sum of magnitudes met, forward or backward. */
  double largest() {
    return largest;
  }

  /** Bound on a parameter's gradient. */
  double parameter(int i) {
    return parameterError[i];
  }

  /** Bound on the gradient of element {@code i} of a block. */
  double block(int block, int i) {
    return error[block][i] + u * (readers[block] + 1) * magnitude[block][i];
  }

  /** Bounds on the gradient of the data, {@code [streams, count, inputColumns]}. */
  double[] inputs() {
    int columns = plan.inputColumns();
    double[] bounds = new double[plan.streams() * count * columns];
    for (int b = 0; b < plan.inputs().size(); b++) {
      InputBlock input = plan.inputs().get(b);
      for (int i = 0; i < count * input.width(); i++) {
        int row = input.stream() * count + i / input.width();
        bounds[row * columns + input.column() + i % input.width()] +=
            block(b, i) + plan.inputs().size() * u * magnitude[b][i];
      }
    }
    return bounds;
  }

  /** Bound on a term's value: a sum over the rows of what each row adds up. */
  double loss(int index) {
    LossTerm term = plan.losses().get(index);
    int roundings = ActivationBounds.ULPS + count * plan.width(term.block());
    return new Closeness(roundings, u).bound(lossMagnitude[index]) + Double.MIN_NORMAL;
  }

  private void seed(int index, BatchData data) {
    LossTerm term = plan.losses().get(index);
    int width = plan.width(term.block());
    double scale = count == 0 ? 0 : term.weight() / count;
    double[] targets = new double[plan.targetColumns()];
    double[] gradient = new double[width];
    for (int row = 0; row < count; row++) {
      int at = data.rows()[term.stream() * count + row] * targets.length;
      System.arraycopy(data.targets(), at, targets, 0, targets.length);
      Arrays.fill(gradient, 0);
      double[] y = blocks[term.block()];
      term.loss().addGradient(y, row * width, width, targets, term.targetColumn(), 1, gradient, 0);
      for (int j = 0; j < width; j++) {
        double terms = lossTerms(term, y, row * width, j, width, targets) * scale;
        int target = term.targetColumn() + (term.loss().targetColumns(width) == width ? j : 0);
        double own = 1 + Math.abs(y[row * width + j]) + Math.abs(targets[target]);
        lossMagnitude[index] += terms * own + own * own * scale / width;
        largest = Math.max(largest, terms);
        add(term.block(), row * width + j, gradient[j] * scale, ActivationBounds.ULPS * u * terms);
      }
    }
  }

  /** Magnitude of what the slope of a loss adds up. */
  private static double lossTerms(
      LossTerm term, double[] y, int at, int j, int width, double[] targets) {
    double own = Math.abs(y[at + j]);
    return switch (term.loss()) {
      case MSE -> 2 * (own + Math.abs(targets[term.targetColumn() + j])) / width;
      case LOGISTIC -> 2.0 / width;
      case HINGE -> 1.0 / width;
      case SOFTMAX_CROSS_ENTROPY -> {
        double top = 0; // exp(y - top) carries the rounding of y - top
        for (int i = 0; i < width; i++) {
          top = Math.max(top, Math.abs(y[at + i]));
        }
        yield 1 + width + 2 * top;
      }
    };
  }

  private void add(int block, int i, double amount, double itsError) {
    value[block][i] += amount;
    magnitude[block][i] += Math.abs(amount);
    error[block][i] += itsError;
    largest = Math.max(largest, magnitude[block][i]);
  }

  private void run() {
    for (int s = plan.specs().size() - 1; s >= 0; s--) {
      BlockSpec spec = plan.specs().get(s);
      for (int node = spec.nodes() - 1; node >= 0; node--) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          if (spec.read(node, slot) != BlockSpec.ZERO) {
            readers[spec.read(node, slot)]++;
          }
        }
        if (spec instanceof AffineSpec affine) {
          affine(affine, node, plan.parameterOffset(s));
        } else if (spec instanceof BasisSpec basis) {
          basis(basis, node);
        } else if (spec instanceof HostSpec host) {
          host(host, node, plan.parameterOffset(s));
        }
      }
    }
  }

  private void affine(AffineSpec spec, int node, int offset) {
    int at = offset + spec.share(node) * spec.parametersPerShare();
    int k = spec.readWidth();
    int width = spec.outWidth();
    long roundings = 2L + (long) count * users(spec, spec.share(node));
    for (int row = 0; row < count; row++) {
      double[] x = Check.gather(spec, node, row, blocks);
      double[] dx = new double[k];
      double[] dxMagnitude = new double[k];
      double[] dxError = new double[k];
      for (int o = 0; o < width; o++) {
        Affine z = Affine.of(spec, p, at, o, x, u);
        largest = Math.max(largest, z.magnitude());
        int i = row * width + o;
        double[] dz = derive(spec.activation(), spec.firstBlock() + node, i, z);
        for (int j = 0; j < k; j++) {
          double w = p[at + o * k + j];
          dx[j] += dz[0] * w;
          dxMagnitude[j] += Math.abs(dz[0] * w);
          dxError[j] += dz[1] * Math.abs(w);
          addParameter(at + o * k + j, dz, x[j], roundings);
        }
        if (spec.bias()) {
          addParameter(at + width * k + o, dz, 1, roundings);
        }
      }
      for (int j = 0; j < k; j++) {
        dxError[j] += 2 * (width + 1) * u * dxMagnitude[j];
        largest = Math.max(largest, dxMagnitude[j]);
      }
      scatter(spec, node, row, dx, dxError);
    }
  }

  private static int users(BlockSpec spec, int share) {
    int users = 0;
    for (int node = 0; node < spec.nodes(); node++) {
      users += spec.share(node) == share ? 1 : 0;
    }
    return users;
  }

  /** {@code dz = dy act'(z)} and its error bound. */
  private double[] derive(Activation activation, int block, int i, Affine z) {
    double y = blocks[block][i];
    double slope = activation.derivative(z.value(), y);
    double slopeError = ActivationBounds.derivative(activation, z.value(), y, z.error(), dtype);
    double dy = value[block][i];
    double dyError = block(block, i);
    return new double[] {
      dy * slope,
      dyError * Math.abs(slope) + Math.abs(dy) * slopeError + 2 * u * Math.abs(dy * slope)
    };
  }

  private void addParameter(int i, double[] dz, double x, long roundings) {
    double product = Math.abs(dz[0] * x);
    parameterMagnitude[i] += product;
    parameterError[i] += dz[1] * Math.abs(x) + 2 * roundings * u * product;
    largest = Math.max(largest, parameterMagnitude[i]);
  }

  private void basis(BasisSpec spec, int node) {
    int size = spec.basis().size();
    double[] slopes = new double[size];
    for (int row = 0; row < count; row++) {
      double[] x = Check.gather(spec, node, row, blocks);
      double[] dx = new double[x.length];
      double[] dxError = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        spec.basis().derivatives(x[i], slopes, 0);
        for (int j = 0; j < size; j++) {
          int at = (row * x.length + i) * size + j;
          double dy = value[spec.firstBlock() + node][at];
          dx[i] += dy * slopes[j];
          dxError[i] +=
              block(spec.firstBlock() + node, at) * Math.abs(slopes[j])
                  + 2
                      * (size + ActivationBounds.ULPS)
                      * u
                      * Math.abs(dy)
                      * (1 + Math.abs(slopes[j]));
        }
      }
      scatter(spec, node, row, dx, dxError);
    }
  }

  private void host(HostSpec spec, int node, int offset) {
    double[] own = new double[spec.parametersPerShare()];
    System.arraycopy(p, offset + spec.share(node) * own.length, own, 0, own.length);
    int width = spec.outWidth();
    for (int row = 0; row < count; row++) {
      double[] x = Check.gather(spec, node, row, blocks);
      double[] dx = new double[x.length];
      double[] dy =
          Arrays.copyOfRange(value[spec.firstBlock() + node], row * width, (row + 1) * width);
      spec.function().backward(x, own, dy, dx, new double[own.length], 1);
      scatter(spec, node, row, dx, new double[x.length]);
    }
  }

  private void scatter(BlockSpec spec, int node, int row, double[] dx, double[] dxError) {
    int at = 0;
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int width = spec.readWidth(slot);
      if (spec.read(node, slot) != BlockSpec.ZERO) {
        for (int j = 0; j < width; j++) {
          add(spec.read(node, slot), row * width + j, dx[at + j], dxError[at + j]);
        }
      }
      at += width;
    }
  }
}
