package io.fanin.experiments.store;

import java.time.Duration;

/**
 * When a journal makes its lines durable by itself: at the latest with this many lines, or with the
 * first line that comes so long after the last time.
 *
 * @param lines at least 1
 * @param delay not negative
 */
public record GroupCommit(int lines, Duration delay) {
  /** Every line by itself. */
  public static final GroupCommit EVERY_LINE = new GroupCommit(1, Duration.ZERO);

  /**
   * 64 lines or 100 ms: trials that take longer are made durable one by one, and shorter ones do
   * not wait for the disk each.
   */
  public static final GroupCommit USUAL = new GroupCommit(64, Duration.ofMillis(100));

  /** Checks the bounds. */
  public GroupCommit {
    if (lines < 1) {
      throw new IllegalArgumentException("lines must be >= 1, was " + lines);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, was " + delay);
    }
  }
}
