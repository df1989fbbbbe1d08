package io.fanin.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Times contenders in turns, so that a slow moment of the machine hits all alike.
 *
 * @param count rounds that are kept, at least 1
 * @param seconds of one contender in one round
 * @param warmUp seconds of steps before the first round
 */
record Rounds(int count, double seconds, double warmUp) {
  /** Enough for a glance. */
  static final Rounds QUICK = new Rounds(5, 0.05, 0.4);

  /** For figures that are published. */
  static final Rounds USUAL = new Rounds(9, 0.15, 1.5);

  private static final double CHECKING = 1;
  private static final int TRIALS = 4;
  private static final int FEWEST = 3;
  private static final double MOST_SECONDS = 40;

  /** Checks the ranges. */
  Rounds {
    if (count < 1 || !(seconds > 0) || !(warmUp >= 0)) {
      throw new IllegalArgumentException(
          "count, seconds and warm-up must be positive, were %d, %s, %s"
              .formatted(count, seconds, warmUp));
    }
  }

  /** About how long a shape takes; a peer has some four formulations, of which two stay. */
  double seconds(boolean peer) {
    double alone = CHECKING + warmUp + count * seconds;
    return peer ? alone + TRIALS * (seconds + warmUp / 2) + 2 * count * seconds : alone;
  }

  /**
   * One timing for each contender; all are warm already.
   *
   * @param warmSeconds of a warm step of each
   */
  List<Timing> time(List<? extends Contender> contenders, List<Double> warmSeconds) {
    double[][] all = new double[contenders.size()][affordable(warmSeconds)];
    for (int round = 0; round < all[0].length; round++) {
      for (int i = 0; i < all.length; i++) {
        all[i][round] = contenders.get(i).secondsPerStep(steps(warmSeconds.get(i)));
      }
    }
    return Arrays.stream(all).map(Timing::new).toList();
  }

  /** Fewer rounds where single steps last long, but at least three where more were asked for. */
  int affordable(List<Double> warmSeconds) {
    double round = warmSeconds.stream().mapToDouble(s -> s * steps(s)).sum();
    return (int) Math.max(Math.min(FEWEST, count), Math.min(count, MOST_SECONDS / round));
  }

  private int steps(double secondsPerStep) {
    return (int) Math.max(1, Math.min(1e6, seconds / secondsPerStep));
  }

  /** Runs steps until they are warm, see {@link WarmUp}. */
  WarmUp warm(Contender contender) {
    return WarmUp.of(contender, warmUp);
  }
}
