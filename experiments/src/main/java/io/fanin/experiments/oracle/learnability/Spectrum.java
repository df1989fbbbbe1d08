package io.fanin.experiments.oracle.learnability;

import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The terms of an expansion in an orthogonal basis: which inputs each reads, with which exponents,
 * and its share of the variance.
 *
 * @param inputs how many there are
 * @param reads of each non-constant term, as bits
 * @param exponents summed over inputs, of each term: its degree
 * @param weights of each term: its squared norm, greater than 0
 * @param repeated for each term the exponents that are above 1, as {@code {input, exponent}} pairs
 */
record Spectrum(
    int inputs,
    List<BitSet> reads,
    List<Integer> exponents,
    List<Double> weights,
    List<List<int[]>> repeated) {
  /** What a squared coefficient must be above, as a share of all, not to be rounding. */
  private static final double ROUNDING = 1e-24;

  private static final class Terms {
    final List<BitSet> reads = new ArrayList<>();
    final List<Integer> exponents = new ArrayList<>();
    final List<Double> weights = new ArrayList<>();
    final List<List<int[]>> repeated = new ArrayList<>();

    void add(BitSet read, int degree, double weight, List<int[]> powers) {
      reads.add(read);
      exponents.add(degree);
      weights.add(weight);
      repeated.add(powers);
    }

    Spectrum build(int inputs) {
      return new Spectrum(inputs, reads, exponents, weights, repeated);
    }
  }

  /**
   * Of a function of signs.
   *
   * @param relevant which input of the function each variable of the spectrum is
   */
  static Spectrum of(FourierSpectrum fourier, int[] relevant, int inputs) {
    double tolerance = Math.sqrt(fourier.power() * ROUNDING);
    Terms terms = new Terms();
    for (int set : fourier.support(tolerance)) {
      if (set != 0) {
        BitSet read = new BitSet();
        for (int i = 0; i < relevant.length; i++) {
          if ((set >> i & 1) == 1) {
            read.set(relevant[i]);
          }
        }
        double c = fourier.coefficient(set);
        terms.add(read, Integer.bitCount(set), c * c, List.of());
      }
    }
    return terms.build(inputs);
  }

  /**
   * Of a polynomial in the basis of signs or in Hermite's, where {@code He_k} has the squared norm
   * {@code k!}.
   */
  static Spectrum of(SparsePolynomial polynomial) {
    double power = 0;
    for (Term term : polynomial.terms()) {
      power += weight(term);
    }
    Terms terms = new Terms();
    for (Term term : polynomial.nonConstant()) {
      if (weight(term) > power * ROUNDING) {
        BitSet read = new BitSet();
        List<int[]> powers = new ArrayList<>();
        for (int i = 0; i < term.exponents().size(); i++) {
          int k = term.exponents().get(i);
          if (k > 0) {
            read.set(i);
          }
          if (k > 1) {
            powers.add(new int[] {i, k});
          }
        }
        terms.add(read, term.degree(), weight(term), powers);
      }
    }
    return terms.build(polynomial.variables());
  }

  private static double weight(Term term) {
    double weight = term.coefficient() * term.coefficient();
    for (int k : term.exponents()) {
      for (int j = 2; j <= k; j++) {
        weight *= j;
      }
    }
    return weight;
  }

  double variance() {
    return weights.stream().mapToDouble(w -> w).sum();
  }

  int degree() {
    return exponents.stream().mapToInt(e -> e).max().orElse(0);
  }

  /** The least degree of a term that is not constant; 0 where there is none. */
  int informationExponent() {
    return exponents.stream().mapToInt(e -> e).min().orElse(0);
  }

  /** The share of the variance at each degree, {@code [degree + 1]}. */
  double[] weightByDegree() {
    double[] shares = new double[degree() + 1];
    double all = variance();
    for (int t = 0; t < weights.size(); t++) {
      shares[exponents.get(t)] += weights.get(t) / all;
    }
    return shares;
  }

  /** {@code sum |S| f^(S)^2}. */
  double totalInfluence() {
    double sum = 0;
    for (int t = 0; t < weights.size(); t++) {
      sum += weights.get(t) * reads.get(t).cardinality();
    }
    return sum;
  }

  /**
   * The new coordinates of each step of the greedy climb, the largest of which is the leap; terms
   * that bring nothing new are no steps.
   */
  List<Integer> climb() {
    List<Integer> steps = new ArrayList<>();
    BitSet seen = new BitSet();
    BitSet left = new BitSet();
    left.set(0, reads.size());
    while (!left.isEmpty()) {
      int best = -1;
      int least = Integer.MAX_VALUE;
      for (int t = left.nextSetBit(0); t >= 0; t = left.nextSetBit(t + 1)) {
        int fresh = fresh(t, seen);
        if (fresh == 0) {
          left.clear(t);
        } else if (fresh < least) {
          least = fresh;
          best = t;
        }
      }
      if (best >= 0) {
        steps.add(least);
        seen.or(reads.get(best));
        left.clear(best);
      }
    }
    return steps;
  }

  private int fresh(int term, BitSet seen) {
    BitSet read = reads.get(term);
    int fresh = 0;
    for (int i = read.nextSetBit(0); i >= 0; i = read.nextSetBit(i + 1)) {
      fresh += seen.get(i) ? 0 : 1;
    }
    for (int[] power : repeated.get(term)) {
      fresh += seen.get(power[0]) ? 0 : power[1] - 1;
    }
    return fresh;
  }
}
