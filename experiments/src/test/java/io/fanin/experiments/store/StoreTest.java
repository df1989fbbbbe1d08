package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir private Path folder;

  @Test
  void results_have_typed_columns_and_metrics_are_in_long_form() {
    run(Samples.result(0), Samples.result(1));
    Store store = Store.of(folder);
    assertThat(store.query("select seed, width, act, error, note from results order by seed"))
        .isEqualTo(
            new Table(
                List.of("seed", "width", "act", "error", "note"),
                List.of(
                    List.of(0L, 0L, "relu", 1.0 / 3, "seed 0"),
                    List.of(1L, 1L, "relu", 0.25, "seed 1"))));
    assertThat(
            store
                .query("select \"index\", value from metrics where metric = 'curve' order by all")
                .rows())
        .hasSize(8)
        .contains(List.of(1, Double.NaN), List.of(3, 1e-300));
    assertThat(store.query("select status, trials, versions->>'java' as java from runs").rows())
        .containsExactly(List.of("interrupted", 2L, "17"));
    assertThat(store.query("select count(*) from trials where isa = 'any'").rows())
        .containsExactly(List.of(2L));
  }

  @Test
  void settings_of_several_types_and_clashing_names_have_columns_too() {
    Trial mixed =
        Trial.of(
            "c",
            "k",
            Settings.of(Map.of("width", 1.5, "Error", 1, "run", "r")),
            1,
            Samples.NUMERICS);
    run(Samples.result(0), TrialResult.of(mixed).number("error", 2).build());
    assertThat(
            Store.of(folder)
                .query(
                    "select width, \"Error\", error_metric, run_setting from results order by"
                        + " claim")
                .rows())
        .containsExactly(List.of(1.5, 1L, 2.0, "r"), Arrays.asList(0.0, null, 1.0 / 3, null));
  }

  @Test
  void is_made_anew_when_a_journal_grows_and_only_then_also_while_it_is_written() {
    RunDirectory run = RunDirectory.create(folder, Samples.metadata("locality", 0));
    Store store = Store.of(folder);
    try (Journal journal = run.openJournal(GroupCommit.EVERY_LINE)) {
      for (int i = 0; i < 3; i++) {
        journal.append(Samples.result(i));
        assertThat(store.query("select count(*), any_value(status) from trials, runs").rows())
            .containsExactly(List.of(i + 1L, "running"));
        assertThat(store.refresh()).isFalse();
      }
    }
    assertThat(store.query("select status from runs").rows())
        .containsExactly(List.of("interrupted"));
  }

  @Test
  void a_damaged_journal_is_named_and_hides_nothing_else() throws IOException {
    run(Samples.result(0));
    RunDirectory bad = run(Samples.result(1), Samples.result(2));
    List<String> lines = Files.readAllLines(bad.journalFile());
    Files.writeString(bad.journalFile(), lines.get(0) + "\nx\n" + lines.get(2) + "\n");
    assertThat(Store.of(folder).query("select trials, problem from runs order by trials").rows())
        .containsExactly(
            List.of(
                0L,
                bad.journalFile()
                    + ":2: the line is damaged (its checksum does not fit); move the file away and"
                    + " run again, or restore it from a copy"),
            List.of(1L, ""));
  }

  @Test
  void a_damaged_database_is_made_anew() throws IOException {
    run(Samples.result(0));
    Store store = Store.of(folder);
    Files.writeString(store.file(), "no database");
    assertThat(store.query("select count(*) from trials").rows()).containsExactly(List.of(1L));
    try (var files = Files.list(folder)) {
      assertThat(files.filter(p -> p.toString().contains(".tmp"))).isEmpty();
    }
  }

  @Test
  void a_question_can_neither_write_nor_leave_the_database() {
    run(Samples.result(0));
    Store store = Store.of(folder);
    assertRefused(store, "delete from runs", "read-only mode");
    assertRefused(
        store,
        "select * from read_csv('" + folder.resolve("x.csv") + "')",
        "disabled by configuration");
    assertRefused(
        store, "copy runs to '" + folder.resolve("x.csv") + "'", "disabled by configuration");
    assertRefused(store, "attach '" + folder.resolve("y.db") + "'", "disabled by configuration");
    assertRefused(store, "set enable_external_access = true", "the configuration has been locked");
    assertRefused(store, "install httpfs", "disabled by configuration");
    assertThat(store.query("select count(*) from runs").rows()).containsExactly(List.of(1L));
  }

  @Test
  void an_error_in_a_question_has_the_databases_words() {
    Store store = Store.of(folder);
    assertThatThrownBy(() -> store.query("select nothing from runs"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("query: Binder Error: Referenced column \"nothing\" not found");
    assertThatThrownBy(() -> store.query("selec"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("query: Parser Error: syntax error at or near \"selec\"");
    assertThatThrownBy(() -> Store.of(folder.resolve("none")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.resolve("none") + ": there is no such folder of runs; a first run makes it");
  }

  @Test
  void exports_every_table_as_parquet() throws IOException {
    run(Samples.result(0));
    Path target = folder.resolve("it's/export");
    List<Path> files = Store.of(folder).export(target);
    assertThat(files)
        .extracting(p -> p.getFileName().toString())
        .containsExactly("runs.parquet", "trials.parquet", "metrics.parquet", "results.parquet");
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    }
  }

  private static void assertRefused(Store store, String sql, String reason) {
    assertThatThrownBy(() -> store.query(sql))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("query: ")
        .hasMessageContaining(reason);
  }

  private RunDirectory run(TrialResult... results) {
    RunDirectory run = RunDirectory.create(folder, Samples.metadata("locality", 0));
    try (Journal journal = run.openJournal(GroupCommit.USUAL)) {
      for (TrialResult result : results) {
        journal.append(result);
      }
    }
    return run;
  }
}
