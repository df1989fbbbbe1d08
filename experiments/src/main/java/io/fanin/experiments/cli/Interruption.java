package io.fanin.experiments.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * While work goes on, a signal that ends the process first interrupts the thread that works and
 * waits until that has said how to go on; then the process ends with 130.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 60;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "fanin-stop");

  private Interruption() {}

  /** Does work that stops and says so when its thread is interrupted; gives its exit code. */
  static int during(IntSupplier work) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      return work.getAsInt();
    } finally {
      interruption.end();
    }
  }

  private void stop() {
    worker.interrupt();
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The exit code would otherwise be that of the signal; nothing is left to be closed.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  private void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      over.countDown(); // the hook runs and waits for this
    }
  }
}
