package io.fanin.experiments.oracle.fourier;

/**
 * The first gradient of a network that is to learn a parity, in closed form (B. Barak, B. Edelman,
 * S. Goel, S. Kakade, E. Malach, C. Zhang, "Hidden Progress in Deep Learning", NeurIPS 2022).
 *
 * <p>For one unit {@code relu(w.x)} with {@code w} in {@code {-1, 1}^n}, n odd, and label {@code y
 * = chi_S(x)}, |S| = k, x uniform signs, the population gradient of {@code E[-y relu(w.x)]} is
 *
 * <pre>
 * i in S:      -(1/2) xi(k-1) prod_{j in S, j != i} w_j
 * i not in S:  -(1/2) xi(k+1) w_i prod_{j in S} w_j
 * </pre>
 *
 * with {@code xi(k)}, k >= 1, the Fourier coefficients of the majority of n signs. They vanish for
 * even k, so for odd |S| no coordinate of S is seen; for even |S| those of S stand out by {@code
 * (n-k)/(k-1)}.
 */
public final class ParityGradient {
  private ParityGradient() {}

  /**
   * The coefficient of majority at a set of size k: {@code (-1)^((k-1)/2) C((n-1)/2, (k-1)/2) /
   * C(n-1, k-1) 2^(1-n) C(n-1, (n-1)/2)} for odd k, 0 for even k.
   *
   * @param n odd, at least 1; for even n majority is not defined, and no formula is given
   * @param k in {@code 0..n}; above n the coefficient is 0, as there is no such set
   */
  public static double majority(int n, int k) {
    if (n < 1 || n % 2 == 0) {
      throw new IllegalArgumentException("n must be odd and >= 1, was " + n);
    }
    if (k < 0) {
      throw new IllegalArgumentException("k must be >= 0, was " + k);
    }
    if (k % 2 == 0 || k > n) {
      return 0;
    }
    int half = (n - 1) / 2;
    double value = ((k - 1) / 2) % 2 == 0 ? 1 : -1;
    value *= binomial(half, (k - 1) / 2) / binomial(n - 1, k - 1);
    for (int j = 1; j <= half; j++) { // 2^(1-n) C(n-1, half) as a product that cannot overflow
      value *= (half + j) / (4.0 * j);
    }
    return value;
  }

  private static double binomial(int n, int k) {
    double value = 1;
    for (int j = 1; j <= k; j++) {
      value = value * (n - k + j) / j; // exact below 2^53: each partial value is whole
    }
    return value;
  }

  /**
   * The gradient by the formula, {@code [n]}.
   *
   * @param w signs, n odd of them
   * @param set which inputs the parity reads, {@code [n]}
   */
  public static double[] formula(int[] w, boolean[] set) {
    int n = w.length;
    int k = 0;
    int product = 1;
    for (int i = 0; i < n; i++) {
      k += set[i] ? 1 : 0;
      product *= set[i] ? w[i] : 1;
    }
    double inside = k == 1 ? 1 : majority(n, Math.max(0, k - 1)); // k = 1: y x_i is 1
    double outside = majority(n, k + 1);
    double[] gradient = new double[n];
    for (int i = 0; i < n; i++) {
      gradient[i] = -0.5 * product * w[i] * (set[i] ? inside : outside);
    }
    return gradient;
  }

  /**
   * The gradient by enumeration of all {@code 2^n} rows, {@code [n]}: what the formula must equal.
   *
   * @param w signs, at most 20 of them
   */
  public static double[] enumerated(int[] w, boolean[] set) {
    int n = w.length;
    if (n > Cube.MAX_INPUTS) {
      throw new IllegalArgumentException("n must be <= " + Cube.MAX_INPUTS + ", was " + n);
    }
    int mask = 0;
    for (int i = 0; i < n; i++) {
      mask |= set[i] ? 1 << i : 0;
    }
    long[] sums = new long[n]; // -y x_i over rows with w.x > 0: whole numbers, no rounding
    for (int r = 0; r < 1 << n; r++) {
      int z = 0;
      for (int i = 0; i < n; i++) {
        z += w[i] * Cube.sign(r, i);
      }
      if (z > 0) {
        int y = Cube.character(mask, r);
        for (int i = 0; i < n; i++) {
          sums[i] -= (long) y * Cube.sign(r, i);
        }
      }
    }
    double[] gradient = new double[n];
    for (int i = 0; i < n; i++) {
      gradient[i] = Math.scalb((double) sums[i], -n);
    }
    return gradient;
  }

  /**
   * The Fourier gap {@code |xi(k-1)| - |xi(k+1)|}, which falls as {@code n^(-(k-1)/2)}; k below
   * n/2.
   */
  public static double gap(int n, int k) {
    return Math.abs(majority(n, k - 1)) - Math.abs(majority(n, k + 1));
  }
}
