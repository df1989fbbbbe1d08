package io.fanin.kernels.cpu;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one program: the caller and its own workers, which spin briefly for the next task,
 * then let others run, and then sleep.
 *
 * <p>Not thread-safe: one call of {@link #run} at a time, always the same number of shares.
 */
final class Workers implements AutoCloseable {
  /** Looks at the clock of tasks before a thread sleeps; some tens of microseconds. */
  private static final int SPINS = 4_000;

  /**
   * Looks of a waiting worker between which it lets other threads run; some hundred microseconds.
   */
  private static final int YIELDS = 400;

  /** Numbers from one thread's to the next one's, so that they share no line of the cache. */
  private static final int APART = 64;

  /** What every thread runs with its own number. */
  interface Task {
    void run(int worker);
  }

  private final Worker[] workers;
  private final AtomicIntegerArray progress;
  private volatile int round;
  private volatile boolean failed;
  private volatile boolean closed;
  private @Nullable Task task;

  Workers(int threads, String name) {
    workers = new Worker[threads - 1];
    progress = new AtomicIntegerArray(APART * (threads + 1));
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1, name);
    }
    for (Worker worker : workers) {
      worker.start();
    }
  }

  int threads() {
    return workers.length + 1;
  }

  /** Runs the task once on every thread, number 0 on the caller's, and waits for all. */
  void run(Task next) {
    if (workers.length == 0) {
      next.run(0);
      return;
    }
    task = next;
    for (int i = 0; i < threads(); i++) {
      progress.setPlain(at(i), 0);
    }
    failed = false;
    int now = round + 1;
    round = now;
    for (Worker worker : workers) {
      if (worker.asleep) {
        LockSupport.unpark(worker);
      }
    }
    @Nullable Throwable failure = attempt(next, 0);
    for (Worker worker : workers) {
      await(worker, now);
      failure = failure == null ? worker.failure : failure;
    }
    task = null;
    rethrow(failure);
  }

  /** Where a thread's progress stands. */
  private static int at(int worker) {
    return APART * (worker + 1);
  }

  /** Says, within a task, how far a thread has come; others see all that it did before. */
  void reach(int worker, int steps) {
    progress.setRelease(at(worker), steps);
  }

  /**
   * Waits, within a task, until another thread has come so far.
   *
   * @throws IllegalStateException if a thread has failed and may never come
   */
  void await(int other, int steps) {
    int spins = 0;
    while (progress.getAcquire(at(other)) < steps) {
      if (failed) {
        throw new IllegalStateException("another thread of this task failed");
      }
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private static void await(Worker worker, int round) {
    int spins = 0;
    while (worker.done != round) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** The first failure counts: others fail because of it, where they wait for each other. */
  private @Nullable Throwable attempt(Task task, int number) {
    try {
      task.run(number);
      return null;
    } catch (RuntimeException | Error e) {
      return failsFirst() ? e : null;
    }
  }

  private synchronized boolean failsFirst() {
    boolean first = !failed;
    failed = true;
    return first;
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {
    private final int number;
    private volatile boolean asleep;
    private volatile int done;
    private @Nullable Throwable failure;

    Worker(int number, String name) {
      super(name + "-" + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (awaitRound(seen)) {
        seen++;
        @Nullable Task next = task;
        failure = next == null ? null : attempt(next, number);
        done = seen;
      }
    }

    private boolean awaitRound(int seen) {
      int spins = 0;
      while (round == seen && !closed) {
        if (++spins < SPINS) {
          Thread.onSpinWait();
        } else if (spins < SPINS + YIELDS) {
          Thread.yield();
        } else {
          sleep(seen);
        }
      }
      return !closed;
    }

    /** The flag is set before the last look, so that no wake-up is lost. */
    private void sleep(int seen) {
      asleep = true;
      if (round == seen && !closed) {
        LockSupport.park(Workers.this);
      }
      asleep = false;
    }
  }
}
