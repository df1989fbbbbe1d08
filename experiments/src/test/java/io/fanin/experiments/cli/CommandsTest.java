package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.store.Runs;
import io.fanin.experiments.wiring.Wiring;
import io.fanin.kernel.Kernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command, on claims that are cheap. */
class CommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void build() {
    Jar.coins(folder.resolve("plugins"));
  }

  private Call fanin(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
    return Call.of(all.toArray(String[]::new));
  }

  /** With the folder of runs. */
  private Call kept(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--out", folder.resolve("runs").toString()));
    return fanin(all.toArray(String[]::new));
  }

  private RunDirectory newest() {
    return Runs.in(folder.resolve("runs")).newest().orElseThrow();
  }

  @Test
  void a_run_ends_with_its_digest_and_leaves_a_whole_folder() throws IOException {
    Call call = kept("run", "coin").fine();
    RunDirectory run = newest();
    assertThat(call.err()).isEqualTo("coin (quick): 4 trials, about 1 s on two cores\n");
    assertThat(call.out())
        .contains("Verdict      holds at this scale (4 tosses)\n")
        .contains("\nReport: " + run.path().resolve("report.html") + "\n");
    assertThat(call.last()).matches("digest: [0-9a-f]{64}");
    assertThat(call.last()).isEqualTo("digest: " + run.journal().digest());
    assertThat(run.summary().digest()).isEqualTo(run.journal().digest());
    for (String file :
        List.of("report.html", "report.json", "data/trials.csv", "data/coin-sides.csv")) {
      assertThat(run.path().resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readString(run.path().resolve("report.json")))
        .contains("fanin run coin --quick --seed 1\"")
        .contains("\"resultsDigest\" : \"" + run.journal().digest() + "\"");
    assertThat(Files.readAllLines(run.path().resolve("data/trials.csv"))).hasSize(5);
  }

  @Test
  void exit_codes_follow_the_verdict() {
    assertThat(kept("run", "coin", "--set", "outcome=holds").code()).isZero();
    assertThat(kept("run", "coin", "--set", "outcome=measured").code()).isZero();
    assertThat(kept("run", "coin", "--set", "outcome=fails").code()).isEqualTo(3);
    assertThat(kept("run", "coin", "--set", "outcome=undecided").code()).isEqualTo(4);
  }

  @Test
  void the_digest_depends_on_seed_and_settings_but_not_on_threads_or_verdict() {
    String usual = kept("run", "coin", "--threads", "1").last();
    assertThat(kept("run", "coin", "--threads", "2").last()).isEqualTo(usual);
    assertThat(kept("run", "coin", "--set", "outcome=fails").last()).isEqualTo(usual);
    assertThat(kept("run", "coin", "--seed", "2").last()).isNotEqualTo(usual);
    assertThat(kept("run", "coin", "--seeds", "3").last()).isNotEqualTo(usual);
  }

  @Test
  void a_file_says_what_the_command_line_says() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("coin.yaml"),
            "claim: coin\nmode: full\nseed: 5\nsettings:\n  sides: [2, 3]\n  tosses: 6\n");
    Call said =
        kept("run", "coin", "--full", "--seed", "5", "--set", "sides=[2,3]", "--set", "tosses=6");
    assertThat(kept("run", file.toString()).last()).isEqualTo(said.last());
    assertThat(kept("run", file.toString(), "--seed", "6").last()).isNotEqualTo(said.last());
    JsonNode json = kept("run", file.toString(), "--output", "json").json();
    assertThat(json.at("/provenance/command").asText())
        .isEqualTo("fanin run coin --full --seed 5 --set 'sides=[2, 3]' --set tosses=6");
  }

  @Test
  void a_control_says_that_it_must_not_hold() {
    assertThat(kept("run", "coin", "--control").fine().out())
        .contains("Coin (negative control)")
        .contains("Negative control, which must not hold: Coin holds");
  }

  @Test
  void a_dry_run_writes_nothing() {
    Call call = kept("run", "coin", "--dry-run", "--set", "tosses=9", "--set", "millis=10000");
    assertThat(call.fine().out()).isEqualTo("coin (quick): 9 trials, about 2 min on two cores\n");
    JsonNode json = kept("run", "coin", "--dry-run", "--output", "json").fine().json();
    assertThat(json.path("trials").asInt()).isEqualTo(4);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void a_trial_that_fails_is_an_error_with_the_way_on() {
    Call call = kept("run", "coin", "--set", "broken=true", "-q");
    assertThat(call.code()).isEqualTo(ExitCode.ERROR);
    assertThat(call.err())
        .matches(
            "fanin: trial coin/toss#[0-9a-f]{12} failed: the coin rolled away; 0 of 4 trials are"
                + " kept, and this tries the rest: fanin resume "
                + newest().id()
                + " --out \\S+\n");
    assertThat(newest().path().resolve("report.html")).doesNotExist();
    assertThat(kept("resume", "last", "-q").code()).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void a_complete_run_is_not_resumed() {
    kept("run", "coin").fine();
    Call call = kept("resume", "last");
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    String id = newest().id();
    assertThat(call.err())
        .isEqualTo(
            "fanin: " + id + " is complete; fanin report " + id + " renders its report again\n");
  }

  @Test
  void a_report_is_rendered_again_from_the_folder_alone() throws IOException {
    kept("run", "coin").fine();
    RunDirectory run = newest();
    String digest = run.summary().digest();
    byte[] page = Files.readAllBytes(run.path().resolve("report.html"));
    Files.delete(run.path().resolve("report.html"));
    Files.delete(run.path().resolve("data/trials.csv"));
    Path moved = Files.move(run.path(), folder.resolve("elsewhere"));
    Call call = Call.of("report", moved.toString());
    assertThat(call.fine().last()).isEqualTo("digest: " + digest);
    assertThat(moved.resolve("report.html")).hasBinaryContent(page);
    assertThat(moved.resolve("data/trials.csv")).isNotEmptyFile();
  }

  @Test
  void a_damaged_report_is_one_clear_error() throws IOException {
    kept("run", "coin").fine();
    Files.writeString(newest().path().resolve("report.json"), "{\"fanin\": 1, \"x\": 2}");
    Call call = kept("report", "last");
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    assertThat(call.err().lines()).hasSize(1);
    assertThat(call.err()).startsWith("fanin: " + newest().path().resolve("report.json") + ":1:");
  }

  @Test
  void runs_are_listed_newest_first() {
    assertThat(kept("runs").fine().out()).contains("no runs in ").contains("fanin demo");
    kept("run", "coin").fine();
    kept("run", "bent-coin");
    assertThat(kept("runs").fine().out().lines()).hasSize(3);
    JsonNode runs = kept("runs", "--output", "json").fine().json().path("runs");
    assertThat(runs).hasSize(2);
    assertThat(runs.at("/0/status").asText()).isEqualTo("complete");
    assertThat(runs.findValuesAsText("verdict")).containsExactlyInAnyOrder("holds", "fails");
  }

  @Test
  void questions_are_answered_in_three_formats() {
    kept("run", "coin").fine();
    String sql = "select count(*) as n, 'a,b' as t from trials";
    assertThat(kept("query", sql).fine().out()).isEqualTo("n  t\n4  a,b\n");
    assertThat(kept("query", sql, "--output", "csv").out()).isEqualTo("n,t\r\n4,\"a,b\"\r\n");
    JsonNode json = kept("query", sql, "--output", "json").json();
    assertThat(json.path("rows").toString()).isEqualTo("[[4,\"a,b\"]]");
    Call wrong = kept("query", "selec 1");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).startsWith("fanin: query: Parser Error: ").hasLineCount(1);
  }

  @Test
  void verify_shows_all_verdicts_and_the_worst_decides() {
    Call call = kept("verify", "coin", "bent-coin");
    assertThat(call.code()).isEqualTo(ExitCode.FAILS);
    assertThat(call.err()).startsWith("verify: 2 claims, 8 trials, about 1 s on two cores\n");
    assertThat(call.out()).containsPattern("coin +holds ").containsPattern("bent-coin +fails ");
    assertThat(call.last()).matches("digest: [0-9a-f]{64}");
    JsonNode json = kept("verify", "coin", "--output", "json").fine().json();
    assertThat(json.at("/claims/0/verdict/outcome").asText()).isEqualTo("holds");
  }

  @Test
  void verify_takes_claims_with_commas_and_puts_the_ledger_into_a_page() throws IOException {
    Path page = folder.resolve("claims.md");
    Files.writeString(page, "# Claims\n<!-- verify quick -->\nold\n<!-- end -->\nrest\n");
    Call call = kept("verify", "--quick", "--claims", "coin,bent-coin", "--into", page.toString());
    assertThat(call.code()).isEqualTo(ExitCode.FAILS);
    assertThat(call.out())
        .contains("\n2 claims: 1 holds, 1 fails.\n")
        .containsPattern("coin +holds +[0-9.]+ s +mean: 0[.][0-9]+ \\[0, 1\\]\n")
        .containsPattern("\nReport: .*report[.]html\n");
    assertThat(page)
        .content()
        .startsWith("# Claims\n<!-- verify quick -->\n\n| claim | predicted | measured |")
        .contains("| `bent-coin` | mean = 1/2 | mean: ")
        .contains("; 4 tosses | **fails** |")
        .contains(" verify --claims coin,bent-coin --seed 1` on ")
        .endsWith("- `bent-coin`: A. Gambler: Coins. 1654\n\n<!-- end -->\nrest\n");
  }

  @Test
  void verify_shows_that_controls_do_not_hold() {
    Call holds = kept("verify", "coin", "--control");
    assertThat(holds.code()).as("a control that holds").isEqualTo(ExitCode.FAILS);
    assertThat(holds.out()).containsPattern("coin-control +holds ");
    assertThat(kept("verify", "bent-coin", "--control").fine().out())
        .containsPattern("bent-coin-control +fails ");
  }

  @Test
  void verify_goes_on_after_what_is_done() throws IOException {
    assertThat(kept("verify", "coin", "bent-coin").code()).isEqualTo(ExitCode.FAILS);
    RunDirectory joint = run("verify");
    String claims = Files.readString(joint.path().resolve("claims.txt"));
    assertThat(claims)
        .startsWith(Program.name() + " verify coin bent-coin --seed 1\n")
        .hasLineCount(3);
    // as a kill after the first claim leaves it
    joint.summarize(RunSummary.of(RunStatus.RUNNING));
    Files.writeString(
        joint.path().resolve("claims.txt"), claims.substring(0, claims.lastIndexOf(" ") - 64));
    Call again = kept("verify", "coin", "bent-coin");
    assertThat(again.err())
        .contains("coin: done before, in " + run("coin").path() + "\n")
        .doesNotContain("bent-coin: done before")
        .doesNotContain("\ncoin (quick)");
    assertThat(again.out()).contains("\n2 claims: 1 holds, 1 fails.\n");
    assertThat(run("verify").id()).as("the same folder").isEqualTo(joint.id());
    assertThat(kept("verify", "coin", "bent-coin").err()).doesNotContain("done before");
  }

  @Test
  void verify_does_only_a_claim_again_that_broke() throws IOException {
    Path page = folder.resolve("claims.md");
    Files.writeString(page, "<!-- verify quick -->\nold\n<!-- end -->\n");
    String[] line = {"verify", "coin", "bent-coin", "--into", page.toString()};
    System.setProperty("bent-coin.lost", "true");
    try {
      Call broken = kept(line);
      assertThat(broken.code()).isEqualTo(ExitCode.ERROR);
      assertThat(broken.err()).contains(page + " is left as it is: 1 of 2 claims did not end\n");
      assertThat(broken.out()).contains("\n1 claim: 1 holds.\n");
    } finally {
      System.clearProperty("bent-coin.lost");
    }
    assertThat(page).content().isEqualTo("<!-- verify quick -->\nold\n<!-- end -->\n");
    assertThat(run("verify").summary().status()).isEqualTo(RunStatus.FAILED);
    Call mended = kept(line);
    assertThat(mended.err()).contains("coin: done before, in ").doesNotContain("\ncoin (quick)");
    assertThat(mended.out()).contains("\n2 claims: 1 holds, 1 fails.\n");
    assertThat(page).content().contains("| `bent-coin` | mean = 1/2 |");
    assertThat(run("verify").summary().status()).isEqualTo(RunStatus.COMPLETE);
  }

  private RunDirectory run(String claim) {
    return Runs.in(folder.resolve("runs")).list().stream()
        .filter(run -> run.metadata().claim().equals(claim))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void verify_looks_for_the_page_before_it_works() {
    Path page = folder.resolve("none.md");
    Call call = kept("verify", "coin", "--into", page.toString());
    assertThat(call.code()).isEqualTo(ExitCode.USAGE);
    assertThat(call.err()).isEqualTo("fanin: %s: there is no such page\n".formatted(page));
    Call both = kept("verify", "coin", "--quick", "--full");
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err())
        .isEqualTo("fanin: --quick and --full exclude each other; leave one out\n");
  }

  @Test
  void a_demo_puts_both_verdicts_into_one_report() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Context context = new Context(stream, stream, Terminal.NONE);
    context.quiet(true);
    context.services(() -> Wiring.services(List.of(folder.resolve("plugins")), Set.of("demo")));
    int code =
        Call.without(
            () ->
                new CommandLine(new DemoCommand(context, List.of("coin", "bent-coin")))
                    .execute("--out", folder.resolve("runs").toString()));
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isZero();
    RunDirectory demo =
        Runs.in(folder.resolve("runs")).list().stream()
            .filter(run -> run.metadata().claim().equals("demo"))
            .findFirst()
            .orElseThrow();
    assertThat(text)
        .containsSubsequence(
            "\nCoin: holds at this scale (4 tosses)\nBent coin: fails at this scale (4 tosses)\n",
            "\nReport: " + demo.path().resolve("report.html") + "\ndigest: ");
    assertThat(demo.path().resolve("report.html")).content().contains("Coin").contains("Bent coin");
  }

  @Test
  void explain_says_all_about_a_claim() {
    assertThat(fanin("explain", "coin").fine().out())
        .contains("Coins fall on both sides.")
        .contains("@book{coins}")
        .contains("mean = 1/2")
        .contains("the coin has one side")
        .contains("Trials. An integer in [1, 10000], in tosses.");
    JsonNode json = fanin("explain", "locality", "--output", "json").fine().json();
    assertThat(json.path("sources").path(0).path("bibtex").asText()).startsWith("@article{");
    assertThat(json.at("/cost/quick/networks").asInt()).isPositive();
  }

  @Test
  void lists_tell_what_and_from_where() {
    JsonNode json = fanin("list", "--output", "json").fine().json();
    for (String kind : Listing.KINDS) {
      assertThat(json.path(kind).isArray()).as(kind).isTrue();
    }
    assertThat(json.path("claims").findValuesAsText("id"))
        .contains("approximation-rate", "locality", "coin", "bent-coin");
    assertThat(json.path("devices").findValuesAsText("id")).contains("reference");
    assertThat(json.path("plugins").path(0).path("usable").asBoolean()).isTrue();
    assertThat(fanin("list", "claims").fine().out())
        .startsWith("Claims\n")
        .doesNotContain("Targets");
  }

  @Test
  void the_doctor_checks_devices() {
    JsonNode json = fanin("doctor", "--output", "json").fine().json();
    assertThat(json.path("devices").findValuesAsText("state"))
        .contains("usable (strict, tables 1); the others are checked against it");
    assertThat(Call.of("doctor", "--plugins").fine().out()).isEqualTo("Plugins\n  none\n");
  }

  @Test
  void a_device_that_is_required_and_not_usable_is_an_error() {
    String before = System.getProperty(Kernels.REQUIRE);
    try {
      System.setProperty(Kernels.REQUIRE, "reference,quantum");
      Call call = Call.required("run", "locality", "--dry-run");
      assertThat(call.code()).isEqualTo(ExitCode.ERROR);
      assertThat(call.err())
          .isEqualTo(
              "fanin: kernel provider 'quantum' is required (-Dfanin.require) but not usable: it is"
                  + " not on the class path\n");
    } finally {
      System.clearProperty(Kernels.REQUIRE);
      if (before != null) {
        System.setProperty(Kernels.REQUIRE, before);
      }
    }
  }

  @Test
  void version_help_and_completion_are_there() {
    assertThat(Call.of("--version").fine().out()).startsWith("fanin ");
    assertThat(Call.of("--help").fine().out()).contains("Commands:").contains("  demo ");
    assertThat(Call.of("run", "--help").fine().out()).contains("--dry-run");
    assertThat(Call.of("completion").fine().out()).startsWith("#!/usr/bin/env bash");
    Call.of("completion", "--output", "json").fine().json();
  }

  @Test
  void quiet_says_nothing_but_results() {
    assertThat(kept("run", "coin", "--quiet").fine().err()).isEmpty();
  }
}
