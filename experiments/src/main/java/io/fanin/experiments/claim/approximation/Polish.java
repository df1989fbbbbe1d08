package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Lbfgs;
import io.fanin.optim.LbfgsState;
import io.fanin.train.TrainingResult;
import java.util.List;

/**
 * L-BFGS in double precision after Adam, member by member, on a fixed part of the training rows.
 */
final class Polish {
  private static final int ROWS = 4096;
  private static final int HISTORY = 40;
  private static final double TOLERANCE = 1e-12;

  private final ClaimEnvironment environment;
  private final Values values;

  Polish(ClaimEnvironment environment, Values values) {
    this.environment = environment;
    this.values = values;
  }

  /**
   * Parameters of the whole ensemble, each member's improved from where Adam left it.
   *
   * @param columns target column of each member
   */
  double[] polish(Ensemble ensemble, int[] columns, TreeData data, TrainingResult trained)
      throws InterruptedException {
    double[] all = trained.parameters();
    for (int k = 0; k < ensemble.size(); k++) {
      double[] own = new double[ensemble.member(k).parameters()];
      ensemble.gather(k, all, own);
      double[] better = polish(ensemble, k, columns[k], data, own);
      ensemble.scatter(k, better, all);
      if (Thread.interrupted()) {
        throw new InterruptedException("polishing was interrupted");
      }
    }
    return all;
  }

  private double[] polish(
      Ensemble ensemble, int member, int column, TreeData data, double[] start) {
    Ensemble alone = Ensemble.of(List.of(ensemble.member(member)), Rows.SHARED);
    Plan plan = alone.withLosses(List.of(Objective.of(Loss.MSE)), new int[] {column});
    int rows = Math.min(ROWS, data.training());
    try (Device device = environment.open(plan, DType.DOUBLE);
        Buffer inputs = device.allocate(DType.DOUBLE, rows, data.inputs().length / data.rows());
        Buffer targets = device.allocate(DType.DOUBLE, rows, data.targets().size());
        Program program = device.compile(plan, CompileOptions.doubles(rows))) {
      inputs.write(data.inputs(), 0, rows);
      targets.write(data.values(), 0, rows);
      Batch batch = Batch.first(inputs, targets, rows);
      double[] losses = new double[1];
      io.fanin.optim.Objective objective =
          (x, gradient) -> {
            program.writeParameters(x);
            program.lossAndGradient(batch, losses, false);
            program.readGradient(gradient);
            return losses[0];
          };
      Lbfgs rule = new Lbfgs(HISTORY, TOLERANCE);
      LbfgsState state = rule.start(objective, start);
      rule.run(state, objective, values.polish());
      return state.point();
    }
  }
}
