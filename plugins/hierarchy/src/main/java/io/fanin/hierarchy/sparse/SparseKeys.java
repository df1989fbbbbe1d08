package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.Mode;
import io.fanin.settings.Key;
import java.util.List;

/** The keys of the claim. */
final class SparseKeys {
  static final String LEVELS = "levels";
  static final String BRANCHING = "branching";
  static final String SYMBOLS = "symbols";
  static final String CLASSES = "classes";
  static final String SYNONYMS = "synonyms";
  static final String EMPTIES = "empties";
  static final String LAW = "law";
  static final String SEEDS = "seeds";
  static final String VALIDATION = "validation-seeds";
  static final String FIRST = "first";
  static final String RATIO = "ratio";
  static final String RUNGS = "rungs";
  static final String LEARNT = "learnt";
  static final String TEST = "test-rows";
  static final String CHANNELS = "channels";
  static final String EQUAL = "equal";
  static final String OPTIMIZER = "optimizer";
  static final String RATES = "rates";
  static final String RATE_SAMPLES = "rate-samples";
  static final String BATCH = "batch";
  static final String STEPS = "steps";
  static final String FIT = "fit";
  static final String MOMENTUM = "momentum";
  static final String ANYWHERE = "anywhere";
  static final String PARAMETERS = "parameters";

  private SparseKeys() {}

  static List<Key<?>> of(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> empties = full ? List.of(1, 2, 3) : List.of(1, 3);
    return List.of(
        Key.integer(LEVELS, 3, "Levels of the hierarchy.").between(1, 8),
        Key.integer(BRANCHING, 2, "Symbols that a rule writes.").between(2, 8),
        Key.integer(SYMBOLS, 4, "Symbols of each level.").between(2, 64),
        Key.integer(CLASSES, 4, "Classes.").between(2, 1000),
        Key.integer(SYNONYMS, 2, "Ways of writing a symbol.").between(1, 64),
        Key.integers(EMPTIES, empties, "Empty places beside each symbol, s0, rising.")
            .between(0, 64),
        Key.choice(
            LAW,
            "own-patch",
            "Where symbols stand: each in a patch of its own, or anywhere in their order.",
            "own-patch",
            ANYWHERE),
        Key.integer(SEEDS, full ? 10 : 5, "Grammars, each with samples and networks of its own.")
            .between(3, 1000),
        Key.integer(VALIDATION, 2, "Further ones that choose the learning rate.").between(1, 100),
        Key.real(FIRST, 1, "Smallest number of samples over n_c m^L (s0 + 1)^2.")
            .above(0)
            .atMost(1000),
        Key.real(RATIO, full ? 1.5 : 2, "Ratio of one number of samples to the one before.")
            .above(1)
            .atMost(100),
        Key.integer(RUNGS, full ? 14 : 8, "Numbers of samples at most.").between(2, 100),
        Key.real(LEARNT, 0.1, "Share of chance's error at which a network has learnt.")
            .above(0)
            .below(1),
        Key.integer(TEST, full ? 1000 : 500, "Rows that error is measured on.")
            .between(20, 100_000),
        Key.integer(CHANNELS, full ? 128 : 32, "Channels of each layer.").between(1, 10_000),
        Key.choice(
            EQUAL,
            full ? PARAMETERS : "multiply-adds",
            "What networks are made equal in: multiply-adds; or that, and then parameters too.",
            "multiply-adds",
            PARAMETERS),
        Key.choice(
            OPTIMIZER,
            full ? MOMENTUM : "adam",
            "Update rule: gradient descent with momentum 0.9, or Adam.",
            "adam",
            MOMENTUM),
        Key.reals(
                RATES,
                full ? List.of(0.001, 0.003, 0.01, 0.03) : List.of(0.003, 0.01, 0.03, 0.1),
                "Learning rates to choose from.")
            .above(0)
            .atMost(10),
        Key.real(RATE_SAMPLES, 4, "Samples over n_c m^L (s0 + 1)^2 on which the rate is chosen.")
            .above(0)
            .atMost(1000),
        Key.integer(BATCH, full ? 4 : 128, "Samples in a step.").between(1, 100_000),
        Key.integer(STEPS, full ? 200_000 : 1500, "Steps at most.").between(1, 100_000_000),
        Key.real(
                FIT,
                full ? 0.001 : 0.01,
                "Mean training loss of a pass at which training ends, in nats.")
            .above(0)
            .atMost(1));
  }
}
