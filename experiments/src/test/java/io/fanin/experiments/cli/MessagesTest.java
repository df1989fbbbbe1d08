package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usual mistakes: one whole message, exit code 2, nothing written. */
class MessagesTest {
  @TempDir private Path folder;

  @BeforeEach
  void build() {
    Jar.coins(folder.resolve("plugins"));
  }

  private void refused(String message, String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--plugins";
    all[arguments.length + 1] = folder.resolve("plugins").toString();
    all[arguments.length + 2] = "--out";
    all[arguments.length + 3] = folder.resolve("runs").toString();
    refusedAlone(message, all);
  }

  private void refusedAlone(String message, String... arguments) {
    Call call = Call.of(arguments);
    assertThat(call.err()).isEqualTo("fanin: " + message + "\n");
    assertThat(call.out()).isEmpty();
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void no_command() {
    refusedAlone("give a command, such as fanin demo; fanin --help lists them");
  }

  @Test
  void an_unknown_command() {
    refusedAlone("unknown command 'explian'; did you mean 'explain'?", "explian", "coin");
  }

  @Test
  void an_unknown_option() {
    refusedAlone("unknown option '--ouptut'; did you mean '--output'?", "list", "--ouptut=json");
  }

  @Test
  void an_option_that_is_like_no_other() {
    refusedAlone("unknown option '--zzzzzzzzzz'; see fanin list --help", "list", "--zzzzzzzzzz");
  }

  @Test
  void a_number_that_is_none() {
    refused(
        "invalid value for option '--seed': 'x' is not a long; see fanin run --help",
        "run",
        "coin",
        "--seed",
        "x");
  }

  @Test
  void an_unknown_format() {
    refusedAlone(
        "invalid value for option '--output': there is no format 'jsn'; did you mean 'json'?;"
            + " see fanin list --help",
        "list",
        "--output",
        "jsn");
  }

  @Test
  void an_argument_that_is_missing() {
    refused("missing required parameter: 'CLAIM|FILE.yaml'; see fanin run --help", "run");
  }

  @Test
  void an_argument_too_many() {
    refused(
        "fanin run takes no further argument 'again'; see fanin run --help",
        "run",
        "coin",
        "again");
  }

  @Test
  void no_repetition() {
    refused("--seeds must be at least 1, was 0", "run", "coin", "--seeds", "0");
  }

  @Test
  void an_unknown_claim() {
    refused("unknown claim 'con'; did you mean 'coin'?", "run", "con");
  }

  @Test
  void an_unknown_setting() {
    refused("unknown setting 'toses'; did you mean 'tosses'?", "run", "coin", "--set", "toses=3");
  }

  @Test
  void a_value_out_of_range() {
    refused(
        "setting 'tosses' cannot be 0: it takes an integer in [1, 10000] tosses (default 4)",
        "run",
        "coin",
        "--set",
        "tosses=0");
  }

  @Test
  void several_wrong_settings_at_once() {
    refused(
        "2 settings cannot be used:\n"
            + "  setting 'outcome' cannot be 'maybe': it takes one of holds, fails, undecided,"
            + " measured (default \"holds\")\n"
            + "  unknown setting 'x'; known: broken, millis, outcome, seeds, sides, tosses",
        "run",
        "coin",
        "--set",
        "x=1",
        "--set",
        "outcome=maybe");
  }

  @Test
  void a_setting_without_a_value() {
    refused(
        "--set tosses: write --set key=value, such as --set d=[20,40,80]",
        "run",
        "coin",
        "--set",
        "tosses");
  }

  @Test
  void a_setting_that_is_empty() {
    refused(
        "setting 'tosses' cannot be empty: it takes an integer in [1, 10000] tosses (default 4)",
        "run",
        "coin",
        "--set",
        "tosses=");
  }

  @Test
  void a_setting_given_twice() {
    refused(
        "--set tosses is given twice; leave one out",
        "run",
        "coin",
        "--set",
        "tosses=1",
        "--set",
        "tosses=2");
  }

  @Test
  void a_list_that_is_not_closed() {
    refused(
        "--set sides=[2,3: the value is not YAML; write a list as d=[20,40,80]",
        "run",
        "coin",
        "--set",
        "sides=[2,3");
  }

  @Test
  void both_modes() {
    refused(
        "--quick and --full exclude each other; leave one out", "run", "coin", "--quick", "--full");
  }

  @Test
  void threads_out_of_range() {
    int cores = Runtime.getRuntime().availableProcessors();
    refused(
        "--threads must be from 1 to 4096, was 0 (default: " + cores + ", one for each core)",
        "run",
        "coin",
        "--threads",
        "0");
  }

  @Test
  void an_unknown_device() {
    refused(
        "no device 'refrence'; did you mean 'reference'?", "run", "coin", "--device", "refrence");
  }

  @Test
  void an_unknown_list() {
    refusedAlone("there is no list of 'clams'; did you mean 'claims'?", "list", "clams");
  }

  @Test
  void a_plugin_folder_that_is_missing() {
    Path missing = folder.resolve("none");
    refusedAlone(
        "--plugins: there is no folder " + missing + "; give a folder that holds plugin jars",
        "list",
        "--plugins",
        missing.toString());
  }

  @Test
  void a_plugin_option_without_a_folder() {
    refusedAlone("--plugins needs a folder: --plugins DIR", "list", "--plugins");
  }

  @Test
  void an_unknown_run() {
    refused(folder.resolve("runs") + ": no run 'x'; there are no runs here", "report", "x");
    refused(folder.resolve("runs") + ": there are no runs here yet", "resume", "last");
  }

  @Test
  void a_query_without_runs() {
    refused(
        folder.resolve("runs") + ": there is no such folder of runs; a first run makes it",
        "query",
        "select 1");
  }

  @Test
  void a_claim_file_that_is_missing() {
    refused(folder.resolve("x.yaml") + ": there is no such file", "run", folder + "/x.yaml");
  }

  @Test
  void malformed_claim_files() throws IOException {
    file("", "must hold keys and values, with claim: ID first");
    file("- coin", "must hold keys and values, with claim: ID first");
    file("seed: 1", "no claim is named; add claim: ID");
    file("claim: [coin]", "'claim' must be a text, was [coin]");
    file("claim: coin\nmode: slow", "'mode' must be quick or full, was slow");
    file("claim: coin\nseed: 1.5", "'seed' must be a whole number, was 1.5");
    file("claim: coin\ncontrol: 3", "'control' must be true or false, was 3");
    file("claim: coin\nsettings: 3", "'settings' must hold keys and values, was 3");
    file(
        "claim: coin\nsed: 3",
        "unknown key 'sed'; did you mean 'seed'? A claim's own keys stand under settings.");
  }

  private void file(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("claim.yaml"), text);
    refused(file + ": " + problem, "run", file.toString());
  }

  @Test
  void a_claim_file_that_is_no_yaml() throws IOException {
    Path file = Files.writeString(folder.resolve("claim.yaml"), "claim: coin\nsettings: [1");
    Call call = Call.of("run", file.toString());
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    assertThat(call.err()).startsWith("fanin: " + file + ":2:").contains(": not YAML: ");
    assertThat(call.err().lines()).hasSize(1);
  }
}
