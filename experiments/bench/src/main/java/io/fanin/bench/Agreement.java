package io.fanin.bench;

import io.fanin.testkit.TrainingShape;

/**
 * Whether two contenders compute the same network.
 *
 * <p>The first loss shows it: both start from the same parameters. The later ones show the gradient
 * and Adam; they may drift, for where a gradient is rounding error alone, Adam takes a whole step
 * in its direction.
 */
final class Agreement {
  private static final double FIRST = 1e-4;
  private static final double LATER = 1e-2;

  private Agreement() {}

  /**
   * Compares the first losses.
   *
   * @throws IllegalStateException if they differ, with both
   */
  static void check(TrainingShape shape, String formulation, double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      throw new IllegalStateException(
          "%s: %d losses of ours, %d of %s"
              .formatted(shape.name(), ours.length, theirs.length, formulation));
    }
    for (int i = 0; i < ours.length; i++) {
      double room = (i == 0 ? FIRST : LATER) * Math.max(1e-3, Math.abs(ours[i]));
      if (!(Math.abs(ours[i] - theirs[i]) <= room)) {
        throw new IllegalStateException(
            "%s: the loss before step %d is %s here and %s in %s, further apart than %s"
                .formatted(shape.name(), i + 1, ours[i], theirs[i], formulation, room));
      }
    }
  }
}
