package io.fanin.experiments.sweep;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on a fixed number of threads of this process.
 *
 * <p>A task is handed out only when a thread is free, so that after a failure or an interruption
 * nothing has to be recalled. After a failure the tasks that run are let finish; at an interruption
 * they are interrupted. In both cases what they still gave reaches the sink.
 */
public final class ThreadsBackend implements SweepBackend {
  private static final long IDLE_MILLIS = 200;

  private final int threads;

  /**
   * A backend that starts its threads at each run and ends them with it.
   *
   * @param threads at least 1
   */
  public ThreadsBackend(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, was " + threads);
    }
    this.threads = threads;
  }

  @Override
  public String id() {
    return "threads";
  }

  @Override
  public void run(List<TrialTask> tasks, TrialSink sink)
      throws InterruptedException, TrialFailedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads, new Names());
    try {
      new Run(pool, tasks, sink).toTheEnd();
    } finally {
      stop(pool);
    }
  }

  /** Also after a sink that threw, no task may outlive the run. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came of one task: results or a failure. */
  private record Ending(TrialTask task, List<TrialResult> results, @Nullable Throwable failure) {}

  /** Worker threads named for stack dumps; daemons, so that they never hold up an exit. */
  private static final class Names implements ThreadFactory {
    private int count;

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "fanin-trial-" + count++);
      thread.setDaemon(true);
      return thread;
    }
  }

  /** One run, owned by the calling thread; only {@code endings} is shared with the workers. */
  private final class Run {
    private final ExecutorService pool;
    private final Queue<TrialTask> waiting;
    private final TrialSink sink;
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private int running;
    private @Nullable Ending failed;

    Run(ExecutorService pool, List<TrialTask> tasks, TrialSink sink) {
      this.pool = pool;
      this.waiting = new ArrayDeque<>(tasks);
      this.sink = sink;
    }

    void toTheEnd() throws InterruptedException, TrialFailedException {
      try {
        while (handOut()) {
          take(endings.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS));
        }
      } catch (InterruptedException e) {
        recall();
        drain();
        throw e;
      }
      Ending first = failed;
      if (first != null && first.failure() != null) {
        throw new TrialFailedException(first.task().trials().get(0), first.failure());
      }
    }

    /** Keeps every thread busy; false when nothing runs and nothing will. */
    private boolean handOut() {
      while (failed == null && running < threads && !waiting.isEmpty()) {
        TrialTask task = waiting.remove();
        running++;
        pool.execute(() -> endings.add(ending(task)));
      }
      return running > 0;
    }

    private void take(@Nullable Ending ending) {
      if (ending == null) {
        sink.idle();
        return;
      }
      running--;
      if (ending.failure() == null) {
        sink.accept(ending.results());
      } else if (failed == null) {
        failed = ending;
      }
    }

    /** Interrupts what runs; what a thread has not taken up yet will never report. */
    private void recall() {
      running -= pool.shutdownNow().size();
    }

    /** Waits for the interrupted tasks, deaf to further interruptions: their threads must end. */
    private void drain() {
      while (running > 0) {
        try {
          take(endings.take());
        } catch (InterruptedException again) {
          recall();
        }
      }
    }
  }

  /** Whatever a task throws, errors of plugins included, must end as this task's failure. */
  private static Ending ending(TrialTask task) {
    try {
      return new Ending(task, task.run(), null);
    } catch (Throwable failure) {
      return new Ending(task, List.of(), failure);
    }
  }
}
