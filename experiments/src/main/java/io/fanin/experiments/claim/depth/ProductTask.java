package io.fanin.experiments.claim.depth;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import io.fanin.train.LbfgsTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All restarts of the flat network of one width on one product. */
final class ProductTask implements TrialTask {
  static final String LOSSES = "losses";
  private static final double TOLERANCE = 1e-14; // of the gradient's norm

  private final int inputs;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final Trial trial;

  ProductTask(int inputs, int width, SettingValues values, ClaimEnvironment environment) {
    this.inputs = inputs;
    this.values = values;
    this.environment = environment;
    this.network = flat(inputs, width);
    Settings settings =
        Settings.of(
            Map.of(
                "n", inputs,
                "width", width,
                "restarts", values.integer(DepthSeparation.RESTARTS),
                "steps", values.integer(DepthSeparation.STEPS),
                "grid", values.integer(DepthSeparation.SIDE)));
    trial =
        Trial.of(
            "depth-separation",
            "product",
            settings,
            values.setup().seed(),
            environment.numerics(network.plan(), DType.DOUBLE));
  }

  /** The smaller and the larger of the widths that are compared. */
  static int[] widths(int inputs, boolean control) {
    int step = control ? (1 << inputs) - 1 : 1 << inputs;
    return new int[] {step - 1, step};
  }

  private static Network flat(int inputs, int width) {
    ArchitectureProvider shallow = Architectures.builtIn().get("shallow");
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      blocks.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    io.fanin.settings.Settings settings =
        io.fanin.settings.Settings.of(shallow.keys())
            .withAll(Map.of("width", width, "activation", "exp", "bias", false));
    return shallow.build(new ArchitectureRequest(blocks, 1, null, null, settings));
  }

  @Override
  public List<Trial> trials() {
    return List.of(trial);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Plan plan = network.withLoss(Loss.MSE);
    int rows = power(values.integer(DepthSeparation.SIDE), inputs);
    double[] losses = new double[values.integer(DepthSeparation.RESTARTS)];
    try (Device device = environment.open(plan, DType.DOUBLE);
        Buffer points = device.allocate(DType.DOUBLE, rows, inputs);
        Buffer products = device.allocate(DType.DOUBLE, rows, 1);
        Program program = device.compile(plan, CompileOptions.doubles(rows))) {
      fill(points, products, rows);
      for (int k = 0; k < losses.length; k++) {
        losses[k] = restart(program, points, products, rows, k);
      }
    }
    return List.of(TrialResult.of(trial).series(LOSSES, losses).build());
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, base);
    }
    return power;
  }

  private void fill(Buffer points, Buffer products, int rows) {
    int side = values.integer(DepthSeparation.SIDE);
    double[] x = new double[rows * inputs];
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      int rest = r;
      y[r] = 1;
      for (int i = 0; i < inputs; i++) {
        x[r * inputs + i] = -1 + 2.0 * (rest % side) / (side - 1);
        rest /= side;
        y[r] *= x[r * inputs + i];
      }
    }
    points.write(x, 0, rows);
    products.write(y, 0, rows);
  }

  private double restart(Program program, Buffer points, Buffer products, int rows, int k)
      throws InterruptedException {
    long start = RandomStream.of(values.setup().seed(), "depth-init", inputs, k).nextLong();
    program.writeParameters(network.initial(Initialisers.suited(), start));
    int[] all = new int[rows];
    for (int r = 0; r < rows; r++) {
      all[r] = r;
    }
    LbfgsTraining training =
        new LbfgsTraining(program, points, products, all, LbfgsTraining.usual(TOLERANCE));
    double loss =
        training
            .run(
                values.integer(DepthSeparation.STEPS), s -> !Thread.currentThread().isInterrupted())
            .value();
    if (Thread.interrupted()) {
      throw new InterruptedException("training was interrupted");
    }
    return loss;
  }
}
