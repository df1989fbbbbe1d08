package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.function.LongFunction;

/** Finds data that stay clear of every kink, so that differences are taken within one branch. */
final class Kinks {
  /** More than a step of {@link CentralDifferences} can move a pre-activation of usual size. */
  private static final double CLEARANCE = 1e-3;

  private static final int ATTEMPTS = 2000;

  private Kinks() {}

  /** The first data that are clear, from seed 0 on. */
  static BatchData clear(Plan plan, LongFunction<BatchData> bySeed) {
    for (long seed = 0; seed < ATTEMPTS; seed++) {
      BatchData data = bySeed.apply(seed);
      double[][] blocks = ReferenceRun.blocks(plan, DType.DOUBLE, data);
      if (Math.min(ofActivations(plan, data, blocks), ofLosses(plan, blocks)) > CLEARANCE) {
        return data;
      }
    }
    throw new IllegalStateException("no seed keeps clear of the kinks of " + plan);
  }

  private static double ofActivations(Plan plan, BatchData data, double[][] blocks) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int s = 0; s < plan.specs().size(); s++) {
      if (plan.specs().get(s) instanceof AffineSpec spec && kinked(spec.activation())) {
        for (int node = 0; node < spec.nodes(); node++) {
          nearest = Math.min(nearest, ofNode(plan, s, spec, node, data, blocks));
        }
      }
    }
    return nearest;
  }

  private static boolean kinked(Activation activation) {
    return activation == Activation.RELU || activation == Activation.LEAKY_RELU;
  }

  private static double ofNode(
      Plan plan, int index, AffineSpec spec, int node, BatchData data, double[][] blocks) {
    double nearest = Double.POSITIVE_INFINITY;
    int at = plan.parameterOffset(index) + spec.share(node) * spec.parametersPerShare();
    for (int row = 0; row < data.count(); row++) {
      double[] x = Check.gather(spec, node, row, blocks);
      for (int o = 0; o < spec.outWidth(); o++) {
        Affine z = Affine.of(spec, data.parameters(), at, o, x, 0x1p-53);
        nearest = Math.min(nearest, Math.abs(z.value()));
      }
    }
    return nearest;
  }

  private static double ofLosses(Plan plan, double[][] blocks) {
    double nearest = Double.POSITIVE_INFINITY;
    for (LossTerm term : plan.losses()) {
      for (int i = 0; term.loss() == Loss.HINGE && i < blocks[term.block()].length; i++) {
        nearest = Math.min(nearest, Math.abs(1 - Math.abs(blocks[term.block()][i])));
      }
    }
    return nearest;
  }
}
