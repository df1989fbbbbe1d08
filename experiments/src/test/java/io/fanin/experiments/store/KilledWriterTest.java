package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.sweep.Sweep;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.SweepOutcome;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep in a process of its own, killed without warning. */
class KilledWriterTest {
  private static final int TRIALS = 400;

  @TempDir private Path folder;

  @Test
  void a_killed_sweep_is_resumed_and_ends_with_the_same_digest() throws Exception {
    String undisturbed = undisturbed();
    RunDirectory run =
        RunDirectory.create(folder.resolve("killed"), Samples.metadata("locality", 0));
    Process child = start(run);
    try {
      awaitLines(run, 20, child);
      assertThat(run.summary().status()).isEqualTo(RunStatus.RUNNING);
      assertThatThrownBy(() -> run.openJournal(GroupCommit.USUAL))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              run.journalFile()
                  + ": process "
                  + child.pid()
                  + " is writing this journal; wait for it or end it, then run again");
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).isNotZero();
    assertThat(run.summary().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(Runs.in(folder.resolve("killed")).unfinished(Samples.metadata("locality", 9)))
        .map(RunDirectory::id)
        .hasValue(run.id());
    int done = run.journal().results().size();
    assertThat(done).isBetween(20, TRIALS - 1);
    assertThat(sweep(run, Samples.plan(TRIALS))).isEqualTo(undisturbed);
    assertThat(run.journal().digest()).isEqualTo(undisturbed);
  }

  private String undisturbed() {
    return sweep(
        RunDirectory.create(folder.resolve("whole"), Samples.metadata("locality", 0)),
        Samples.plan(TRIALS));
  }

  private static String sweep(RunDirectory run, List<TrialTask> plan) {
    try (Journal journal = run.openJournal(GroupCommit.USUAL)) {
      Sweep sweep = new Sweep(plan, journal, new ThreadsBackend(2));
      return ((SweepOutcome.Complete) sweep.run(SweepListener.NONE)).results().digest();
    }
  }

  private static Process start(RunDirectory run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            run.path().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitLines(RunDirectory run, int count, Process child)
      throws InterruptedException {
    while (!run.journalFile().toFile().exists() || run.journal().results().size() < count) {
      assertThat(child.waitFor(5, TimeUnit.MILLISECONDS)).as("the child ended early").isFalse();
    }
  }

  /** Runs the whole plan, slowly. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      List<TrialTask> slow =
          Samples.plan(TRIALS).stream()
              .map(
                  task ->
                      TrialTask.of(
                          task.trials().get(0),
                          t -> {
                            Thread.sleep(20);
                            return task.run().get(0);
                          }))
              .toList();
      sweep(RunDirectory.open(Path.of(arguments[0])), slow);
    }
  }
}
