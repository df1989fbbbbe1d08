package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  @TempDir private Path folder;

  @Test
  void a_run_is_named_by_claim_and_time_and_found_by_a_prefix() {
    RunDirectory first = RunDirectory.create(folder, Samples.metadata("locality", 0));
    RunDirectory second = RunDirectory.create(folder, Samples.metadata("locality", 1));
    RunDirectory twin = RunDirectory.create(folder, Samples.metadata("locality", 1));
    assertThat(first.id()).matches("locality-20231114-221320-[0-9a-f]{6}");
    assertThat(twin.id()).isEqualTo(second.id() + "-2");
    Runs runs = Runs.in(folder);
    assertThat(runs.list())
        .extracting(RunDirectory::id)
        .containsExactly(twin.id(), second.id(), first.id());
    assertThat(runs.newest().map(RunDirectory::id)).hasValue(twin.id());
    assertThat(runs.find("locality-20231114-221320").id()).isEqualTo(first.id());
    assertThat(runs.find(second.id()).id()).isEqualTo(second.id());
    assertThatThrownBy(() -> runs.find("local"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder
                + ": more than one run begins with 'local': "
                + String.join(", ", twin.id(), second.id(), first.id()));
  }

  @Test
  void an_unknown_run_is_answered_with_the_nearest() {
    assertThatThrownBy(() -> Runs.in(folder.resolve("none")).find("x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("none") + ": no run 'x'; there are no runs here");
    RunDirectory run = RunDirectory.create(folder, Samples.metadata("locality", 0));
    String slip = run.id().replace("locality", "locallity");
    assertThatThrownBy(() -> Runs.in(folder).find(slip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder + ": no run '" + slip + "'; did you mean '" + run.id() + "'?");
  }

  @Test
  void the_summary_survives_and_a_gone_writer_means_interrupted() {
    RunDirectory run = RunDirectory.create(folder, Samples.metadata("locality", 0));
    try (Journal journal = run.openJournal(GroupCommit.USUAL)) {
      journal.append(Samples.result(1));
      assertThat(run.summary().status()).isEqualTo(RunStatus.RUNNING);
    }
    assertThat(run.summary()).isEqualTo(RunSummary.of(RunStatus.INTERRUPTED));
    RunSummary summary =
        new RunSummary(RunStatus.COMPLETE, "d1", new TreeMap<>(Map.of("verdict", "holds")));
    run.summarize(summary);
    RunDirectory again = RunDirectory.open(run.path());
    assertThat(again.summary()).isEqualTo(summary);
    assertThat(again.metadata()).isEqualTo(run.metadata());
    assertThat(Runs.in(folder).unfinished(run.metadata())).isEmpty();
    assertThat(again.journal().results()).containsExactly(Samples.result(1));
  }

  @Test
  void files_are_written_inside_the_folder_alone_and_leave_nothing_beside() throws IOException {
    RunDirectory run = RunDirectory.create(folder, Samples.metadata("locality", 0));
    Table table =
        new Table(
            List.of("a", "b,c"),
            List.of(Arrays.asList(1.5, null), Arrays.asList("x \"y\"", Double.NaN)));
    Path file = run.writeData("rates", table);
    assertThat(file).isEqualTo(run.path().resolve("data/rates.csv"));
    assertThat(Files.readString(file)).isEqualTo("a,\"b,c\"\r\n1.5,\r\n\"x \"\"y\"\"\",NaN\r\n");
    byte[] empty = {};
    assertThatThrownBy(() -> run.write("../outside", empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a run's file must lie in its folder, was ../outside");
    try (var files = Files.list(run.path())) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "run.json");
    }
  }

  @Test
  void a_malformed_run_file_is_one_clear_error_and_hides_no_other_run() throws IOException {
    RunDirectory good = RunDirectory.create(folder, Samples.metadata("locality", 0));
    RunDirectory bad = RunDirectory.create(folder, Samples.metadata("locality", 1));
    Path file = bad.path().resolve("run.json");
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 500; round++) {
      byte[] bytes =
          Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
      bytes[random.nextInt(Math.max(1, bytes.length))] = (byte) random.nextInt(128);
      Files.write(file, bytes);
      try {
        RunDirectory.open(bad.path()).summary();
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith(file.toString());
      }
    }
    Files.write(file, "{".getBytes(StandardCharsets.UTF_8));
    assertThat(Runs.in(folder).list()).extracting(RunDirectory::id).containsExactly(good.id());
    assertThatThrownBy(() -> RunDirectory.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder + ": not the folder of a run: it has no run.json");
  }
}
