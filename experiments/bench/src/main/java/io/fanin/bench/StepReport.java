package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.StepResult.PeerResult;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.bench.process.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of whole steps. */
final class StepReport {
  private StepReport() {}

  /**
   * The report.
   *
   * @param peer its description; empty without a peer
   * @param wrong every disagreement with the reference or the peer
   */
  static Report of(Setting setting, List<StepResult> results, String peer, List<String> wrong) {
    List<String> head = new ArrayList<>(setting.head());
    head.add(
        "Training steps (forward, backward, Adam), single precision, %d thread%s, %s, median of %d."
            .formatted(
                setting.threads(),
                setting.threads() == 1 ? "" : "s",
                setting.options().clock() == Clock.CPU ? "processor time" : "wall time",
                setting.options().rounds().count()));
    if (!peer.isEmpty()) {
      head.add("Peer: " + peer + ", best of its formulations, in turns with ours.");
    }
    Columns table = peer.isEmpty() ? alone(results) : together(results);
    List<String> foot = foot(results, peer);
    foot.addAll(wrong);
    ObjectNode json = json(setting, results, peer);
    wrong.forEach(json.putArray("wrong")::add);
    return new Report("steps", head, table, foot, json);
  }

  private static Columns alone(List<StepResult> results) {
    Columns table =
        Columns.of(
            "shape", "device", "steps/s", "spread", "GFLOP/s", "of roof", "set", "warm-up",
            "B/step");
    for (StepResult result : results) {
      table.row(
          result.shape().name(),
          result.device(),
          Figures.number(1 / result.ours().median()),
          Figures.percent(result.ours().spread()),
          Figures.number(result.gflops()),
          Figures.percent(result.roofShare()),
          Figures.bytes(result.work().workingSet()),
          Figures.number(result.warmUp()) + " s",
          Figures.number(result.allocated()));
    }
    return table;
  }

  private static Columns together(List<StepResult> results) {
    Columns table =
        Columns.of(
            "shape",
            "steps/s",
            "spread",
            "GFLOP/s",
            "of roof",
            "peer steps/s",
            "peer's best",
            "ratio",
            "quartiles");
    for (StepResult result : results) {
      Timing ratio = result.ratio();
      Timing best = result.bestPeer();
      table.row(
          result.shape().name(),
          Figures.number(1 / result.ours().median()),
          Figures.percent(result.ours().spread()),
          Figures.number(result.gflops()),
          Figures.percent(result.roofShare()),
          best == null ? "-" : Figures.number(1 / best.median()),
          best == null ? "-" : result.peers().get(0).formulation(),
          ratio == null ? "-" : Figures.number(ratio.median()),
          ratio == null
              ? "-"
              : Figures.number(ratio.quantile(0.25)) + "-" + Figures.number(ratio.quantile(0.75)));
    }
    return table;
  }

  private static List<String> foot(List<StepResult> results, String peer) {
    List<String> foot = new ArrayList<>();
    foot.add("spread: half the distance of the quartiles; of roof: share of min(peak, intensity x");
    foot.add("bandwidth of the memory that holds the working set), level by level.");
    if (peer.isEmpty()) {
      foot.add("warm-up: seconds from compiling the program until its steps were warm: until they");
      foot.add("allocate nothing, or keep their speed for 2 s; 10 s at most.");
    }
    if (!peer.isEmpty()) {
      foot.add("ratio: how many times faster ours is, median of the rounds' ratios.");
      long slower = results.stream().filter(StepReport::slower).count();
      long compared = results.stream().filter(r -> r.ratio() != null).count();
      foot.add("%d of %d shapes are slower than the peer.".formatted(slower, compared));
      long allocating = results.stream().filter(r -> r.allocated() >= 1).count();
      foot.add("%d allocate in warm steps.".formatted(allocating));
    }
    results.forEach(result -> foot.addAll(result.remarks()));
    return foot;
  }

  private static boolean slower(StepResult result) {
    Timing ratio = result.ratio();
    return ratio != null && !(ratio.median() >= 1);
  }

  private static ObjectNode json(Setting setting, List<StepResult> results, String peer) {
    ObjectNode node = setting.json("steps");
    node.put("clock", setting.options().clock().name().toLowerCase(Locale.ROOT));
    node.put("rounds", setting.options().rounds().count());
    if (!peer.isEmpty()) {
      node.put("peer", peer);
    }
    ArrayNode shapes = node.putArray("shapes");
    for (StepResult result : results) {
      add(shapes.addObject(), result);
    }
    return node;
  }

  private static void add(ObjectNode node, StepResult result) {
    node.put("name", result.shape().name());
    node.put("batch", result.shape().batch());
    node.put("device", result.device());
    node.put("flops", result.work().flops());
    node.put("bytes", result.work().bytes());
    node.put("workingSetBytes", result.work().workingSet());
    put(node, result.ours());
    node.put("warmUpSeconds", result.warmUp());
    node.put("gflops", result.gflops());
    node.put("roofGflops", result.roof());
    node.put("roofShare", result.roofShare());
    node.put("allocatedBytesPerStep", result.allocated());
    Timing ratio = result.ratio();
    if (ratio != null) {
      node.put("ratio", ratio.median());
      node.put("ratioLowerQuartile", ratio.quantile(0.25));
      node.put("ratioUpperQuartile", ratio.quantile(0.75));
    }
    ArrayNode peers = node.putArray("peers");
    for (PeerResult peer : result.peers()) {
      ObjectNode entry = peers.addObject().put("formulation", peer.formulation());
      entry.put("trialStepsPerSecond", 1 / peer.trial());
      Timing seconds = peer.seconds();
      if (seconds != null) {
        put(entry, seconds);
      }
    }
    result.remarks().forEach(node.withArray("remarks")::add);
  }

  private static void put(ObjectNode node, Timing timing) {
    node.put("stepsPerSecond", 1 / timing.median());
    node.put("bestStepsPerSecond", 1 / timing.best());
    node.put("spread", timing.spread());
  }
}
