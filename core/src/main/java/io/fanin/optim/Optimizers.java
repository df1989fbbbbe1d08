package io.fanin.optim;

/** The built-in rules with their usual parameters, which are PyTorch's defaults. */
public final class Optimizers {
  private Optimizers() {}

  /** Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8. */
  public static Optimizer adam() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  /** {@link #adam} with decoupled weight decay {@code lambda} on all but biases. */
  public static Optimizer adamW(double lambda) {
    return adam().decayedDecoupled(lambda);
  }

  /** Plain gradient descent. */
  public static Optimizer sgd() {
    return new Sgd(0, false);
  }

  /** Gradient descent with heavy-ball momentum. */
  public static Optimizer momentum(double momentum) {
    return new Sgd(momentum, false);
  }

  /** Gradient descent with Nesterov's momentum. */
  public static Optimizer nesterov(double momentum) {
    return new Sgd(momentum, true);
  }

  /** RMSprop with decay 0.99, epsilon 1e-8 and no momentum. */
  public static Optimizer rmsProp() {
    return new RmsProp(0.99, 1e-8, 0);
  }
}
