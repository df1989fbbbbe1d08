package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.feature.Learner.Learnt;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one learner makes of {@code d^kappa} samples of a target that reduces its dimension. */
final class ReducingTask implements TrialTask {
  static final String ERROR = "error";
  static final String ALIGNMENT = "alignment";
  static final String PLAIN = "error.plain";
  static final List<Arm> ARMS = List.of(Arm.TWO_LAYERS, Arm.THREE_LAYERS_ADAM, Arm.KERNEL);

  private static final double NO_RIDGE = 1e-12; // what a solution needs
  private static final int DEGREE = 2;

  private final Arm arm;
  private final double kappa;
  private final int number;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final int d;
  private final Trial trial;

  ReducingTask(
      Arm arm, double kappa, int number, SettingValues values, ClaimEnvironment environment) {
    this.arm = arm;
    this.kappa = kappa;
    this.number = number;
    this.values = values;
    this.environment = environment;
    this.d = ReducingTarget.inputs(values);
    Map<String, Object> own = new TreeMap<>();
    own.put("d", d);
    own.put("kappa", kappa);
    own.put("target", number);
    own.put("validation", values.integer(FeatureLearning.VALIDATION));
    own.put("test", values.integer(FeatureLearning.TEST));
    own.putAll(FeatureLearning.armSettings(arm, values));
    own.keySet().removeAll(List.of("first", "third")); // they are the other network's
    own.put("degree", DEGREE);
    own.put("parameters", values.integer(FeatureLearning.REDUCING_PARAMETERS));
    Numerics numerics =
        arm.byGradient()
            ? environment.numerics(network(arm, d, values).plan(), DType.FLOAT)
            : ClaimEnvironment.exact();
    this.trial =
        Trial.of(
            "feature-learning",
            "reducing-" + arm.kind(),
            Settings.of(own),
            values.setup().seed(),
            numerics);
  }

  static Network network(Arm arm, int d, SettingValues values) {
    return FeatureLearning.network(arm, d, values.integer(FeatureLearning.REDUCING_PARAMETERS));
  }

  /** Costliest first. */
  static List<TrialTask> all(SettingValues values, ClaimEnvironment environment) {
    List<TrialTask> tasks = new ArrayList<>();
    for (Arm arm : ARMS) {
      for (double kappa : values.reals(FeatureLearning.KAPPAS)) {
        for (int s = 0; s < values.integer(FeatureLearning.REDUCING_SEEDS); s++) {
          tasks.add(new ReducingTask(arm, kappa, s, values, environment));
        }
      }
    }
    return tasks;
  }

  static int samples(int d, double kappa) {
    return (int) Math.max(2, Math.rint(StrictMath.pow(d, kappa)));
  }

  @Override
  public List<Trial> trials() {
    return List.of(trial);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    long root = values.setup().seed();
    ReducingTarget target = ReducingTarget.draw(d, root, number);
    RandomStream random = RandomStream.of(root, "feature-reducing-rows", d, number);
    int n = samples(d, kappa);
    int[] counts = {
      n, values.integer(FeatureLearning.VALIDATION), values.integer(FeatureLearning.TEST)
    };
    Samples samples = Samples.draw(() -> normal(random), counts, target::label);
    Learner learner = learner(samples, target);
    Learnt learnt = learner.learn(n);
    double plain = Double.NaN;
    if (arm == Arm.KERNEL) {
      plain = new KernelLearner(samples, DEGREE, List.of(NO_RIDGE)).learn(n).error();
    }
    return List.of(
        TrialResult.of(trial)
            .number(ERROR, learnt.error())
            .number(PLAIN, plain)
            .number(ALIGNMENT, learnt.alignment())
            .number(SearchTask.PARAMETERS, (double) learner.parameters())
            .number(SearchTask.DEAD, learnt.dead())
            .build());
  }

  private double[] normal(RandomStream random) {
    double[] x = new double[d];
    for (int i = 0; i < d; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  private Learner learner(Samples samples, ReducingTarget target) {
    if (arm == Arm.KERNEL) {
      return new KernelLearner(samples, DEGREE, values.reals(FeatureLearning.KERNEL_RIDGES));
    }
    long seed =
        RandomStream.of(values.setup().seed(), "feature-reducing-init", d, number).nextLong();
    return new GradientLearner(
        samples,
        target::feature,
        network(arm, d, values),
        GradientLearner.Training.of(values, seed),
        environment);
  }
}
