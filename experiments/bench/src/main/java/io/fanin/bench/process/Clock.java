package io.fanin.bench.process;

import java.lang.management.ManagementFactory;

/** What a step is timed by. */
public enum Clock {
  /** Time that passes. */
  WALL {
    @Override
    public double seconds() {
      return 1e-9 * System.nanoTime();
    }
  },

  /** Time that processors spend on the calling thread, which a busy machine blurs less. */
  CPU {
    @Override
    public double seconds() {
      return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  };

  /** Seconds since some fixed moment. */
  public abstract double seconds();
}
