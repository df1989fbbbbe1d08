package io.fanin.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a step is timed by. */
public enum Clock {
  /** Time that passes. */
  WALL {
    @Override
    public double seconds() {
      return 1e-9 * System.nanoTime();
    }

    @Override
    public double threadSeconds() {
      return seconds();
    }
  },

  /**
   * Time that processors spend on this process. A busy machine does not blur it, but threads that
   * wait actively count as well: for one thread alone.
   */
  CPU {
    @Override
    public double seconds() {
      return 1e-9 * SYSTEM.getProcessCpuTime();
    }

    @Override
    public double threadSeconds() {
      return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  };

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Seconds since some fixed moment. */
  public abstract double seconds();

  /** The same of the calling thread alone. */
  public abstract double threadSeconds();
}
