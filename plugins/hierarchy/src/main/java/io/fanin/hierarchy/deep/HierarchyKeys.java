package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.Mode;
import io.fanin.settings.Key;
import java.util.List;

/** The keys of the claim. */
final class HierarchyKeys {
  static final String LEVELS = "levels";
  static final String BRANCHING = "branching";
  static final String SYMBOLS = "symbols";
  static final String CLASSES = "classes";
  static final String SWEEP_SYMBOLS = "sweep-symbols";
  static final String SWEEP = "sweep-classes";
  static final String SEEDS = "seeds";
  static final String VALIDATION = "validation-seeds";
  static final String FIRST = "first";
  static final String RATIO = "ratio";
  static final String RUNGS = "rungs";
  static final String LEARNT = "learnt";
  static final String TEST = "test-rows";
  static final String MULTIPLE = "shallow-multiple";
  static final String CHANNELS = "channels";
  static final String OPTIMIZER = "optimizer";
  static final String RATES = "rates";
  static final String RATE_SAMPLES = "rate-samples";
  static final String BATCH = "batch";
  static final String STEPS = "steps";
  static final String FIT = "fit";
  static final String MOMENTUM = "momentum";

  private HierarchyKeys() {}

  static List<Key<?>> of(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> symbols = full ? List.of(4, 6, 8, 10) : List.of(4, 6, 8);
    List<Integer> sweep = full ? List.of(2, 4, 8) : List.of(2, 4, 6);
    List<Double> rates = List.of(0.003, 0.01, 0.03, 0.1);
    return List.of(
        Key.integer(LEVELS, 3, "Levels of the hierarchy.").between(1, 8),
        Key.integer(BRANCHING, 2, "Symbols that a rule writes.").between(2, 8),
        Key.integers(
                SYMBOLS, symbols, "Symbols and synonyms of the grammars on the diagonal, rising.")
            .between(2, 64),
        Key.integer(CLASSES, 2, "Classes on the diagonal.").between(2, 1000),
        Key.integer(SWEEP_SYMBOLS, full ? 8 : 6, "Symbols and synonyms where classes grow.")
            .between(2, 64),
        Key.integers(SWEEP, sweep, "Numbers of classes, rising.").between(2, 1000),
        Key.integer(SEEDS, full ? 10 : 5, "Grammars, samples and networks of each size.")
            .between(3, 1000),
        Key.integer(VALIDATION, 2, "Further ones that choose the learning rate.").between(1, 100),
        Key.real(FIRST, 1, "Smallest number of samples over n_c m^L.").above(0).atMost(1000),
        Key.real(RATIO, 1.5, "Ratio of one number of samples to the one before.")
            .above(1)
            .atMost(100),
        Key.integer(RUNGS, full ? 12 : 9, "Numbers of samples at most.").between(2, 100),
        Key.real(LEARNT, 0.1, "Share of chance's error at which a network has learnt.")
            .above(0)
            .below(1),
        Key.integer(TEST, full ? 2000 : 1000, "Rows that error is measured on.")
            .between(20, 1_000_000),
        Key.real(MULTIPLE, 4, "Samples of the two-layer network over P* of the deep one.")
            .above(0)
            .atMost(1000),
        Key.integer(CHANNELS, full ? 256 : 64, "Channels of each layer of the deep network.")
            .between(1, 10_000),
        Key.choice(
            OPTIMIZER,
            full ? MOMENTUM : "adam",
            "Update rule: gradient descent with momentum 0.9, or Adam.",
            "adam",
            MOMENTUM),
        Key.reals(RATES, rates, "Learning rates to choose from.").above(0).atMost(10),
        Key.real(
                RATE_SAMPLES,
                4,
                "Samples over n_c m^L on which the rate is chosen; times shallow-multiple for two layers.")
            .above(0)
            .atMost(1000),
        Key.integer(BATCH, 128, "Samples in a step.").between(1, 100_000),
        Key.integer(STEPS, full ? 40_000 : 1500, "Steps at most.").between(1, 100_000_000),
        Key.real(FIT, 0.01, "Mean training loss of a pass at which training ends, in nats.")
            .above(0)
            .atMost(1));
  }
}
