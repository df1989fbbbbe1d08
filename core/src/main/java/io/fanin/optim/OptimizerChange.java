package io.fanin.optim;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be joined to a rule by {@code +} in its text form. */
enum OptimizerChange {
  DECAY("decay") {
    @Override
    List<Key<?>> keys() {
      return List.of(LAMBDA, DECOUPLED, BIASES);
    }

    @Override
    Optimizer apply(Optimizer rule, Settings settings) {
      return new Decayed(rule, settings.get(LAMBDA), settings.get(DECOUPLED), settings.get(BIASES));
    }
  },
  CLIP("clip") {
    @Override
    List<Key<?>> keys() {
      return List.of(MAX);
    }

    @Override
    Optimizer apply(Optimizer rule, Settings settings) {
      return rule.clipped(settings.get(MAX));
    }
  },
  PROJECT("project") {
    @Override
    List<Key<?>> keys() {
      return List.of(NORM, RADIUS);
    }

    @Override
    Optimizer apply(Optimizer rule, Settings settings) {
      String norm = settings.get(NORM);
      NormBall.Kind kind =
          Arrays.stream(NormBall.Kind.values())
              .filter(k -> k.id().equals(norm))
              .findFirst()
              .orElseThrow();
      return rule.projected(new NormBall(kind, settings.get(RADIUS)));
    }
  };

  private static final Key<Double> LAMBDA =
      Key.real("lambda", 0.01, "Pull towards zero; the penalty is lambda/2 |w|^2.").atLeast(0);
  private static final Key<Boolean> DECOUPLED =
      Key.flag("decoupled", false, "Whether weights shrink beside the rule, not through it.");
  private static final Key<Boolean> BIASES = Key.flag("biases", false, "Whether biases decay too.");
  private static final Key<Double> MAX =
      Key.real("max", 1, "Largest norm of a replica's gradient.").above(0);
  private static final Key<String> NORM =
      Key.text("norm", "frobenius", "Which norm is bounded.").among(norms());
  private static final Key<Double> RADIUS =
      Key.real("radius", 1, "Largest norm of the parameters.").atLeast(NormBall.SMALLEST);

  private final String id;

  OptimizerChange(String id) {
    this.id = id;
  }

  abstract List<Key<?>> keys();

  abstract Optimizer apply(Optimizer rule, Settings settings);

  static Optional<OptimizerChange> byId(String id) {
    return Arrays.stream(values()).filter(c -> c.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(c -> c.id).toList();
  }

  private static String[] norms() {
    return Arrays.stream(NormBall.Kind.values()).map(NormBall.Kind::id).toArray(String[]::new);
  }
}
