package io.fanin.bench;

/** Something that trains one shape. */
interface Contender extends AutoCloseable {
  /** Losses summed over the replicas, before the first step, the second and so on. */
  double[] firstLosses();

  /** Runs steps and gives the seconds of one. */
  double secondsPerStep(int steps);

  /** Bytes that the calling thread has allocated so far; NaN where nobody counts. */
  default double allocatedBytes() {
    return Double.NaN;
  }

  @Override
  void close();
}
