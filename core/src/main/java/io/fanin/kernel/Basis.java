package io.fanin.kernel;

/**
 * A fixed family of scalar functions that expands each number of a block.
 *
 * <p>A block of width {@code w} becomes one of width {@code w * size()}: the expansion of its first
 * number, then of its second, and so on. Implementations are immutable and hold no parameters.
 */
public interface Basis {
  /** Stable text that names the family and its settings, such as {@code "bspline(degree=3,…)"}. */
  String id();

  /** How many functions there are, at least 1. */
  int size();

  /** Writes the values at {@code x} to {@code out[at .. at + size())}. */
  void values(double x, double[] out, int at);

  /** Writes the derivatives at {@code x} to {@code out[at .. at + size())}. */
  void derivatives(double x, double[] out, int at);
}
