package io.fanin.models.basis;

/**
 * Least-squares fit of one spline space by another on the range that they share.
 *
 * <p>Points are {@code 2 (degree + 1)} equally spaced ones in each new interval. The normal
 * equations have {@code degree} bands beside the diagonal and a condition number that does not grow
 * with the number of intervals, so a banded Cholesky factorisation loses only a few digits. Cost
 * {@code intervals * degree^2} for the factors.
 */
final class SplineFit {
  private final BSpline from;
  private final BSpline to;
  private final double[][] factor; // [row][band]: entry (i, i - band) of the lower triangle

  SplineFit(BSpline from, BSpline to) {
    this.from = from;
    this.to = to;
    this.factor = factor(gram());
  }

  private int points() {
    return to.intervals() * 2 * (to.degree() + 1);
  }

  private double point(int p) {
    return to.low() + (p + 0.5) / points() * (to.high() - to.low());
  }

  private int span(int p) {
    return p / (2 * (to.degree() + 1));
  }

  private double[][] gram() {
    int degree = to.degree();
    double[][] gram = new double[to.size()][degree + 1];
    double[] row = new double[to.size()];
    for (int p = 0; p < points(); p++) {
      to.values(point(p), row, 0);
      for (int i = span(p); i <= span(p) + degree; i++) {
        for (int j = span(p); j <= i; j++) {
          gram[i][i - j] += row[i] * row[j];
        }
      }
    }
    return gram;
  }

  private static double[][] factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = Math.max(0, i - a[i].length + 1); j <= i; j++) {
        double sum = a[i][i - j];
        for (int k = Math.max(0, i - a[i].length + 1); k < j; k++) {
          sum -= a[i][i - k] * a[j][j - k];
        }
        a[i][i - j] = i == j ? Math.sqrt(sum) : sum / a[j][0];
      }
    }
    return a;
  }

  void fit(double[] in, int at, double[] out, int outAt) {
    double[] x = projected(in, at);
    int bands = to.degree() + 1;
    for (int i = 0; i < x.length; i++) {
      for (int k = Math.max(0, i - bands + 1); k < i; k++) {
        x[i] -= factor[i][i - k] * x[k];
      }
      x[i] /= factor[i][0];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < Math.min(x.length, i + bands); k++) {
        x[i] -= factor[k][k - i] * x[k];
      }
      x[i] /= factor[i][0];
    }
    System.arraycopy(x, 0, out, outAt, x.length);
  }

  /** Inner products of the new functions with the old spline. */
  private double[] projected(double[] in, int at) {
    double[] products = new double[to.size()];
    double[] olds = new double[from.size()];
    double[] news = new double[to.size()];
    for (int p = 0; p < points(); p++) {
      from.values(point(p), olds, 0);
      to.values(point(p), news, 0);
      double value = 0;
      for (int j = 0; j < olds.length; j++) {
        value += in[at + j] * olds[j];
      }
      for (int i = span(p); i <= span(p) + to.degree(); i++) {
        products[i] += value * news[i];
      }
    }
    return products;
  }
}
