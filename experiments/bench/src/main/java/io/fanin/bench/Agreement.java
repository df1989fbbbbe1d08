package io.fanin.bench;

import io.fanin.testkit.TrainingShape;
import java.util.Optional;

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
  private static final double SMALLEST = 1e-3;

  private Agreement() {}

  /**
   * Compares the first losses.
   *
   * @return what is wrong, or nothing
   */
  static Optional<String> objection(
      TrainingShape shape, String formulation, double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      return Optional.of(
          "%s: %d losses here, %d in %s"
              .formatted(shape.name(), ours.length, theirs.length, formulation));
    }
    for (int i = 0; i < ours.length; i++) {
      double room = (i == 0 ? FIRST : LATER) * Math.max(SMALLEST, Math.abs(ours[i]));
      if (!(Math.abs(ours[i] - theirs[i]) <= room)) {
        return Optional.of(
            "%s: the loss before step %d is %s here and %s in %s, further apart than %s"
                .formatted(shape.name(), i + 1, ours[i], theirs[i], formulation, room));
      }
    }
    return Optional.empty();
  }
}
