package io.fanin.kernel;

/**
 * A trained function of a node that is not the block-local layer, run on the host.
 *
 * <p>Implementations are immutable and thread-safe: parameters and data come in with each call. A
 * node's result may depend only on its own rows. All arrays are row-major; {@code k} is the sum of
 * the widths read and {@code w} the width written. Arrays of data may be longer than {@code count}
 * rows; those of parameters have exactly {@link #parameters} elements. {@code count} is at least 1.
 */
public interface NodeFunction {
  /** Stable name, lower case with dashes. */
  String id();

  /**
   * How many parameters one node has.
   *
   * @param readWidth the sum of the widths read
   * @param outWidth the width written
   */
  int parameters(int readWidth, int outWidth);

  /**
   * Computes {@code y} from {@code x}.
   *
   * @param x inputs {@code [count, k]}, only read
   * @param p parameters of this node, only read
   * @param y outputs {@code [count, w]}, overwritten
   */
  void forward(double[] x, double[] p, double[] y, int count);

  /**
   * The vector-Jacobian product: adds to {@code dp} and overwrites {@code dx}.
   *
   * @param x inputs {@code [count, k]} of the forward pass, only read
   * @param p parameters of this node, only read
   * @param dy gradient of the outputs {@code [count, w]}, only read
   * @param dx gradient of the inputs {@code [count, k]}, overwritten
   * @param dp gradient of the parameters, added to
   */
  void backward(double[] x, double[] p, double[] dy, double[] dx, double[] dp, int count);
}
