package io.fanin.bench;

/**
 * Steps before anything is timed, until the JIT is done with them.
 *
 * <p>A step whose vectors still are objects may keep its speed for a second, and looks warm: what
 * tells is that it allocates. So a contender that counts its bytes is warm after three pieces in a
 * row that allocate nothing and are near its best; one that always allocates, and one that does not
 * count, after a while at one speed.
 *
 * @param secondsPerStep of the last piece
 * @param seconds from the first step until it was warm, or until patience ended
 * @param settled whether it was warm
 */
record WarmUp(double secondsPerStep, double seconds, boolean settled) {
  /** Longest warm-up in seconds, unless single pieces last longer. */
  static final double MOST = 10;

  /** How long one that always allocates must keep its speed. */
  private static final double WATCHED = 2;

  private static final int IN_A_ROW = 3;
  private static final int GROWTH = 4;
  private static final int PIECES = 20;
  private static final double STEADY = 1.1;

  /**
   * Warms a contender up.
   *
   * @param least seconds that it lasts at least
   */
  static WarmUp of(Contender contender, double least) {
    Watch watch = new Watch(contender, least);
    while (!watch.settled() && watch.now <= MOST) {
      watch.piece();
    }
    double end = watch.settled() ? watch.steadySince : watch.now;
    return new WarmUp(watch.last, end, watch.settled());
  }

  /** What has been seen of a contender so far. */
  private static final class Watch {
    private final Contender contender;
    private final double least;
    private final long start = System.nanoTime();
    private double last;
    private double best;
    private double steps = 1;
    private double bytes = Double.NaN;
    private double now;
    private double steadySince;
    private int steady;
    private int quiet;

    Watch(Contender contender, double least) {
      this.contender = contender;
      this.least = least;
      last = contender.secondsPerStep(1);
      best = last;
    }

    void piece() {
      steps = Math.max(1, Math.min(GROWTH * steps, least / PIECES / last));
      double begin = seconds();
      double before = contender.allocatedBytes();
      last = contender.secondsPerStep((int) steps);
      bytes = contender.allocatedBytes() - before;
      best = Math.min(best, last);
      now = seconds();
      steady = last <= STEADY * best ? steady + 1 : 0;
      steadySince = steady <= 1 ? begin : steadySince;
      quiet = steady > 0 && bytes < (int) steps ? quiet + 1 : 0;
    }

    private double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }

    boolean settled() {
      double watched = Double.isNaN(bytes) ? 0 : Math.max(WATCHED, least);
      boolean kept = steady >= IN_A_ROW && now - steadySince >= watched;
      return now >= least && (quiet >= IN_A_ROW || kept);
    }
  }
}
