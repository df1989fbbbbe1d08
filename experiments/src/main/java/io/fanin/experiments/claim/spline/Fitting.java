package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Network;
import io.fanin.optim.Lbfgs;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.LbfgsTraining;
import io.fanin.train.Metrics;
import java.util.Arrays;

/** A network in double precision on the rows of a seed, fitted by L-BFGS. */
final class Fitting implements AutoCloseable {
  private static final int HISTORY = 50;
  private static final double TOLERANCE = 1e-14; // of the gradient's norm
  private static final int MOST_ROWS = 4096;

  private final Network network;
  private final SplineData data;
  private final Device device;
  private final Buffer inputs;
  private final Buffer targets;
  private final Program program;

  Fitting(ClaimEnvironment environment, Network network, SplineData data) {
    this.network = network;
    this.data = data;
    Plan plan = network.withLoss(Loss.MSE);
    device = environment.open(plan, DType.DOUBLE);
    inputs = device.allocate(DType.DOUBLE, data.rows(), data.width());
    targets = device.allocate(DType.DOUBLE, data.rows(), 1);
    program = device.compile(plan, CompileOptions.doubles(Math.min(data.training(), MOST_ROWS)));
    inputs.write(data.inputs(), 0, data.rows());
    targets.write(data.targets(), 0, data.rows());
  }

  void write(double[] parameters) {
    program.writeParameters(parameters);
  }

  double[] read() {
    double[] parameters = new double[network.parameters()];
    program.readParameters(parameters);
    return parameters;
  }

  /** Moves the hidden sums back onto the range of the splines that read them. */
  void rescale(int[] hidden) {
    if (hidden.length > 0) {
      double[][] values = set(data.trainingRows()).values(program, hidden);
      write(
          Rescaling.apply(
              network, read(), hidden, values, SplineNetworks.LOW, SplineNetworks.HIGH));
    }
  }

  void run(long steps) throws InterruptedException {
    run(steps, data.training());
  }

  /** Fits the first training rows alone. */
  void run(long steps, int rows) throws InterruptedException {
    int[] first = Arrays.copyOf(data.trainingRows(), rows);
    new LbfgsTraining(program, inputs, targets, first, new Lbfgs(HISTORY, TOLERANCE))
        .run(steps, s -> !Thread.currentThread().isInterrupted());
    if (Thread.interrupted()) {
      throw new InterruptedException("training was interrupted");
    }
  }

  double trainingError() {
    return error(data.trainingRows());
  }

  double validationError() {
    return error(data.validationRows());
  }

  double testError() {
    return error(data.testRows());
  }

  private double error(int[] rows) {
    return Metrics.rootMeanSquareError("error", set(rows)).measure(program)[0];
  }

  /** Correlation of each hidden node of the target with the unit that is most like it. */
  double[] alignment(int[] hidden) {
    return Alignment.of(program, set(data.testRows()), data.hiddenTruth(), hidden);
  }

  private EvaluationSet set(int[] rows) {
    return EvaluationSet.shared(inputs, data.targets(), 1, 1, rows);
  }

  @Override
  public void close() {
    program.close();
    targets.close();
    inputs.close();
    device.close();
  }
}
