package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train}, {@code predict}, {@code inspect} and {@code graph}. */
class TableCommandsTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path graph = Path.of("");

  @BeforeEach
  void write() throws IOException {
    StringBuilder text = new StringBuilder("a,b,id,y\n");
    for (int i = 0; i < 30; i++) {
      int a = i % 5;
      int b = i % 7;
      text.append("%d.5,%d.25,%d,%d.125%n".formatted(a, b, i, 2 * a - b));
    }
    data = Files.writeString(folder.resolve("t.csv"), text);
    graph = Files.writeString(folder.resolve("g.txt"), "in a, b\np = a*b\nout p\n");
  }

  private Call train(String... more) {
    List<String> all = new ArrayList<>(List.of("train", data.toString(), "--target", "y"));
    all.addAll(
        List.of("--device", "reference", "--epochs", "2", "--seeds", "2", "--rates", "0.01"));
    all.addAll(List.of("--out", folder.resolve("runs").toString()));
    all.addAll(List.of(more));
    return Call.of(all.toArray(String[]::new));
  }

  private void refused(Call call, String message) {
    assertThat(call.err()).isEqualTo("fanin: " + message + "\n");
    assertThat(call.out()).isEmpty();
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void training_says_what_was_read_and_ends_with_its_digest() {
    Call call = train("--drop", "id").fine();
    assertThat(call.err())
        .contains("  target 'y' is a number: regression\n")
        .contains("  id      identifier, dropped        0         30  0 to 29")
        .contains(
            "train: 4 networks, about 1 s on two cores, reference (strict, tables 1) (linear 3 parameters");
    assertThat(call.out())
        .startsWith("Predicting y: 6 test rows, 95% intervals over these rows\n")
        .contains("\n  baseline ")
        .contains("\n  linear ")
        .contains("\n  dense ")
        .contains("\n  dense − linear ");
    assertThat(call.last()).matches("digest: [0-9a-f]{64}");
    RunDirectory run = Runs.in(folder.resolve("runs")).newest().orElseThrow();
    assertThat("digest: " + run.summary().digest()).isEqualTo(call.last());
  }

  @Test
  void json_says_the_same_and_nothing_is_said_when_quiet() {
    Call call = train("--drop", "id", "--output", "json", "--quiet").fine();
    assertThat(call.err()).isEmpty();
    JsonNode node = call.json();
    assertThat(node.path("families")).hasSize(3);
    assertThat(node.path("families").get(0).path("RMSE").path("estimate").isNumber()).isTrue();
    assertThat(node.path("data").path("testRows").asInt()).isEqualTo(6);
    assertThat(node.path("digest").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void a_saved_model_predicts_what_training_wrote() throws IOException {
    Path model = folder.resolve("m.zip");
    train("--drop", "id", "--graph", graph.toString(), "--save", model.toString()).fine();
    Call call = Call.of("predict", model.toString(), data.toString()).fine();
    assertThat(call.err()).isEqualTo("not read: id\n");
    List<String> lines = call.out().lines().toList();
    assertThat(lines).hasSize(31);
    assertThat(lines.get(0)).isEqualTo("row,prediction");
    RunDirectory run = Runs.in(folder.resolve("runs")).newest().orElseThrow();
    List<String> tested = Files.readAllLines(run.path().resolve("data/test-predictions.csv"));
    for (String line : tested.subList(1, tested.size())) {
      int row = Integer.parseInt(line.substring(0, line.indexOf(',')));
      assertThat(line).startsWith(lines.get(row) + ",");
    }
    assertThat(Call.of("predict", run.path().toString(), data.toString()).fine().out())
        .isEqualTo(call.out());
    assertThat(Call.of("predict", model.toString(), data.toString(), "--id", "id").fine().out())
        .startsWith("id,prediction\n0,");
    Call json = Call.of("predict", model.toString(), data.toString(), "--output", "json").fine();
    assertThat(json.json().path("rows").get(0).path("prediction").isNumber()).isTrue();
  }

  @Test
  void bad_input_ends_with_2_one_line_and_no_folder() {
    refused(
        train(),
        data
            + ": column 'id' holds a different whole number in every row, as a name of the row"
            + " does; give --drop id or --keep id if it is a quantity");
    refused(
        train("--drop", "id", "--arch", "dens"),
        "there is no architecture 'dens'; did you mean 'dense'?");
    refused(
        train("--drop", "id", "--missing", "dorp"),
        "--missing cannot be 'dorp'; did you mean 'drop'?");
    refused(
        train("--drop", "id", "--test-share", "1.5"),
        "--test-share must be above 0 and below 1, was 1.5 (default: 0.2)");
    refused(
        train("--drop", "id", "--set", "width=0"),
        "setting 'width' cannot be 0: it takes an integer in [1, 1048576] units (default 64)");
    refused(
        train("--drop", "id", "--save", folder + "/none/m.zip"),
        "--save " + folder + "/none/m.zip: its folder does not exist; make it first");
    refused(
        train("--drop", "id", "--delimiter", "ab"),
        "--delimiter must be one character that is no letter, digit, quote or space, or tab, was"
            + " 'ab'");
  }

  @Test
  void a_dry_run_writes_nothing() {
    Call call = train("--drop", "id", "--dry-run").fine();
    assertThat(call.out()).startsWith("train: 4 networks, about 1 s on two cores, reference");
    assertThat(folder.resolve("runs")).doesNotExist();
    JsonNode node = train("--drop", "id", "--dry-run", "--output", "json").fine().json();
    assertThat(node.path("networks").asInt()).isEqualTo(4);
  }

  @Test
  void a_model_that_is_none_is_refused() {
    Call call = Call.of("predict", folder.resolve("none").toString(), data.toString());
    assertThat(call.err())
        .isEqualTo("fanin: " + folder.resolve("none") + ": there is no such model\n");
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void cards_say_what_is_known_about_learning() {
    assertThat(Call.of("inspect", "parity").fine().out())
        .contains("  learning                  exact: all 8 rows of the 3 inputs that matter\n")
        .contains("  leap                      3 (new inputs at each step: 3): about d^2 steps");
    JsonNode node = Call.of("inspect", "parity", "--output", "json").fine().json();
    assertThat(node.path("leap").asDouble()).isEqualTo(3);
    assertThat(node.path("averageSensitivity").asDouble()).isEqualTo(3);
    assertThat(Call.of("inspect", "tree").fine().out())
        .contains("  leap                      not defined for this law (uniform(-1, 1))\n");
  }

  @Test
  void cards_show_sizes_rates_and_how_a_family_grows() {
    Call tree = Call.of("inspect", "tree", "--family", "n=4..64").fine();
    assertThat(tree.out())
        .contains("  nodes (size)              7\n")
        .contains("  fan-in as written         2\n")
        .contains("  64      64     63                 63       2      6\n")
        .contains("; fan-in stays 2\n");
    JsonNode node = Call.of("inspect", "expr:sin(a*b) + c", "--output", "json").fine().json();
    assertThat(node.path("inputs").asInt()).isEqualTo(3);
    assertThat(node.path("nodes").asInt()).isEqualTo(1);
    assertThat(node.path("binarisedNodes").asInt()).isEqualTo(2);
    Call file = Call.of("inspect", graph.toString()).fine();
    assertThat(file.out()).contains("  distinct constituents     1\n");
  }

  @Test
  void linear_nodes_are_free_in_the_third_count() throws IOException {
    Path sums =
        Files.writeString(
            folder.resolve("s.txt"), "in a, b, c\np = a + 2*b + c\nq = sin(p)\nr = q - a\nout r\n");
    JsonNode node = Call.of("inspect", sums.toString(), "--output", "json").fine().json();
    assertThat(node.path("nodes").asInt()).isEqualTo(3);
    assertThat(node.path("fanIn").asInt()).isEqualTo(3);
    assertThat(node.path("depth").asInt()).isEqualTo(3);
    assertThat(node.path("nonlinearNodes").asInt()).isEqualTo(1);
    assertThat(node.path("nonlinearFanIn").asInt()).isEqualTo(1);
    assertThat(node.path("nonlinearDepth").asInt()).isEqualTo(1);
  }

  @Test
  void cards_of_tables_and_models_show_their_columns() {
    assertThat(Call.of("inspect", data.toString()).fine().out())
        .contains("  rows     30\n")
        .contains("  id      identifier        0         30  0 to 29");
    train("--drop", "id", "--arch", "dense").fine();
    RunDirectory run = Runs.in(folder.resolve("runs")).newest().orElseThrow();
    assertThat(Call.of("inspect", run.path().toString()).fine().out())
        .contains("  architecture          dense\n")
        .contains("  a             1 number");
    JsonNode node = Call.of("inspect", run.path().toString(), "--output", "json").fine().json();
    assertThat(node.path("tensors")).hasSize(6);
  }

  @Test
  void what_cannot_be_inspected_is_refused() {
    refused(
        Call.of("inspect", "tre"),
        "unknown target 'tre'; did you mean 'tree'?"
            + "; a formula is written expr:sin(a*b), a file file:PATH");
    refused(Call.of("inspect", "none.json"), "none.json: there is no such file");
    refused(
        Call.of("inspect", "tree", "--family", "n=4..8"),
        "--family n=4..8: needs three sizes at least, such as n=4..16");
    refused(
        Call.of("inspect", "tree", "--family", "m=4..64"),
        "unknown setting 'm'; known: frequency, n, shape, shared");
  }

  @Test
  void graphs_are_converted_and_drawn() throws IOException {
    assertThat(Call.of("graph", graph.toString(), "--to", "text").fine().out())
        .isEqualTo("in real a ~ uniform(-1, 1)\nin real b ~ uniform(-1, 1)\np = a*b\nout p\n");
    Path json = folder.resolve("g.json");
    assertThat(Call.of("graph", graph.toString(), "--out", json.toString()).fine().err())
        .isEqualTo("wrote " + json + "\n");
    assertThat(Call.of("graph", json.toString(), "--to", "text").fine().out())
        .isEqualTo(Call.of("graph", graph.toString(), "--to", "text").fine().out());
    assertThat(Call.of("graph", json.toString(), "--to", "svg").fine().out()).contains("<svg");
    assertThat(Call.of("graph", json.toString(), "--to", "dot").fine().out()).contains("digraph");
    assertThat(Call.of("graph", json.toString(), "--to", "tikz").fine().out()).contains("tikz");
    assertThat(
            Call.of("graph", json.toString(), "--output", "json")
                .fine()
                .json()
                .path("text")
                .asText())
        .contains("\"fanin\":1");
  }

  @Test
  void graphs_that_cannot_be_written_so_are_refused() throws IOException {
    Path bare =
        Files.writeString(
            folder.resolve("bare.json"),
            "{\"fanin\": 1, \"inputs\": [\"a\"], \"nodes\": [{\"id\": \"p\", \"reads\":"
                + " [\"a\"]}]}");
    refused(
        Call.of("graph", bare.toString(), "--to", "text"),
        bare
            + ": holds a structure without formulas, and the text form needs one for each node; use"
            + " --to json");
    assertThat(Call.of("graph", bare.toString()).fine().out()).contains("\"outputs\": [\"p\"]");
    refused(
        Call.of("graph", bare.toString(), "--to", "svgg"),
        "there is no form 'svgg'; did you mean 'svg'?");
    refused(
        Call.of("graph", bare.toString(), "--out", folder.resolve("x.png").toString()),
        "--out "
            + folder.resolve("x.png")
            + ": its name does not tell the form; give --to, one of [json, text, svg, dot, tikz]");
  }
}
