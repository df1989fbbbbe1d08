package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.Mode;
import io.fanin.settings.Key;
import java.util.List;

/** The keys of the claim. */
final class ApproximationKeys {
  private ApproximationKeys() {}

  /** The keys that are read by name elsewhere, with their defaults for a mode. */
  static final class Of {
    final Key<Integer> trees;
    final Key<List<Integer>> orders;
    final Key<List<Integer>> deep;
    final Key<List<Integer>> grids;
    final Key<List<Integer>> intervals;
    final Key<Integer> points;
    final Key<List<Integer>> inputs;
    final Key<List<Integer>> widths;
    final Key<List<Double>> rates;
    final Key<Integer> steps;
    final Key<Integer> batch;
    final Key<Integer> samples;
    final Key<Integer> depth;
    final Key<String> activation;
    final Key<Double> frequency;
    final Key<Integer> polish;
    final Key<Double> minimum;

    Of(Mode mode) {
      boolean full = mode == Mode.FULL;
      trees =
          Key.integer("trees", full ? 16 : 8, "Random target trees of each size.")
              .between(2, 1000)
              .unit("trees");
      orders =
          Key.integers("m", List.of(2, 4), "Smoothness that the construction uses.").between(2, 4);
      deep =
          Key.integers("deep-n", List.of(2, 4, 6, 8, 16), "Inputs of the built deep approximants.")
              .between(2, 1024);
      grids =
          Key.integers("grid-n", List.of(2, 4, 6), "Inputs of the built tensor grids.")
              .between(2, 8);
      intervals =
          Key.integers(
                  "intervals",
                  List.of(3, 4, 6, 8, 12, 16, 24, 32, 48, 64),
                  "Intervals of each axis; the last two octaves that fit in memory are fitted.")
              .between(3, 4096);
      points =
          Key.integer("points", full ? 200_000 : 20_000, "Random points of a sup error.")
              .between(100, 10_000_000);
      inputs =
          Key.integers(
                  "n",
                  full ? List.of(4, 8, 16, 32, 64) : List.of(8, 16),
                  "Inputs of the trained targets.")
              .between(2, 256);
      widths =
          Key.integers(
                  "widths",
                  full ? List.of(4, 8, 16, 32, 64) : List.of(8, 16, 32),
                  "Hidden units of each constituent of the matched network.")
              .between(1, 1024)
              .unit("units");
      rates =
          Key.reals("rates", List.of(0.001, 0.003, 0.01), "Adam's learning rates to choose from.")
              .between(1e-8, 10);
      steps =
          Key.integer("steps", full ? 40_000 : 8_000, "Updates, with a cosine schedule.")
              .between(1, 100_000_000)
              .unit("steps");
      batch = Key.integer("batch", 256, "Samples in a step.").between(1, 65_536);
      samples =
          Key.integer("samples", 65_536, "Training samples of each target.").between(16, 4_000_000);
      depth = Key.integer("dense-depth", 3, "Hidden layers of the dense network.").between(1, 100);
      activation =
          Key.choice(
              "activation",
              "tanh",
              "Activation of every hidden unit.",
              "relu",
              "tanh",
              "sigmoid",
              "softplus",
              "gelu",
              "silu",
              "sine");
      frequency =
          Key.real("frequency", 2, "Largest slope inside the sines of a constituent.")
              .between(0.125, 64);
      polish =
          Key.integer("polish", full ? 200 : 0, "L-BFGS iterations in double precision after Adam.")
              .between(0, 100_000)
              .unit("iterations");
      minimum =
          Key.real("minimum-effect", 1.1, "Smallest ratio of errors that counts.").between(1, 100);
    }

    List<Key<?>> all() {
      return List.of(
          trees,
          orders,
          deep,
          grids,
          intervals,
          points,
          inputs,
          widths,
          rates,
          steps,
          batch,
          samples,
          depth,
          activation,
          frequency,
          polish,
          minimum);
    }
  }

  static Of of(Mode mode) {
    return new Of(mode);
  }
}
