package io.fanin.bench.roofline;

import java.util.List;

/**
 * The most that a number of threads of this machine can do (S. Williams, A. Waterman and D.
 * Patterson, "Roofline: An Insightful Visual Performance Model", CACM 52, 2009).
 *
 * @param threads threads that ran at once
 * @param peak fused multiply-adds in single precision, all in registers, GFLOP/s
 * @param sgemm product of two large square matrices by oneDNN, GFLOP/s; NaN where it does not load
 * @param reads bandwidth of reading, by the size of all that is read; sizes ascend
 * @param copy bytes read and written by copying far more than any cache holds, GB/s
 */
public record Roofline(int threads, double peak, double sgemm, List<Reading> reads, double copy) {
  /**
   * One point of the bandwidth's curve.
   *
   * @param bytes that all threads together go over again and again
   * @param bandwidth GB/s
   */
  public record Reading(long bytes, double bandwidth) {}

  /** Checks that there is a curve. */
  public Roofline {
    reads = List.copyOf(reads);
    if (threads < 1 || !(peak > 0) || reads.isEmpty() || !(copy > 0) || sgemm <= 0) {
      throw new IllegalArgumentException(
          "threads, peak, product, copy and readings must be positive, were %d, %s, %s, %s, %d"
              .formatted(threads, peak, sgemm, copy, reads.size()));
    }
  }

  /**
   * Bandwidth of the memory that holds a working set, GB/s: linear between two readings on the
   * logarithm of the size, constant beyond the first and the last.
   */
  public double bandwidth(double bytes) {
    Reading before = reads.get(0);
    for (Reading reading : reads) {
      if (bytes <= reading.bytes()) {
        return between(before, reading, bytes);
      }
      before = reading;
    }
    return before.bandwidth();
  }

  private static double between(Reading low, Reading high, double bytes) {
    if (bytes <= low.bytes()) {
      return low.bandwidth();
    }
    double part =
        StrictMath.log(bytes / low.bytes()) / StrictMath.log((double) high.bytes() / low.bytes());
    return low.bandwidth() + part * (high.bandwidth() - low.bandwidth());
  }

  /**
   * What work can reach at most, GFLOP/s: {@code min(peak, flops / bytes * bandwidth)}.
   *
   * @param flops floating point operations
   * @param bytes moved for them, at least 1
   * @param workingSet bytes that are touched again and again
   */
  public double attainable(double flops, double bytes, double workingSet) {
    return Math.min(peak, flops / bytes * bandwidth(workingSet));
  }
}
