package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.fourier.NodeCorrelations;
import io.fanin.experiments.oracle.fourier.NodeStaircase;
import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.List;

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

  /** Coefficients are multiples of 2^-n; whatever is smaller is 0. */
  static final double ZERO = 1e-9;

  private final String label;

  Predictor(String label) {
    this.label = label;
  }

  String label() {
    return label;
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
    double[] correlations = NodeCorrelations.of(target.function(), 0);
    int output = graph.outputs()[0];
    double[] profile = spectrum.weightByDegree();
    double low = profile[1] + (profile.length > 2 ? profile[2] : 0);
    double weakest = 1;
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      weakest = Math.min(weakest, correlations[v]);
    }
    double[] all = new double[values().length];
    all[SIZE.ordinal()] = graph.nodes();
    all[DEPTH.ordinal()] = graph.depth();
    all[INPUTS.ordinal()] = target.inputs();
    all[LEAP.ordinal()] = Leap.of(polynomial(spectrum)).value();
    all[EXPONENT.ordinal()] = exponent(spectrum);
    all[SENSITIVITY.ordinal()] = spectrum.averageSensitivity();
    all[TAIL.ordinal()] = 1 - low / spectrum.variance();
    all[FIRST.ordinal()] = 0 - first(spectrum); // not -0.0
    all[WEAKEST.ordinal()] = 0 - weakest;
    all[STAIRCASE.ordinal()] = 0 - NodeStaircase.of(graph, correlations, output);
    return all;
  }

  /** The largest first-order coefficient. */
  static double first(FourierSpectrum spectrum) {
    double most = 0;
    for (int i = 0; i < spectrum.inputs(); i++) {
      most = Math.max(most, Math.abs(spectrum.coefficient(1 << i)));
    }
    return most;
  }

  /** The smallest degree of a term that is not constant. */
  private static int exponent(FourierSpectrum spectrum) {
    return spectrum.support(ZERO).stream()
        .mapToInt(Integer::bitCount)
        .filter(k -> k > 0)
        .min()
        .orElse(0);
  }

  private static SparsePolynomial polynomial(FourierSpectrum spectrum) {
    List<SparsePolynomial.Term> terms = new ArrayList<>();
    for (int set : spectrum.support(ZERO)) {
      List<Integer> exponents = new ArrayList<>();
      for (int i = 0; i < spectrum.inputs(); i++) {
        exponents.add(set >> i & 1);
      }
      terms.add(new SparsePolynomial.Term(exponents, spectrum.coefficient(set)));
    }
    return SparsePolynomial.of(spectrum.inputs(), SparsePolynomial.Basis.SIGNS, terms);
  }
}
