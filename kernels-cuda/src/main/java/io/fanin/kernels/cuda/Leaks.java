package io.fanin.kernels.cuda;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells of what became unreachable without having been closed. It tells and frees nothing: when
 * that would happen is the garbage collector's choice, and no program may depend on it.
 */
final class Leaks {
  private static final Logger LOG = LogManager.getLogger(Leaks.class);
  private static final Cleaner CLEANER = Cleaner.create();

  private final Consumer<String> log;

  Leaks(Consumer<String> log) {
    this.log = log;
  }

  /** Those that go to the log as warnings. */
  static Leaks logged() {
    return new Leaks(LOG::warn);
  }

  /**
   * Watches an owner until it is closed.
   *
   * @param sentence logged if it never is
   */
  Watch watch(Object owner, String sentence) {
    Report report = new Report(log, sentence, new AtomicBoolean());
    return new Watch(report, CLEANER.register(owner, report));
  }

  /** What is left of an owner; refers to nothing of it, or it would never become unreachable. */
  private record Report(Consumer<String> log, String sentence, AtomicBoolean closed)
      implements Runnable {
    @Override
    public void run() {
      if (!closed.get()) {
        log.accept(sentence);
      }
    }
  }

  /** Held by the owner. */
  static final class Watch {
    private final Report report;
    private final Cleaner.Cleanable cleanable;

    private Watch(Report report, Cleaner.Cleanable cleanable) {
      this.report = report;
      this.cleanable = cleanable;
    }

    /** The owner was closed. */
    void end() {
      report.closed().set(true);
      cleanable.clean();
    }
  }
}
