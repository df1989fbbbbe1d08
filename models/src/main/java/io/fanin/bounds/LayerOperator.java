package io.fanin.bounds;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.random.RandomStream;
import java.util.List;

/**
 * One level of a layered network as a linear map from all blocks below to all its own: a shared
 * kernel counts at every place where it is used, as the unrolled matrix has it.
 */
public final class LayerOperator {
  private static final int MOST_ITERATIONS = 2_000;
  private static final double SETTLED = 1e-12;

  /** A spec, and where its weights and its blocks begin. */
  record Part(AffineSpec spec, int parameters, int out, int[] in) {}

  private final List<Part> parts;
  private final double[] parameters;
  private final int inputs;
  private final int outputs;

  LayerOperator(List<Part> parts, double[] parameters, int inputs, int outputs) {
    this.parts = parts;
    this.parameters = parameters;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Numbers that it reads. */
  public int inputs() {
    return inputs;
  }

  /** Numbers that it writes. */
  public int outputs() {
    return outputs;
  }

  /** Nodes of the level. */
  public int nodes() {
    return parts.stream().mapToInt(p -> p.spec().nodes()).sum();
  }

  /** The most blocks that a node reads. */
  public int maxFanIn() {
    return parts.stream().mapToInt(p -> p.spec().fanIn()).max().orElse(0);
  }

  /** {@code max_j |w_j|_F} over the nodes; of a shared kernel its own norm. */
  public double maxNodeNorm() {
    double largest = 0;
    for (Part part : parts) {
      for (int share = 0; share < part.spec().shares(); share++) {
        largest = Math.max(largest, shareSquares(part, share));
      }
    }
    return Math.sqrt(largest);
  }

  /** The Frobenius norm of the unrolled matrix. */
  public double frobenius() {
    double sum = 0;
    for (Part part : parts) {
      for (int v = 0; v < part.spec().nodes(); v++) {
        sum += shareSquares(part, part.spec().share(v));
      }
    }
    return Math.sqrt(sum);
  }

  private double shareSquares(Part part, int share) {
    int size = part.spec().parametersPerShare();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double w = parameters[part.parameters() + share * size + i];
      sum += w * w;
    }
    return sum;
  }

  /** The sum over units of the Euclidean norm of their weights: the (2,1) norm of the transpose. */
  public double rowNorms() {
    double sum = 0;
    for (Part part : parts) {
      int width = part.spec().readWidth();
      int size = part.spec().parametersPerShare();
      for (int v = 0; v < part.spec().nodes(); v++) {
        int from = part.parameters() + part.spec().share(v) * size;
        for (int row = 0; row < part.spec().outWidth(); row++) {
          double squares = 0;
          for (int i = 0; i < width; i++) {
            double w = parameters[from + row * width + i];
            squares += w * w;
          }
          sum += Math.sqrt(squares);
        }
      }
    }
    return sum;
  }

  /**
   * The largest singular value of the unrolled matrix, by power iteration: from below, to about
   * twelve digits where the next one is apart.
   */
  public double spectralNorm() {
    RandomStream random = RandomStream.of(0, "power-iteration");
    double[] x = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      x[i] = random.nextGaussian();
    }
    double norm = 0;
    for (int k = 0; k < MOST_ITERATIONS; k++) {
      double[] back = transposed(apply(x, false));
      double next = Math.sqrt(length(back) / length(x));
      if (next == 0) {
        return 0;
      }
      double scale = 1 / length(back);
      for (int i = 0; i < inputs; i++) {
        x[i] = back[i] * scale;
      }
      if (Math.abs(next - norm) <= SETTLED * next) {
        return next;
      }
      norm = next;
    }
    return norm;
  }

  private static double length(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** {@code W x}, or {@code |W| x}, {@code [outputs]}. */
  double[] apply(double[] x, boolean absolute) {
    double[] y = new double[outputs];
    for (Part part : parts) {
      AffineSpec spec = part.spec();
      for (int v = 0; v < spec.nodes(); v++) {
        for (int row = 0; row < spec.outWidth(); row++) {
          int weight = weights(part, v, row);
          double sum = 0;
          for (int slot = 0; slot < spec.fanIn(); slot++) {
            int from = start(part, v, slot);
            for (int i = 0; i < spec.readWidth(slot); i++, weight++) {
              if (from >= 0) {
                double w = parameters[weight];
                sum += (absolute ? Math.abs(w) : w) * x[from + i];
              }
            }
          }
          y[part.out() + v * spec.outWidth() + row] = sum;
        }
      }
    }
    return y;
  }

  private double[] transposed(double[] y) {
    double[] x = new double[inputs];
    for (Part part : parts) {
      AffineSpec spec = part.spec();
      for (int v = 0; v < spec.nodes(); v++) {
        for (int row = 0; row < spec.outWidth(); row++) {
          double value = y[part.out() + v * spec.outWidth() + row];
          int weight = weights(part, v, row);
          for (int slot = 0; slot < spec.fanIn(); slot++) {
            int from = start(part, v, slot);
            for (int i = 0; i < spec.readWidth(slot); i++, weight++) {
              if (from >= 0) {
                x[from + i] += parameters[weight] * value;
              }
            }
          }
        }
      }
    }
    return x;
  }

  private static int weights(Part part, int node, int row) {
    AffineSpec spec = part.spec();
    return part.parameters()
        + spec.share(node) * spec.parametersPerShare()
        + row * spec.readWidth();
  }

  /** Where the block in a slot begins, -1 for padding. */
  private static int start(Part part, int node, int slot) {
    int block = part.spec().read(node, slot);
    return block == BlockSpec.ZERO ? -1 : part.in()[block];
  }

  /**
   * For every node, its fan-in times the largest value among what it reads: one step of the maximum
   * over chains in a bound that knows the graph.
   *
   * @param below a value for each block below, by its number in the plan
   * @param counted whether the fan-in counts, or as 1
   * @param above overwritten for the blocks of this level
   */
  void chains(double[] below, boolean counted, double[] above) {
    for (Part part : parts) {
      AffineSpec spec = part.spec();
      for (int v = 0; v < spec.nodes(); v++) {
        double largest = 0;
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int block = spec.read(v, slot);
          largest = block == BlockSpec.ZERO ? largest : Math.max(largest, below[block]);
        }
        above[spec.firstBlock() + v] = largest * (counted ? spec.fanIn() : 1);
      }
    }
  }
}
