package io.fanin.testkit;

import io.fanin.kernel.NodeFunction;
import java.util.Arrays;

/** {@code y[o] = sum_i p[o][i] x[i] x[k-1-i]}: not affine, and exact on whole numbers. */
record WeightedProducts() implements NodeFunction {
  @Override
  public String id() {
    return "weighted-products";
  }

  @Override
  public int parameters(int readWidth, int outWidth) {
    return readWidth * outWidth;
  }

  @Override
  public void forward(double[] x, double[] p, double[] y, int count) {
    int k = readWidth(p);
    int width = p.length / k;
    for (int row = 0; row < count; row++) {
      for (int o = 0; o < width; o++) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
          sum += p[o * k + i] * x[row * k + i] * x[row * k + k - 1 - i];
        }
        y[row * width + o] = sum;
      }
    }
  }

  @Override
  public void backward(double[] x, double[] p, double[] dy, double[] dx, double[] dp, int count) {
    int k = readWidth(p);
    int width = p.length / k;
    Arrays.fill(dx, 0, count * k, 0);
    for (int row = 0; row < count; row++) {
      for (int o = 0; o < width; o++) {
        double g = dy[row * width + o];
        for (int i = 0; i < k; i++) {
          int j = k - 1 - i;
          dp[o * k + i] += g * x[row * k + i] * x[row * k + j];
          dx[row * k + i] += g * p[o * k + i] * x[row * k + j];
          dx[row * k + j] += g * p[o * k + i] * x[row * k + i];
        }
      }
    }
  }

  /** The plans here give it two blocks of width 2 and let it write width 2. */
  private static int readWidth(double[] p) {
    return p.length / 2;
  }
}
