package io.fanin.kernels.cpu.elementary;

/** A function over a range of floats. */
interface FloatLoop {
  void run(float[] x, int from, float[] y, int to, int n);
}
