package io.fanin.experiments.claim.samplerate;

import io.fanin.function.Constituent;
import io.fanin.function.Smoothness;
import io.fanin.random.RandomStream;

/**
 * A function of two variables that is rough at every scale, Takagi's series in the plane:
 *
 * <pre>{@code h(a, b) = sum over k < levels of 2^(-beta k) B_k(a, b) / sum over k of 2^(-beta k)}
 * </pre>
 *
 * where {@code B_k} interpolates independent random signs on a grid of {@code 2^k} by {@code 2^k}
 * cells bilinearly. Values lie in [-1, 1] on [-1, 1]^2; outside, the nearest point counts. Between
 * scales {@code 2^-levels} and 1 it is beta-Hölder and no better (for beta = 1 up to a logarithm),
 * and its {@code 4^k} free signs at scale {@code k} are those of the minimax lower bound for that
 * class. Immutable.
 */
final class RoughField {
  private static final double LARGEST = 1;

  private final double beta;
  private final byte[][] signs; // [level][(2^level + 1)^2]
  private final double scale;

  /**
   * Draws the signs; fields that differ in the number of levels alone share those they have in
   * common.
   *
   * @param beta in (0, 1]
   * @param levels in [1, 10]
   */
  RoughField(double beta, int levels, long seed) {
    if (!(beta > 0 && beta <= LARGEST)) {
      throw new IllegalArgumentException("beta must be in (0, 1], was " + beta);
    }
    this.beta = beta;
    signs = new byte[levels][];
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      RandomStream random = RandomStream.of(seed, "rough-field", k);
      int side = (1 << k) + 1;
      signs[k] = new byte[side * side];
      for (int i = 0; i < signs[k].length; i++) {
        signs[k][i] = (byte) random.nextSign();
      }
      sum += amplitude(k);
    }
    scale = 1 / sum;
  }

  private double amplitude(int level) {
    return StrictMath.pow(2, -beta * level);
  }

  double value(double a, double b) {
    double u = (Math.max(-1, Math.min(1, a)) + 1) / 2;
    double v = (Math.max(-1, Math.min(1, b)) + 1) / 2;
    double sum = 0;
    for (int k = 0; k < signs.length; k++) {
      sum += amplitude(k) * interpolated(k, u, v);
    }
    return scale * sum;
  }

  private double interpolated(int level, double u, double v) {
    int cells = 1 << level;
    int i = Math.min((int) (u * cells), cells - 1);
    int j = Math.min((int) (v * cells), cells - 1);
    double s = u * cells - i;
    double t = v * cells - j;
    byte[] own = signs[level];
    int at = i * (cells + 1) + j;
    double low = own[at] * (1 - t) + own[at + 1] * t;
    double high = own[at + cells + 1] * (1 - t) + own[at + cells + 2] * t;
    return low * (1 - s) + high * s;
  }

  /** The field as a node of a target; its slopes grow without bound with the levels. */
  Constituent constituent() {
    return Constituent.of(
        2,
        args -> value(args[0], args[1]),
        Smoothness.DISCONTINUOUS,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  /**
   * The squared error of the best linear estimator that knows the scales: level {@code k} has
   * {@code 4^k} unknowns, each known up to {@code noise^2 / samples}, or is left out.
   *
   * <p>{@code sum over k of min(4^(-beta k), 4^k noise^2 / samples)}, whose slope in samples is
   * {@code -2 beta / (2 beta + 2)}.
   */
  static double oracleRisk(double beta, double samples, double noise) {
    double sum = 0;
    for (int k = 0; k < 60; k++) {
      double signal = StrictMath.pow(4, -beta * k);
      sum += Math.min(signal, StrictMath.pow(4, k) * noise * noise / samples);
    }
    return sum;
  }
}
