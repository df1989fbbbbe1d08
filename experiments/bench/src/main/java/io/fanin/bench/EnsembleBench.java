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
import java.util.function.IntFunction;

/** What replicas cost in one program, against as many programs one after the other. */
final class EnsembleBench {
  private static final int[] REPLICAS = {1, 2, 4, 8, 16, 32, 64};
  private static final int[] QUICK = {1, 8, 64};

  private final Setting setting;
  private final Columns table =
      Columns.of("network", "replicas", "steps/s", "us a replica", "programs", "ratio", "spread");
  private final ObjectNode json;
  private final ArrayNode entries;

  EnsembleBench(Setting setting) {
    this.setting = setting;
    json = setting.json("ensemble");
    entries = json.putArray("networks");
  }

  Report run() {
    run("matched tree 16 x 8", replicas -> TrainingShapes.matched(replicas, 16, 8));
    run(
        "dense 16-24-24-1",
        r -> TrainingShape.dense("dense" + r, r, TrainingShapes.BATCH, 16, 24, 24, 1));
    List<String> head = new ArrayList<>(setting.head());
    head.add(
        "Steps of R replicas in one program, and of R programs one after the other, %d rows."
            .formatted(TrainingShapes.BATCH));
    List<String> foot =
        List.of("ratio: time of R programs by that of one program with R replicas, median.");
    return new Report("ensemble", head, table, foot, json);
  }

  private void run(String name, IntFunction<TrainingShape> shapes) {
    int[] counts = setting.options().quick() ? QUICK : REPLICAS;
    for (int i = 0; i < counts.length; i++) {
      setting.progress().piece(i, counts.length, name + ", " + counts[i] + " replicas");
      run(name, counts[i], shapes);
    }
  }

  private void run(String name, int replicas, IntFunction<TrainingShape> shapes) {
    TrainingShape together = shapes.apply(replicas);
    try (Device device = setting.open(together);
        OwnStep one = new OwnStep(device, together, setting.threads());
        Programs many = new Programs(device, shapes.apply(1), replicas, setting.threads())) {
      Rounds rounds = setting.options().rounds();
      List<Double> warm =
          List.of(rounds.warm(one).secondsPerStep(), rounds.warm(many).secondsPerStep());
      List<Timing> timings = rounds.time(List.of(one, many), warm);
      add(name, replicas, timings.get(0), timings.get(1));
    }
  }

  private void add(String name, int replicas, Timing one, Timing many) {
    Timing ratio = one.ratio(many);
    table.row(
        name,
        String.valueOf(replicas),
        Figures.number(1 / one.median()),
        Figures.number(1e6 * one.median() / replicas),
        Figures.number(1 / many.median()),
        Figures.number(ratio.median()),
        Figures.percent(one.spread()));
    entries
        .addObject()
        .put("network", name)
        .put("replicas", replicas)
        .put("stepsPerSecond", 1 / one.median())
        .put("stepsPerSecondOfPrograms", 1 / many.median())
        .put("ratio", ratio.median())
        .put("spread", one.spread());
  }

  /** Programs that step one after the other. */
  private static final class Programs implements Contender {
    private final List<OwnStep> programs = new ArrayList<>();

    Programs(Device device, TrainingShape shape, int count, int threads) {
      for (int i = 0; i < count; i++) {
        programs.add(new OwnStep(device, shape, threads));
      }
    }

    @Override
    public double[] firstLosses() {
      return programs.get(0).firstLosses();
    }

    @Override
    public double secondsPerStep(int steps) {
      long start = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        programs.forEach(OwnStep::step);
      }
      return (System.nanoTime() - start) * 1e-9 / steps;
    }

    @Override
    public double allocatedBytes() {
      return programs.get(0).allocatedBytes();
    }

    @Override
    public void close() {
      programs.forEach(OwnStep::close);
    }
  }
}
