package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many samples one learner needs for one target. */
final class SearchTask implements TrialTask {
  static final String NEEDED = "needed";
  static final String TRIED = "tried";
  static final String ERRORS = "errors";
  static final String ALIGNMENTS = "alignments";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String DEAD = "dead";

  private final Arm arm;
  private final int d;
  private final int number;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Trial trial;

  SearchTask(Arm arm, int d, int number, SettingValues values, ClaimEnvironment environment) {
    this.arm = arm;
    this.d = d;
    this.number = number;
    this.values = values;
    this.environment = environment;
    Map<String, Object> own = new TreeMap<>();
    own.put("d", d);
    own.put("target", number);
    own.put("control", values.setup().control());
    own.put("smallest", values.integer(FeatureLearning.SMALLEST));
    own.put("largest", values.integer(FeatureLearning.LARGEST));
    own.put("ratio", values.real(FeatureLearning.RATIO));
    own.put("error", values.real(FeatureLearning.ERROR));
    own.put("validation", values.integer(FeatureLearning.VALIDATION));
    own.put("test", values.integer(FeatureLearning.TEST));
    own.putAll(FeatureLearning.armSettings(arm, values));
    this.trial =
        Trial.of(
            "feature-learning", arm.kind(), Settings.of(own), values.setup().seed(), numerics());
  }

  private Numerics numerics() {
    return arm.byGradient()
        ? environment.numerics(FeatureLearning.network(arm, d, values).plan(), DType.FLOAT)
        : ClaimEnvironment.exact();
  }

  @Override
  public List<Trial> trials() {
    return List.of(trial);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    long root = values.setup().seed();
    QuadraticTarget target = QuadraticTarget.draw(d, root, number, values.setup().control());
    int[] counts = {
      values.integer(FeatureLearning.LARGEST),
      values.integer(FeatureLearning.VALIDATION),
      values.integer(FeatureLearning.TEST)
    };
    RandomStream random = RandomStream.of(root, "feature-rows", d, number);
    Samples samples = Samples.draw(() -> QuadraticTarget.sphere(random, d), counts, target::label);
    Learner learner = learner(samples, target);
    SampleSearch search =
        SampleSearch.of(
            learner,
            FeatureLearning.ladder(values),
            values.real(FeatureLearning.ERROR),
            arm.start(d));
    var tried = search.tried();
    return List.of(
        TrialResult.of(trial)
            .number(NEEDED, search.needed())
            .series(TRIED, tried.keySet().stream().mapToDouble(n -> n).toArray())
            .series(ERRORS, tried.values().stream().mapToDouble(Learner.Learnt::error).toArray())
            .series(
                ALIGNMENTS,
                tried.values().stream().mapToDouble(Learner.Learnt::alignment).toArray())
            .number(PARAMETERS, (double) learner.parameters())
            .number(MULTIPLY_ADDS, (double) learner.multiplyAdds())
            .number(DEAD, search.dead())
            .build());
  }

  private Learner learner(Samples samples, QuadraticTarget target) {
    long seed =
        RandomStream.of(values.setup().seed(), "feature-init-" + arm.kind(), d, number).nextLong();
    return switch (arm) {
      case KERNEL ->
          new KernelLearner(
              samples,
              values.integer(FeatureLearning.KERNEL_DEGREE),
              values.reals(FeatureLearning.KERNEL_RIDGES));
      case THREE_LAYERS ->
          new ThreeLayers(
              samples,
              target::feature,
              values.reals(FeatureLearning.LAYER_RIDGES),
              values.integer(FeatureLearning.WIDTH),
              values.integer(FeatureLearning.READ_OUT),
              seed);
      case TWO_LAYERS, THREE_LAYERS_ADAM ->
          new GradientLearner(
              samples,
              target::feature,
              FeatureLearning.network(arm, d, values),
              GradientLearner.Training.of(values, seed),
              environment);
    };
  }
}
