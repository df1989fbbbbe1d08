package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.target.Digits;
import io.fanin.settings.Key;
import java.util.List;

/** The keys of the claim. */
final class LocalityKeys {
  static final String SETS = "sets";
  static final String SAMPLES = "samples";
  static final String FILTER = "filter";
  static final String STRIDE = "stride";
  static final String PARAMETERS = "parameters";
  static final String EPOCHS = "epochs";
  static final String BATCH = "batch";
  static final String RATES = "rates";
  static final String ACTIVATION = "activation";
  static final String RESAMPLES = "resamples";
  static final String DATA = "data";
  static final String DENSE_SHUFFLED = "dense-shuffled";
  static final String MINIMUM = "minimum-effect";

  private LocalityKeys() {}

  static List<Key<?>> of(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> samples = full ? List.of(50, 100, 200) : List.of(50);
    return List.of(
        Key.integer(SETS, full ? 0 : 24, "Disjoint training sets; 0 for as many as fit.")
            .between(0, 100_000)
            .unit("sets"),
        Key.integers(SAMPLES, samples, "Digits in each training set; one run for each size.")
            .between(10, 100_000)
            .unit("digits"),
        Key.integer(FILTER, 3, "Side of the square field that a unit reads.")
            .between(1, 256)
            .unit("pixels"),
        Key.integer(STRIDE, 1, "Step from one field to the next.").between(1, 256).unit("pixels"),
        Key.integer(PARAMETERS, 9500, "Parameters that each network is made to have, nearly.")
            .between(100, 1_000_000),
        Key.integer(EPOCHS, 80, "Passes over the training set.").between(1, 100_000).unit("epochs"),
        Key.integer(BATCH, 10, "Digits in a step.").between(1, 100_000).unit("digits"),
        Key.reals(RATES, List.of(0.001, 0.003, 0.01), "Adam's learning rates to choose from.")
            .between(1e-8, 10),
        Key.choice(
            ACTIVATION, "relu", "Activation of the hidden layer.", "relu", "tanh", "gelu", "silu"),
        Key.integer(RESAMPLES, 10_000, "Resamples of the crossed bootstrap.")
            .between(100, 1_000_000),
        Digits.key(DATA),
        Key.flag(
            DENSE_SHUFFLED,
            full,
            "Whether dense networks are trained on moved pixels too, to which they should be equal."),
        Key.real(MINIMUM, 0.01, "Smallest difference of error rates that counts.").between(0, 1));
  }
}
