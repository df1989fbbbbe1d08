package io.fanin.circuits.number;

import java.util.Arrays;

/**
 * How accurate each node of a graph must be.
 *
 * <p>If node v is off by at most {@code eps_v} on the box it is used on, the output is off by at
 * most {@code sum_v lambda_v eps_v}, where lambda are the path-Lipschitz sums (Mhaskar and Poggio,
 * Analysis and Applications 14, 2016). With {@code eps_v = C_v N_v^{-r_v}} for N units, the fewest
 * units in all have equal {@code lambda_v C_v r_v N_v^{-r_v - 1}}.
 */
public final class ErrorBudget {
  private static final int HALVINGS = 200;

  private ErrorBudget() {}

  /** {@code sum_v lambda_v eps_v}, a bound of the output's error. */
  public static double bound(double[] lambda, double[] errors) {
    requireEqual(lambda.length, errors.length);
    double sum = 0;
    for (int v = 0; v < lambda.length; v++) {
      sum += lambda[v] == 0 ? 0 : lambda[v] * errors[v];
    }
    return sum;
  }

  /**
   * The units of each node, real numbers, that give the output the error {@code eps} with the
   * smallest sum.
   *
   * @param lambda at least 0
   * @param constants {@code C_v}, above 0
   * @param rates {@code r_v = m_v / d_v}, above 0
   * @param eps above 0
   * @return {@code [nodes]}; 0 where lambda is 0
   */
  public static double[] units(double[] lambda, double[] constants, double[] rates, double eps) {
    requireEqual(lambda.length, constants.length);
    requireEqual(lambda.length, rates.length);
    for (int v = 0; v < lambda.length; v++) {
      if (!(lambda[v] >= 0 && constants[v] > 0 && rates[v] > 0)) {
        throw new IllegalArgumentException(
            "node %d needs lambda >= 0, C > 0 and r > 0, has %s, %s, %s"
                .formatted(v, lambda[v], constants[v], rates[v]));
      }
    }
    if (!(eps > 0)) {
      throw new IllegalArgumentException("eps must be > 0, was " + eps);
    }
    double low = -700; // logarithm of the multiplier, within a double's range
    double high = 700;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double error = error(lambda, constants, rates, at(middle, lambda, constants, rates));
      if (error > eps) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return at(low, lambda, constants, rates);
  }

  /** Solves {@code lambda C r N^{-r-1} = e^mu} at each node. */
  private static double[] at(double mu, double[] lambda, double[] constants, double[] rates) {
    double[] units = new double[lambda.length];
    Arrays.setAll(
        units,
        v ->
            lambda[v] == 0
                ? 0
                : StrictMath.exp(
                    (StrictMath.log(lambda[v] * constants[v] * rates[v]) - mu) / (rates[v] + 1)));
    return units;
  }

  private static double error(double[] lambda, double[] constants, double[] rates, double[] units) {
    double sum = 0;
    for (int v = 0; v < units.length; v++) {
      sum +=
          lambda[v] == 0
              ? 0
              : lambda[v] * constants[v] * StrictMath.exp(-rates[v] * StrictMath.log(units[v]));
    }
    return sum;
  }

  private static void requireEqual(int nodes, int values) {
    if (nodes != values) {
      throw new IllegalArgumentException(values + " values for " + nodes + " nodes");
    }
  }
}
