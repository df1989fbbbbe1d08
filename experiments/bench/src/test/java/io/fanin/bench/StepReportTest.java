package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanin.bench.StepResult.PeerResult;
import io.fanin.bench.output.Report;
import io.fanin.bench.roofline.Roofline;
import io.fanin.kernel.Kernels;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepReportTest {
  private static final Roofline ROOF =
      new Roofline(
          2,
          200,
          180,
          List.of(new Roofline.Reading(1 << 20, 100), new Roofline.Reading(1 << 28, 20)),
          30);

  private static Setting setting() {
    BenchOptions options = BenchOptions.parse(List.of("--threads", "2", "--quick"));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Setting(options, Kernels.of(List.of()), new Progress(nowhere), ROOF, ROOF, 0);
  }

  private static StepResult result(List<PeerResult> peers) {
    TrainingShape shape = TrainingShapes.binaryTree(1024, 128, 1024);
    return new StepResult(
        shape,
        "cpu",
        new Work(5e9, 1e9, 1 << 20),
        160,
        1.5,
        new Timing(new double[] {0.0625, 0.0625, 0.0625}),
        16,
        peers,
        List.of());
  }

  private static final List<PeerResult> PEERS =
      List.of(
          new PeerResult("bmm-batch", new Timing(new double[] {0.125, 0.1875, 0.25}), 0.1),
          new PeerResult("einsum", null, 0.4));

  @Test
  void shares_and_ratios_follow_from_the_times() {
    StepResult result = result(PEERS);
    assertThat(result.gflops()).isEqualTo(80);
    assertThat(result.roofShare()).isEqualTo(0.5);
    assertThat(result.ratio()).isEqualTo(new Timing(new double[] {2, 3, 4}));
    assertThat(result(List.of()).ratio()).isNull();
  }

  @Test
  void the_table_is_readable_at_a_hundred_columns() {
    for (List<PeerResult> peers : List.of(PEERS, List.<PeerResult>of())) {
      String peer = peers.isEmpty() ? "" : "libtorch 2.7.1 with MKL 2024.2, 2 threads";
      Report report = StepReport.of(setting(), List.of(result(peers)), peer, List.of());
      assertThat(report.table().text()).allMatch(line -> line.length() <= 100);
      assertThat(report.text()).anyMatch(line -> line.startsWith("tree-1024x128-b1024"));
    }
  }

  @Test
  void the_table_says_ratio_and_quartiles() {
    Report report = StepReport.of(setting(), List.of(result(PEERS)), "a peer", List.of());
    assertThat(report.table().text().get(1).split(" +"))
        .containsExactly(
            "tree-1024x128-b1024",
            "16.0",
            "0%",
            "80.0",
            "50%",
            "5.33",
            "bmm-batch",
            "3.00",
            "2.50-3.50");
    assertThat(report.foot())
        .contains("0 of 1 shapes are slower than the peer.", "1 allocate in warm steps.");
  }

  @Test
  void the_json_has_a_version_and_every_figure() throws Exception {
    Report report = StepReport.of(setting(), List.of(result(PEERS)), "a peer", List.of("bad"));
    JsonNode json = new JsonMapper().readTree(report.jsonText());
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("command").asText()).isEqualTo("bench");
    assertThat(json.path("mode").asText()).isEqualTo("steps");
    assertThat(json.path("peer").asText()).isEqualTo("a peer");
    assertThat(json.path("wrong").path(0).asText()).isEqualTo("bad");
    assertThat(json.path("rooflines").path(0).path("peakGflops").asDouble()).isEqualTo(200);
    assertThat(json.path("rooflines").path(0).path("sgemmGflops").asDouble()).isEqualTo(180);
    assertThat(json.path("rooflines").path(0).path("reads")).hasSize(2);
    JsonNode shape = json.path("shapes").path(0);
    assertThat(shape.path("name").asText()).isEqualTo("tree-1024x128-b1024");
    assertThat(shape.path("stepsPerSecond").asDouble()).isEqualTo(16);
    assertThat(shape.path("gflops").asDouble()).isEqualTo(80);
    assertThat(shape.path("roofShare").asDouble()).isEqualTo(0.5);
    assertThat(shape.path("warmUpSeconds").asDouble()).isEqualTo(1.5);
    assertThat(shape.path("ratio").asDouble()).isEqualTo(3);
    assertThat(shape.path("peers").path(1).path("formulation").asText()).isEqualTo("einsum");
    assertThat(shape.path("peers").path(1).has("stepsPerSecond")).isFalse();
    assertThat(shape.path("peers").path(1).path("trialStepsPerSecond").asDouble()).isEqualTo(2.5);
  }
}
