package io.fanin.hierarchy.complexity;

import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;

/**
 * How every network is trained. Its rate rises over the first twentieth of the steps, so that no
 * unit dies of the first large updates, and then falls as half a cosine until the last step.
 *
 * @param momentum whether by gradient descent with momentum 0.9, as the sources do, or by Adam
 * @param batch rows of a step
 * @param steps updates at most
 * @param fit mean training loss of a pass over the samples at which training ends
 * @param test rows that errors are measured on
 */
public record Recipe(boolean momentum, int batch, int steps, double fit, int test) {
  private static final double MOMENTUM = 0.9;
  private static final int RISE = 20;

  /** The update rule. */
  Optimizer rule() {
    return momentum ? Optimizers.momentum(MOMENTUM) : Optimizers.adam();
  }

  /** The factor on every rate. */
  Schedule schedule() {
    int rise = steps / RISE;
    return new Schedule.Cosine(1, steps - rise, 0).warmedUp(rise);
  }

  /** All numbers in one line, as part of a trial's identity. */
  public String id() {
    return "%s %s batch=%d steps=%d fit=%s test=%d"
        .formatted(rule().id(), schedule().id(), batch, steps, fit, test);
  }
}
