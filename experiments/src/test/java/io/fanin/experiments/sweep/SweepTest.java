package io.fanin.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final Numerics NUMERICS = new Numerics("reference", "1", "any", "double");

  @Test
  void one_and_many_threads_give_the_same_results_in_the_plans_order() {
    SweepOutcome.Complete one = complete(new ThreadsBackend(1), 40);
    SweepOutcome.Complete many = complete(new ThreadsBackend(7), 40);
    assertThat(many.results().all()).isEqualTo(one.results().all());
    assertThat(many.results().digest()).isEqualTo(one.results().digest());
    assertThat(many.results().get(trial(3)).number("value")).isEqualTo(9);
  }

  @Test
  void does_only_what_the_log_lacks() {
    Memory log = new Memory();
    complete(new Sweep(tasks(10, new AtomicInteger()), log, new ThreadsBackend(2)));
    AtomicInteger runs = new AtomicInteger();
    Events events = new Events();
    SweepOutcome outcome = new Sweep(tasks(15, runs), log, new ThreadsBackend(2)).run(events);
    assertThat(runs).hasValue(5);
    assertThat(events.lines).startsWith("started 15 10").hasSize(6);
    assertThat(((SweepOutcome.Complete) outcome).results().digest())
        .isEqualTo(complete(new ThreadsBackend(1), 15).results().digest());
  }

  @Test
  void a_batch_gives_the_results_of_its_trials_and_runs_again_if_one_is_missing() {
    Memory log = new Memory();
    log.append(result(1));
    AtomicInteger runs = new AtomicInteger();
    TrialTask batch = batch(runs, result(0), result(1), result(2));
    SweepOutcome.Complete outcome = complete(new Sweep(List.of(batch), log, new ThreadsBackend(1)));
    assertThat(runs).hasValue(1);
    assertThat(log.results).hasSize(3);
    assertThat(outcome.results().all()).containsExactly(result(0), result(1), result(2));
  }

  @Test
  void a_trial_that_comes_out_otherwise_the_second_time_is_an_error() {
    Memory log = new Memory();
    log.append(TrialResult.of(trial(1)).number("value", 2).build());
    Sweep sweep =
        new Sweep(
            List.of(batch(new AtomicInteger(), result(0), result(1))), log, new ThreadsBackend(1));
    assertThatThrownBy(() -> sweep.run(SweepListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "trial " + trial(1).label() + " gave other bits than the log holds: ");
  }

  @Test
  void a_failure_names_the_trial_and_keeps_what_was_done() {
    Memory log = new Memory();
    List<TrialTask> plan = new ArrayList<>(tasks(3, new AtomicInteger()));
    RuntimeException broken = new IllegalStateException("broken");
    plan.add(
        TrialTask.of(
            trial(99),
            t -> {
              throw broken;
            }));
    AtomicInteger later = new AtomicInteger();
    plan.add(task(100, later));
    Events events = new Events();
    SweepOutcome outcome = new Sweep(plan, log, new ThreadsBackend(1)).run(events);
    assertThat(outcome).isEqualTo(new SweepOutcome.Failed(3, 5, trial(99), broken));
    assertThat(events.lines).last().isEqualTo("failed " + trial(99).label() + " " + broken);
    assertThat(later).hasValue(0);
    assertThat(log.committed).isEqualTo(3);
  }

  @Test
  void after_a_failure_the_tasks_that_run_are_let_finish() {
    CountDownLatch failing = new CountDownLatch(1);
    TrialTask slow =
        TrialTask.of(
            trial(0),
            t -> {
              failing.await();
              return result(0);
            });
    TrialTask bad =
        TrialTask.of(
            trial(1),
            t -> {
              failing.countDown();
              throw new IllegalStateException("bad");
            });
    Memory log = new Memory();
    SweepOutcome outcome =
        new Sweep(List.of(slow, bad), log, new ThreadsBackend(2)).run(SweepListener.NONE);
    assertThat(outcome).isInstanceOf(SweepOutcome.Failed.class);
    assertThat(log.results).containsExactly(result(0));
  }

  @Test
  void an_interruption_keeps_what_was_done_and_leaves_no_thread() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    List<TrialTask> plan = new ArrayList<>(tasks(2, new AtomicInteger()));
    plan.add(
        TrialTask.of(
            trial(50),
            t -> {
              stuck.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
              }
              return result(50);
            }));
    plan.addAll(
        tasks(1, new AtomicInteger()).stream().map(t -> task(60, new AtomicInteger())).toList());
    Memory log = new Memory();
    List<SweepOutcome> outcome = Collections.synchronizedList(new ArrayList<>());
    Thread runner =
        new Thread(
            () -> outcome.add(new Sweep(plan, log, new ThreadsBackend(1)).run(SweepListener.NONE)));
    runner.start();
    stuck.await();
    runner.interrupt();
    runner.join();
    assertThat(outcome).containsExactly(new SweepOutcome.Interrupted(2, 4));
    assertThat(interrupted).hasValue(1);
    assertThat(log.committed).isEqualTo(2);
  }

  @Test
  void nobody_hears_of_a_result_before_it_is_durable() {
    Memory log = new Memory();
    log.group = 4;
    List<Integer> committed = new ArrayList<>();
    SweepListener listener =
        new SweepListener() {
          private int heard;

          @Override
          public void finished(TrialResult result) {
            heard++;
            committed.add(log.committed - heard);
          }
        };
    new Sweep(tasks(10, new AtomicInteger()), log, new ThreadsBackend(3)).run(listener);
    assertThat(committed).hasSize(10).allMatch(surplus -> surplus >= 0);
  }

  @Test
  void a_log_that_fails_ends_the_sweep_with_its_error() {
    Memory log =
        new Memory() {
          @Override
          public boolean append(TrialResult result) {
            throw new UncheckedIOException(new IOException("disk full"));
          }
        };
    Sweep sweep = new Sweep(tasks(5, new AtomicInteger()), log, new ThreadsBackend(2));
    assertThatThrownBy(() -> sweep.run(SweepListener.NONE)).hasMessageContaining("disk full");
  }

  @Test
  void refuses_an_empty_plan_and_a_trial_twice() {
    assertThatThrownBy(() -> new Sweep(List.of(), new Memory(), new ThreadsBackend(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the plan holds no trial");
    List<TrialTask> twice = List.of(task(1, new AtomicInteger()), task(1, new AtomicInteger()));
    assertThatThrownBy(() -> new Sweep(twice, new Memory(), new ThreadsBackend(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the plan holds " + trial(1).label() + " twice");
    assertThatThrownBy(() -> new ThreadsBackend(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be >= 1, was 0");
  }

  private static SweepOutcome.Complete complete(SweepBackend backend, int trials) {
    return complete(new Sweep(tasks(trials, new AtomicInteger()), new Memory(), backend));
  }

  private static SweepOutcome.Complete complete(Sweep sweep) {
    return (SweepOutcome.Complete) sweep.run(SweepListener.NONE);
  }

  private static List<TrialTask> tasks(int count, AtomicInteger runs) {
    return IntStream.range(0, count).mapToObj(i -> task(i, runs)).toList();
  }

  private static TrialTask task(int seed, AtomicInteger runs) {
    return TrialTask.of(
        trial(seed),
        t -> {
          runs.incrementAndGet();
          return result(seed);
        });
  }

  private static TrialTask batch(AtomicInteger runs, TrialResult... results) {
    return new TrialTask() {
      @Override
      public List<Trial> trials() {
        return List.of(results).stream().map(TrialResult::trial).toList();
      }

      @Override
      public List<TrialResult> run() {
        runs.incrementAndGet();
        return List.of(results);
      }
    };
  }

  private static Trial trial(int seed) {
    return Trial.of("claim", "kind", Settings.of(Map.of("k", 1)), seed, NUMERICS);
  }

  private static TrialResult result(int seed) {
    return TrialResult.of(trial(seed)).number("value", seed * seed).build();
  }

  /** A log in memory that counts what it committed. */
  private static class Memory implements TrialLog {
    final List<TrialResult> results = new ArrayList<>();
    int committed;
    int group = 1;

    @Override
    public Collection<TrialResult> results() {
      return List.copyOf(results);
    }

    @Override
    public boolean append(TrialResult result) {
      results.add(result);
      if (results.size() - committed >= group) {
        commit();
      }
      return committed == results.size();
    }

    @Override
    public void commit() {
      committed = results.size();
    }
  }

  /** Writes down what it hears. */
  private static final class Events implements SweepListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void started(int total, int known) {
      lines.add("started " + total + " " + known);
    }

    @Override
    public void finished(TrialResult result) {
      lines.add("finished " + result.trial().label());
    }

    @Override
    public void failed(Trial trial, Throwable cause) {
      lines.add("failed " + trial.label() + " " + cause);
    }
  }
}
