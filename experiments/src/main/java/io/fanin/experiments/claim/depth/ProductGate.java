package io.fanin.experiments.claim.depth;

/**
 * The product of two numbers by four units: {@code xy ~ (q(t(x+y)) + q(-t(x+y)) - q(t(x-y)) -
 * q(-t(x-y))) / (4 t^2 q''(0))}, with error {@code O(t^2)}, here for {@code q = exp} (Lin, Tegmark
 * and Rolnick 2017).
 */
final class ProductGate {
  private ProductGate() {}

  static double of(double x, double y, double t) {
    double sum = StrictMath.exp(t * (x + y)) + StrictMath.exp(-t * (x + y));
    double difference = StrictMath.exp(t * (x - y)) + StrictMath.exp(-t * (x - y));
    return (sum - difference) / (4 * t * t);
  }

  /**
   * The largest error of the product of n numbers by {@code n - 1} gates, over corners and zero.
   */
  static double largestError(int inputs, double t) {
    double largest = 0;
    int points = 1;
    for (int i = 0; i < inputs; i++) {
      points *= 3;
    }
    for (int p = 0; p < points; p++) {
      int rest = p;
      double built = rest % 3 - 1;
      double exact = built;
      for (int i = 1; i < inputs; i++) {
        rest /= 3;
        double x = rest % 3 - 1;
        built = of(built, x, t);
        exact *= x;
      }
      largest = Math.max(largest, Math.abs(built - exact));
    }
    return largest;
  }
}
