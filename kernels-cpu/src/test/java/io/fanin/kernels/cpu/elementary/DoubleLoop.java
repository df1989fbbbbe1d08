package io.fanin.kernels.cpu.elementary;

/** A function over a range of doubles. */
interface DoubleLoop {
  void run(double[] x, int from, double[] y, int to, int n);
}
