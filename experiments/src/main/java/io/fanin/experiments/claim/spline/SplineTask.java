package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Splines;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One seed on one target: a spline network on rising grids, or dense networks of its sizes. */
final class SplineTask implements TrialTask {
  static final String TRAINING = "training.rmse";
  static final String TEST = "test.rmse";
  static final String STARTS = "starts.rmse";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String ALIGNMENT = "alignment";
  static final String SPLINES = "splines";
  static final String DENSE = "dense";

  private final SplineTarget target;
  private final boolean splines;
  private final int seed;
  private final SettingValues values;
  private final SplineNetworks networks;
  private final ClaimEnvironment environment;
  private final List<Integer> grids;
  private final Trial trial;

  SplineTask(
      SplineTarget target,
      boolean splines,
      int seed,
      SettingValues values,
      ClaimEnvironment environment) {
    this.target = target;
    this.splines = splines;
    this.seed = seed;
    this.values = values;
    this.environment = environment;
    networks = new SplineNetworks(target, values);
    grids = SplineRate.grids(values);
    Map<String, Object> own = new TreeMap<>();
    own.put("target", target.id());
    own.put("start", seed);
    own.put(SplineRate.GRIDS, grids);
    own.put(SplineRate.WIRING, values.text(SplineRate.WIRING));
    own.put("control", values.setup().control());
    for (String key :
        List.of(
            SplineRate.DEGREE,
            SplineRate.SAMPLES,
            SplineRate.TEST,
            SplineRate.STARTS,
            SplineRate.START_SAMPLES,
            SplineRate.ROUNDS,
            SplineRate.ROUND,
            SplineRate.STEPS)) {
      own.put(key, values.integer(key));
    }
    trial =
        Trial.of(
            "spline-rate",
            splines ? SPLINES : DENSE,
            Settings.of(own),
            values.setup().seed(),
            environment.numerics(networks.splines(grids.get(0)).plan(), DType.DOUBLE));
  }

  @Override
  public List<Trial> trials() {
    return List.of(trial);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    SplineData data = SplineData.draw(target, seed, values);
    return List.of(splines ? splines(data) : dense(data));
  }

  private TrialResult splines(SplineData data) throws InterruptedException {
    Curve curve = new Curve(grids.size());
    double[] starts = new double[values.integer(SplineRate.STARTS)];
    double[] aligned = {};
    Network network = networks.splines(grids.get(0));
    double[] parameters = {};
    for (int g = 0; g < grids.size(); g++) {
      if (g > 0) {
        Splines.Extended extended = Splines.extend(network, parameters, grids.get(g));
        network = extended.network();
        parameters = extended.parameters();
      }
      try (Fitting fitting = new Fitting(environment, network, data)) {
        int[] hidden = networks.hidden(network);
        if (g == 0) {
          parameters = bestStart(fitting, network, hidden, starts);
        } else {
          fitting.write(parameters);
          warmUp(fitting, hidden, data.training());
        }
        fitting.rescale(hidden);
        fitting.run(values.integer(SplineRate.STEPS));
        curve.put(g, fitting, network);
        parameters = fitting.read();
        if (values.text(SplineRate.WIRING).equals("matched")) {
          aligned = fitting.alignment(hidden);
        }
      }
    }
    return curve
        .writeTo(TrialResult.of(trial))
        .series(STARTS, starts)
        .series(ALIGNMENT, aligned)
        .build();
  }

  /** Warms up every start on the first grid and keeps the one that errs least on other rows. */
  private double[] bestStart(Fitting fitting, Network network, int[] hidden, double[] errors)
      throws InterruptedException {
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < errors.length; k++) {
      RandomStream random =
          RandomStream.of(values.setup().seed(), "spline-init", target.stream(), seed, k);
      fitting.write(SplineNetworks.start(network, random));
      warmUp(fitting, hidden, startRows());
      errors[k] = fitting.validationError();
      if (errors[k] < least || best.length == 0) {
        least = errors[k];
        best = fitting.read();
      }
    }
    fitting.write(best);
    return best;
  }

  private int startRows() {
    return Math.min(values.integer(SplineRate.START_SAMPLES), values.integer(SplineRate.SAMPLES));
  }

  private void warmUp(Fitting fitting, int[] hidden, int rows) throws InterruptedException {
    for (int round = 0; round < values.integer(SplineRate.ROUNDS); round++) {
      fitting.rescale(hidden);
      fitting.run(values.integer(SplineRate.ROUND), rows);
    }
  }

  /** Dense networks of the same sizes with the same steps, each the best of as many starts. */
  private TrialResult dense(SplineData data) throws InterruptedException {
    Curve curve = new Curve(grids.size());
    int warm = values.integer(SplineRate.ROUNDS) * values.integer(SplineRate.ROUND);
    for (int g = 0; g < grids.size(); g++) {
      Network network = networks.dense(networks.splines(grids.get(g)));
      try (Fitting fitting = new Fitting(environment, network, data)) {
        double[] best = {};
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < (g == 0 ? values.integer(SplineRate.STARTS) : 1); k++) {
          long own =
              RandomStream.of(values.setup().seed(), "spline-dense", target.stream(), seed, k)
                  .nextLong();
          fitting.write(network.initial(Initialisers.suited(), own));
          fitting.run(warm, startRows());
          double error = fitting.validationError();
          if (error < least || best.length == 0) {
            least = error;
            best = fitting.read();
          }
        }
        fitting.write(best);
        // A spline network reaches its g-th grid with the steps of all grids before.
        fitting.run((g + 1) * values.integer(SplineRate.STEPS) + g * warm);
        curve.put(g, fitting, network);
      }
    }
    return curve.writeTo(TrialResult.of(trial)).build();
  }

  /** What is measured at each size. */
  private static final class Curve {
    private final double[] training;
    private final double[] test;
    private final double[] parameters;
    private final double[] multiplyAdds;

    Curve(int sizes) {
      training = new double[sizes];
      test = new double[sizes];
      parameters = new double[sizes];
      multiplyAdds = new double[sizes];
    }

    void put(int size, Fitting fitting, Network network) {
      training[size] = fitting.trainingError();
      test[size] = fitting.testError();
      parameters[size] = network.trainableParameters();
      multiplyAdds[size] = network.multiplyAdds();
    }

    TrialResult.Builder writeTo(TrialResult.Builder result) {
      return result
          .series(TRAINING, training)
          .series(TEST, test)
          .series(PARAMETERS, parameters)
          .series(MULTIPLY_ADDS, multiplyAdds);
    }
  }
}
