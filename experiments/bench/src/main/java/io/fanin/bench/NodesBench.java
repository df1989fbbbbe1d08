package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.kernel.Device;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.util.ArrayList;
import java.util.List;

/** What a node and row cost, from a few nodes to many, beside the roofline's answer. */
final class NodesBench {
  private static final int WIDTH = 16;
  private static final int FEWEST = 64;
  private static final int MOST = 16_384;
  private static final int QUICK_FACTOR = 16;
  private static final int FACTOR = 2;

  private final Setting setting;
  private final Columns table =
      Columns.of(
          "nodes",
          "set",
          "ns a node and row",
          "spread",
          "GFLOP/s",
          "roof",
          "of roof",
          "GB/s there");
  private final ObjectNode json;
  private final ArrayNode entries;

  NodesBench(Setting setting) {
    this.setting = setting;
    json = setting.json("nodes");
    json.put("width", WIDTH);
    entries = json.putArray("sizes");
  }

  Report run() {
    int factor = setting.options().quick() ? QUICK_FACTOR : FACTOR;
    for (int inputs = FEWEST; inputs <= MOST; inputs *= factor) {
      setting.progress().say("a tree of " + inputs + " inputs");
      run(TrainingShapes.binaryTree(inputs, WIDTH, TrainingShapes.BATCH));
    }
    List<String> head = new ArrayList<>(setting.head());
    head.add(
        "Binary trees of blocks of width %d, %d rows, %d threads: cost of a node and row of a step."
            .formatted(WIDTH, TrainingShapes.BATCH, setting.threads()));
    List<String> foot =
        List.of(
            "roof: min(peak, intensity x bandwidth of the memory that holds the set), GFLOP/s.");
    return new Report("nodes", head, table, foot, json);
  }

  private void run(TrainingShape shape) {
    Rounds rounds = setting.options().rounds();
    try (Device device = setting.open(shape);
        OwnStep step = new OwnStep(device, shape, setting.threads())) {
      double warm = rounds.warm(step).secondsPerStep();
      add(shape, rounds.time(List.of(step), List.of(warm)).get(0));
    }
  }

  private void add(TrainingShape shape, Timing timing) {
    Work work = Work.of(shape.plan(), shape.batch());
    double nodes = shape.inputs() - 1;
    double roof = setting.all().attainable(work.flops(), work.bytes(), work.workingSet());
    double gflops = 1e-9 * work.flops() / timing.median();
    double cost = 1e9 * timing.median() / nodes / shape.batch();
    double bandwidth = setting.all().bandwidth(work.workingSet());
    table.row(
        String.valueOf((int) nodes),
        Figures.bytes(work.workingSet()),
        Figures.number(cost),
        Figures.percent(timing.spread()),
        Figures.number(gflops),
        Figures.number(roof),
        Figures.percent(gflops / roof),
        Figures.number(bandwidth));
    entries
        .addObject()
        .put("nodes", (int) nodes)
        .put("workingSetBytes", work.workingSet())
        .put("nanosecondsPerNodeAndRow", cost)
        .put("spread", timing.spread())
        .put("gflops", gflops)
        .put("roofGflops", roof)
        .put("bandwidthGBs", bandwidth);
  }
}
