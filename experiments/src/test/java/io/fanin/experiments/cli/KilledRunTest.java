package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own that a signal ends. */
class KilledRunTest {
  private static final int TOSSES = 60;
  private static final int KNOWN = 2;

  @TempDir private Path folder;

  @BeforeEach
  void build() {
    Jar.coins(folder.resolve("plugins"));
  }

  @Test
  void a_killed_run_goes_on_and_ends_with_the_digest_of_an_undisturbed_one() throws Exception {
    String undisturbed = run("whole", 4).fine().last();
    for (int threads = 1; threads <= 2; threads++) {
      String runs = "killed-" + threads;
      Process child = start(runs, threads);
      RunDirectory run = await(runs, child);
      child.destroyForcibly();
      assertThat(child.waitFor()).isNotZero();
      int done = run.journal().results().size();
      assertThat(done).isBetween(KNOWN, TOSSES - 1);
      Call again = run(runs, 3 - threads);
      assertThat(again.fine().err())
          .contains("going on with the unfinished run " + run.path() + "\n")
          .contains(done + " of " + TOSSES + " trials are done already\n");
      assertThat(again.last()).isEqualTo(undisturbed);
      assertThat(Runs.in(folder.resolve(runs)).list()).hasSize(1);
    }
  }

  @Test
  void a_run_that_is_told_to_end_says_how_to_go_on() throws Exception {
    Process child = start("ended", 2);
    RunDirectory run = await("ended", child);
    Call meanwhile =
        Call.of("query", "select count(*) as n from trials", "--out", folder.resolve("ended") + "");
    assertThat(
            Long.parseLong(
                meanwhile.fine().out().lines().skip(1).findFirst().orElseThrow().strip()))
        .isBetween((long) KNOWN, (long) TOSSES);
    child.destroy();
    assertThat(child.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(run.summary().status()).isEqualTo(RunStatus.INTERRUPTED);
    int done = run.journal().results().size();
    String resume = "fanin resume " + run.id() + " --out " + folder.resolve("ended");
    assertThat(Files.readString(folder.resolve("ended.err")))
        .isEqualTo(
            "coin (quick): 60 trials, about 1 s on two cores\nfanin: interrupted; %d of %d trials are kept."
                    .formatted(done, TOSSES)
                + " Go on with:\n  "
                + resume
                + "\n");
    List<String> words = new ArrayList<>(List.of(resume.split(" ", -1)));
    words.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
    Call resumed = Call.of(words.subList(1, words.size()).toArray(String[]::new));
    assertThat(resumed.fine().last()).isEqualTo(run("whole", 2).fine().last());
  }

  @Test
  void a_killed_training_is_resumed_from_another_folder() throws Exception {
    StringBuilder rows = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 150; i++) {
      rows.append("%d.5,%d.25,%d.125%n".formatted(i % 5, i % 7, 2 * (i % 5) - i % 7));
    }
    Files.writeString(folder.resolve("-t.csv"), rows);
    Files.writeString(folder.resolve("g.txt"), "in a, b\np = a*b\nout p\n");
    String line =
        "train --target=y --graph g.txt --seeds 2 --rates 0.03,0.01 --rates 0.003 --epochs 60"
            + " --category a -q --device reference --save m.zip --out runs --threads 1 -- -t.csv";
    Process child = start(List.of(line.split(" ", -1)), folder.resolve("train.err"));
    RunDirectory run = await("runs", child);
    child.destroyForcibly();
    assertThat(child.waitFor()).isNotZero();
    int done = run.journal().results().size();
    String[] resume = {"resume", run.id(), "--out", folder.resolve("runs").toString()};
    Files.writeString(folder.resolve("-t.csv"), rows + "1.5,2.25,3.125\n");
    Call refused = Call.of(resume);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            "fanin: %s: the table, the graph, the device (%s then, %2$s now) or this version is not what it was; begin anew with: fanin %s%n"
                .formatted(run.id(), "reference (strict, tables 1)", line));
    Files.writeString(folder.resolve("-t.csv"), rows);
    Call resumed = Call.of(resume);
    assertThat(resumed.fine().err())
        .contains("going on with the unfinished run " + run.path() + "\n" + done + " of 18 trials");
    assertThat(resumed.out()).contains(folder.resolve("m.zip").toString());
    assertThat(Runs.in(folder.resolve("runs")).list()).hasSize(1);
    Call whole =
        Call.of(
            line.replace("g.txt", folder.resolve("g.txt").toString())
                .replace("m.zip", folder.resolve("n.zip").toString())
                .replace("runs", folder.resolve("whole").toString())
                .replace("-- -t.csv", folder.resolve("-t.csv").toString())
                .split(" ", -1));
    assertThat(resumed.last()).isEqualTo(whole.fine().last());
    assertThat(folder.resolve("m.zip")).hasSameBinaryContentAs(folder.resolve("n.zip"));
  }

  private Call run(String runs, int threads) {
    return Call.of(arguments(runs, threads).toArray(String[]::new));
  }

  private List<String> arguments(String runs, int threads) {
    return List.of(
        "run",
        "coin",
        "--set",
        "tosses=" + TOSSES,
        "--threads",
        Integer.toString(threads),
        "--out",
        folder.resolve(runs).toString(),
        "--plugins",
        folder.resolve("plugins").toString());
  }

  private Process start(String runs, int threads) throws IOException {
    return start(arguments(runs, threads), folder.resolve(runs + ".err"));
  }

  private Process start(List<String> arguments, Path err) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    if (Runtime.version().feature() >= 23) { // as the launcher does, or warnings would be read
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
    words.add("-Dcoin.millis=1000");
    words.add(Main.class.getName());
    words.addAll(arguments);
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err.toFile())
        .start();
  }

  /** Waits until some trials are on the disk. */
  private RunDirectory await(String runs, Process child) throws InterruptedException {
    while (true) {
      assertThat(child.waitFor(10, TimeUnit.MILLISECONDS)).as("the child ended early").isFalse();
      Optional<RunDirectory> run = Runs.in(folder.resolve(runs)).newest();
      if (run.isPresent()
          && Files.exists(run.get().journalFile())
          && run.get().journal().results().size() >= KNOWN) {
        return run.get();
      }
    }
  }
}
