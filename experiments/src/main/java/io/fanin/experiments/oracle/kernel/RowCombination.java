package io.fanin.experiments.oracle.kernel;

/**
 * Adds combinations of rows to a row: the inner loop of all dense algebra here.
 *
 * <p>Every element is summed in the order of the rows, eight at a time, whatever the machine, so
 * that results have the same bits everywhere; the loop over elements is one that compilers turn
 * into vector instructions.
 */
public final class RowCombination {
  private static final int TOGETHER = 8;

  private RowCombination() {}

  /**
   * {@code target[low..high) += sum_k factors[k - from] * rows[k][low..high)}, k in {@code [from,
   * to)}.
   *
   * @param target none of the rows
   */
  public static void add(
      double[] target, int low, int high, double[] factors, double[][] rows, int from, int to) {
    int k = from;
    for (; k + TOGETHER <= to; k += TOGETHER) {
      eight(target, low, high, factors, k - from, rows, k);
    }
    for (; k < to; k++) {
      one(target, low, high, factors[k - from], rows[k]);
    }
  }

  private static void eight(
      double[] t, int low, int high, double[] f, int at, double[][] rows, int k) {
    double f0 = f[at];
    double f1 = f[at + 1];
    double f2 = f[at + 2];
    double f3 = f[at + 3];
    double f4 = f[at + 4];
    double f5 = f[at + 5];
    double f6 = f[at + 6];
    double f7 = f[at + 7];
    double[] a = rows[k];
    double[] b = rows[k + 1];
    double[] c = rows[k + 2];
    double[] d = rows[k + 3];
    double[] e = rows[k + 4];
    double[] g = rows[k + 5];
    double[] h = rows[k + 6];
    double[] i = rows[k + 7];
    for (int j = low; j < high; j++) {
      double first = f0 * a[j] + f1 * b[j] + f2 * c[j] + f3 * d[j];
      double second = f4 * e[j] + f5 * g[j] + f6 * h[j] + f7 * i[j];
      t[j] += first + second;
    }
  }

  private static void one(double[] t, int low, int high, double f, double[] row) {
    for (int j = low; j < high; j++) {
      t[j] += f * row[j];
    }
  }
}
