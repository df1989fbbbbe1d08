package io.fanin.experiments.claim.online;

import io.fanin.experiments.claim.UntilLearnt;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.train.EvaluationSet;

/**
 * What the output's Fourier coefficient at a term lacks of the target's, as a share of it; all of
 * it while the output is worse than zero everywhere, since the coefficient of large outputs is
 * noise of the test rows. The term's values are the second column of the test rows' targets.
 *
 * @param coefficient of the target at the term
 */
record CoefficientGoal(double coefficient) implements UntilLearnt.Goal {
  @Override
  public Loss loss() {
    return Loss.MSE;
  }

  @Override
  public double[] missing(Program program, Ensemble ensemble, EvaluationSet set) {
    int[] blocks = new int[ensemble.size()];
    for (int m = 0; m < blocks.length; m++) {
      blocks[m] = ensemble.output(m, Network.OUTPUT).block();
    }
    double[][] outputs = set.values(program, blocks);
    double[] missing = new double[blocks.length];
    for (int m = 0; m < blocks.length; m++) {
      missing[m] = missing(outputs[m], set);
    }
    return missing;
  }

  private double missing(double[] output, EvaluationSet set) {
    double sum = 0;
    double gain = 0; // squared labels less squared errors
    for (int r = 0; r < set.count(); r++) {
      double y = output[r];
      sum += y * set.target(0, r, 1);
      gain += y * (2 * set.target(0, r, 0) - y);
    }
    double lack = 1 - sum / set.count() / coefficient;
    return gain > 0 ? lack : Math.max(1, lack);
  }
}
