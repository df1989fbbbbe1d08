package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.fourier.NodeCorrelations;
import io.fanin.experiments.oracle.fourier.NodeStaircase;
import io.fanin.experiments.oracle.learnability.Learnability;
import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.Objects;

/** Exact quantities of a target; a larger one promises a longer time. */
enum Predictor {
  SIZE("size"),
  DEPTH("depth"),
  INPUTS("n"),
  LEAP("leap"),
  EXPONENT("information exponent"),
  SENSITIVITY("average sensitivity"),
  TAIL("variance above degree 2"),
  FIRST("no first-order coefficient"),
  WEAKEST("weakest node correlation"),
  STAIRCASE("staircase of nodes");

  private final String label;

  Predictor(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Place in the order of declaration, from 0. */
  int place() {
    return Arrays.asList(values()).indexOf(this);
  }

  String id() {
    return "predictor." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether it is one of those that the others must beat. */
  boolean trivial() {
    return this == SIZE || this == DEPTH || this == INPUTS;
  }

  /** All of a target, in this order. */
  static double[] all(RandomTarget target) {
    SparseGraph graph = target.function().graph();
    FourierSpectrum spectrum = FourierSpectrum.of(target.table());
    double[] profile = spectrum.weightByDegree();
    double low = profile[1] + profile[2];
    double[] correlations = NodeCorrelations.of(target.function(), 0);
    Learnability card = Learnability.of(target.function(), 0, 0); // exact, whatever the seed
    double[] all = new double[values().length];
    all[SIZE.place()] = graph.nodes();
    all[DEPTH.place()] = graph.depth();
    all[INPUTS.place()] = target.inputs();
    all[LEAP.place()] = value(card, "leap");
    all[EXPONENT.place()] = value(card, "informationExponent");
    all[SENSITIVITY.place()] = value(card, "averageSensitivity");
    all[TAIL.place()] = 1 - low / spectrum.variance();
    all[FIRST.place()] = 0 - first(spectrum); // not -0.0
    all[WEAKEST.place()] = 0 - value(card, "leastNodeCorrelation");
    all[STAIRCASE.place()] = 0 - NodeStaircase.of(graph, correlations, graph.outputs()[0]);
    return all;
  }

  private static double value(Learnability card, String key) {
    Double value =
        card.predictors().stream()
            .filter(p -> p.key().equals(key))
            .findFirst()
            .map(io.fanin.experiments.oracle.learnability.Predictor::value)
            .orElse(null);
    return Objects.requireNonNull(value, key);
  }

  /** The largest first-order coefficient. */
  static double first(FourierSpectrum spectrum) {
    double most = 0;
    for (int i = 0; i < spectrum.inputs(); i++) {
      most = Math.max(most, Math.abs(spectrum.coefficient(1 << i)));
    }
    return most;
  }
}
