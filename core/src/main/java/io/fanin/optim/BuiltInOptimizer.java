package io.fanin.optim;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** The providers of this package; a default stands here once, as a key, and is PyTorch's. */
enum BuiltInOptimizer implements OptimizerProvider {
  SGD("sgd") {
    @Override
    public List<Key<?>> keys() {
      return List.of(MOMENTUM, NESTEROV);
    }

    @Override
    public Optimizer create(Settings settings) {
      return new Sgd(settings.get(MOMENTUM), settings.get(NESTEROV));
    }
  },
  ADAM("adam") {
    @Override
    public List<Key<?>> keys() {
      return List.of(BETA1, BETA2, EPSILON);
    }

    @Override
    public Optimizer create(Settings settings) {
      return adam(settings);
    }
  },
  ADAMW("adamw") {
    @Override
    public List<Key<?>> keys() {
      return List.of(BETA1, BETA2, EPSILON, LAMBDA);
    }

    @Override
    public Optimizer create(Settings settings) {
      return adam(settings).decayedDecoupled(settings.get(LAMBDA));
    }
  },
  RMSPROP("rmsprop") {
    @Override
    public List<Key<?>> keys() {
      return List.of(DECAY, EPSILON, MOMENTUM);
    }

    @Override
    public Optimizer create(Settings settings) {
      return new RmsProp(settings.get(DECAY), settings.get(EPSILON), settings.get(MOMENTUM));
    }
  };

  private static final Key<Double> MOMENTUM =
      Key.real("momentum", 0, "Share of the last velocity that is kept.").atLeast(0).below(1);
  private static final Key<Boolean> NESTEROV =
      Key.flag("nesterov", false, "Whether the gradient is looked at ahead.");
  private static final Key<Double> BETA1 =
      Key.real("beta1", 0.9, "Share of the mean gradient that is kept.").atLeast(0).below(1);
  private static final Key<Double> BETA2 =
      Key.real("beta2", 0.999, "Share of the mean square that is kept.").atLeast(0).below(1);
  private static final Key<Double> EPSILON =
      Key.real("epsilon", 1e-8, "Added to the root of the mean square.").above(0);
  private static final Key<Double> DECAY =
      Key.real("decay", 0.99, "Share of the mean square that is kept.").atLeast(0).below(1);
  private static final Key<Double> LAMBDA =
      Key.real("lambda", 0.01, "Decoupled weight decay.").atLeast(0);

  private final String id;

  BuiltInOptimizer(String id) {
    this.id = id;
  }

  private static Optimizer adam(Settings settings) {
    return new Adam(settings.get(BETA1), settings.get(BETA2), settings.get(EPSILON));
  }

  @Override
  public String id() {
    return id;
  }
}
