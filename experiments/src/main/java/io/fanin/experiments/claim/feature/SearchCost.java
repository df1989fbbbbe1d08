package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.models.Network;

/** What the searches will cost, if each arm needs about what it is predicted to. */
final class SearchCost {
  private static final double TRAINING_FLOPS = 4e10; // in a second on two cores, small programs
  private static final double ALGEBRA_FLOPS = 1.2e10;
  private static final int EVALUATIONS = 3; // of a search, from a start that is not far

  private final SettingValues values;

  SearchCost(SettingValues values) {
    this.values = values;
  }

  Cost cost() {
    int seeds = values.integer(FeatureLearning.SEEDS);
    FeatureLearning.ladder(values);
    int rates = values.reals(FeatureLearning.RATES).size();
    double seconds = 0;
    int trials = 0;
    int networks = 0;
    for (Arm arm : Arm.values()) {
      for (int d : arm.inputs(values)) {
        trials += seeds;
        networks += arm == Arm.KERNEL ? 0 : seeds * EVALUATIONS * (arm.byGradient() ? rates : 1);
        double n = Math.min(arm.start(d), values.integer(FeatureLearning.LARGEST));
        seconds += seeds * EVALUATIONS * seconds(arm, d, n);
      }
    }
    int d = ReducingTarget.inputs(values);
    for (Arm arm : ReducingTask.ARMS) {
      for (double kappa : values.reals(FeatureLearning.KAPPAS)) {
        int targets = values.integer(FeatureLearning.REDUCING_SEEDS);
        trials += targets;
        networks += arm == Arm.KERNEL ? 0 : targets * rates;
        seconds +=
            targets
                * (arm == Arm.KERNEL
                    ? kernel(ReducingTask.samples(d, kappa))
                    : training(ReducingTask.network(arm, d, values)));
      }
    }
    return new Cost(trials, networks, 4 + seconds);
  }

  /** Of one evaluation. */
  private double seconds(Arm arm, int d, double n) {
    return switch (arm) {
      case KERNEL -> kernel(n);
      case THREE_LAYERS -> {
        double width = values.integer(FeatureLearning.WIDTH);
        double small = Math.min(n, width);
        double solves = values.reals(FeatureLearning.LAYER_RIDGES).size() * small / 3;
        yield small * small * (Math.max(n, width) + solves) / ALGEBRA_FLOPS;
      }
      case TWO_LAYERS, THREE_LAYERS_ADAM -> training(FeatureLearning.network(arm, d, values));
    };
  }

  private double kernel(double n) {
    return values.reals(FeatureLearning.KERNEL_RIDGES).size() * n * n * n / 3 / ALGEBRA_FLOPS;
  }

  private double training(Network network) {
    double rows =
        (double) values.integer(FeatureLearning.STEPS) * values.integer(FeatureLearning.BATCH);
    int rates = values.reals(FeatureLearning.RATES).size();
    return 6.0 * network.multiplyAdds() * rows * rates / TRAINING_FLOPS;
  }
}
