package io.fanin.experiments.claim.spline;

import io.fanin.experiments.oracle.kernel.FeatureRidge;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Basis;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import io.fanin.models.Network;

/**
 * Moves the values of a hidden sum back onto the range of the splines that read it: what pykan does
 * by moving the grid to the samples (Liu et al. 2024, section 2.4) is done here by moving the
 * samples to the grid.
 *
 * <p>A sum {@code h} becomes {@code h' = scale h + shift}; every spline that reads it becomes the
 * least-squares fit, on the whole range, of what it was in {@code h = (h' - shift) / scale}. The
 * coefficient of silu stays. Without this a sum that leaves the range during training has nothing
 * but silu to lead it back, and ends in a bad minimum.
 */
final class Rescaling {
  /** Share of the range that the values fill afterwards, so that a step does not leave it. */
  private static final double FILLED = 0.95;

  /** Points of the fit for each function of the basis. */
  private static final int POINTS = 20;

  private static final double RIDGE = 1e-13;

  private final Plan plan;
  private final double[] parameters;
  private final double low;
  private final double high;

  private Rescaling(Network network, double[] parameters, double low, double high) {
    this.plan = network.plan();
    this.parameters = parameters;
    this.low = low;
    this.high = high;
  }

  /**
   * Parameters of the network after every hidden sum was moved; those given are left alone.
   *
   * @param blocks the hidden sums, of width 1
   * @param values of each on some rows
   * @param low lower end of the splines' range
   * @param high upper end
   */
  static double[] apply(
      Network network,
      double[] parameters,
      int[] blocks,
      double[][] values,
      double low,
      double high) {
    Rescaling rescaling = new Rescaling(network, parameters.clone(), low, high);
    for (int i = 0; i < blocks.length; i++) {
      rescaling.move(blocks[i], values[i]);
    }
    return rescaling.parameters;
  }

  private void move(int block, double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double scale = FILLED * (high - low) / (most - least);
    double shift = (low + high) / 2 - scale * (least + most) / 2;
    if (!(Math.abs(shift) <= Double.MAX_VALUE && scale <= Double.MAX_VALUE)) {
      return; // constant, or not finite: nothing to go by
    }
    rewriteReaders(block, scale, shift);
    int at = offset(block);
    int size = spec(block).parametersPerShare();
    for (int k = 0; k < size; k++) {
      parameters[at + k] *= scale;
    }
    parameters[at + size - 1] += shift; // the bias stands last
  }

  private BlockSpec spec(int block) {
    return plan.specs().stream()
        .filter(s -> block >= s.firstBlock() && block < s.firstBlock() + s.nodes())
        .findFirst()
        .orElseThrow();
  }

  private int offset(int block) {
    BlockSpec spec = spec(block);
    int share = spec.share(block - spec.firstBlock());
    return plan.parameterOffset(plan.specs().indexOf(spec)) + share * spec.parametersPerShare();
  }

  private void rewriteReaders(int block, double scale, double shift) {
    for (BlockSpec spec : plan.specs()) {
      if (spec instanceof BasisSpec expansion) {
        for (int v = 0; v < spec.nodes(); v++) {
          if (spec.read(v, 0) == block) {
            Fit fit = new Fit(expansion.basis(), scale, shift);
            refit(spec.firstBlock() + v, fit);
          }
        }
      }
    }
  }

  /** Rewrites the coefficients of all sums that read an expansion. */
  private void refit(int expansion, Fit fit) {
    for (BlockSpec spec : plan.specs()) {
      if (!(spec instanceof AffineSpec)) {
        continue;
      }
      for (int v = 0; v < spec.nodes(); v++) {
        int at = offset(spec.firstBlock() + v);
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          if (spec.read(v, slot) == expansion) {
            fit.rewrite(at);
          }
          at += spec.readWidth(slot);
        }
      }
    }
  }

  /** The fit of one expansion's functions after a move; function 0 of the basis is silu. */
  private final class Fit {
    private final double[][] before;
    private final double[][] splines;
    private final double[] silu;

    Fit(Basis basis, double scale, double shift) {
      int size = basis.size();
      int count = POINTS * size;
      before = new double[count][size];
      splines = new double[count][size - 1];
      silu = new double[count];
      double[] now = new double[size];
      for (int p = 0; p < count; p++) {
        double h = low + (high - low) * (p + 0.5) / count;
        basis.values(h, now, 0);
        silu[p] = now[0];
        System.arraycopy(now, 1, splines[p], 0, size - 1);
        basis.values((h - shift) / scale, before[p], 0);
      }
    }

    void rewrite(int at) {
      double[] targets = new double[before.length];
      for (int p = 0; p < targets.length; p++) {
        for (int k = 0; k < before[p].length; k++) {
          targets[p] += parameters[at + k] * before[p][k];
        }
        targets[p] -= parameters[at] * silu[p];
      }
      double[] fitted = FeatureRidge.fit(splines, targets, RIDGE).weights();
      System.arraycopy(fitted, 0, parameters, at + 1, fitted.length);
    }
  }
}
