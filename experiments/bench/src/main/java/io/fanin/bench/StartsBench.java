package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.bench.process.ChildJvm;
import io.fanin.testkit.TrainingShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether every start of a JVM ends at the same speed, and how soon. */
final class StartsBench {
  private static final String SHAPES = "tree-64x8,tree-64x16,tree-256x16,tree-1024x8";
  private static final double SECONDS = 5;
  private static final double QUICK_SECONDS = 2;

  private final Setting setting;
  private final int starts;
  private final Columns table =
      Columns.of(
          "shape", "steps/s", "slowest", "fastest", "range", "warm-up s", "longest s", "B/step");
  private final ObjectNode json;
  private final ArrayNode entries;

  StartsBench(Setting setting, int starts) {
    this.setting = setting;
    this.starts = starts;
    json = setting.json("starts");
    json.put("starts", starts);
    entries = json.putArray("shapes");
  }

  /** What one start found: warm-up and step in seconds, bytes of a step. */
  record Start(double warmUp, double step, double bytes) {
    static Start parse(String line) {
      double[] numbers =
          Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      if (numbers.length != 3) {
        throw new IllegalArgumentException("not a start: '" + line + "'");
      }
      return new Start(numbers[0], numbers[1], numbers[2]);
    }
  }

  Report run() {
    for (TrainingShape shape : new Selection().of(setting.options().shapesOr(SHAPES))) {
      List<Start> found = new ArrayList<>();
      for (int i = 0; i < starts; i++) {
        setting.progress().piece(i, starts, shape.name());
        found.add(start(shape));
      }
      add(shape, found);
    }
    List<String> head = new ArrayList<>(setting.head());
    head.add("%d starts of a JVM for each shape, %d threads.".formatted(starts, setting.threads()));
    List<String> foot =
        List.of(
            "range: from the slowest to the fastest start, as a share of the median; warm-up: until",
            "steps stay within 10% of their final speed; B/step: the most of any start, warm.");
    return new Report("starts", head, table, foot, json);
  }

  private Start start(TrainingShape shape) {
    double seconds = setting.options().quick() ? QUICK_SECONDS : SECONDS;
    List<String> arguments = new ArrayList<>();
    arguments.add(shape.name());
    arguments.add(String.valueOf(setting.threads()));
    arguments.add(String.valueOf(seconds));
    arguments.add(setting.provider(shape).id());
    List<String> lines = ChildJvm.like(List.of()).run(StartProbe.class, arguments);
    return Start.parse(lines.get(lines.size() - 1));
  }

  private void add(TrainingShape shape, List<Start> found) {
    Timing steps = new Timing(found.stream().mapToDouble(Start::step).toArray());
    Timing warm = new Timing(found.stream().mapToDouble(Start::warmUp).toArray());
    double bytes = found.stream().mapToDouble(Start::bytes).max().orElse(Double.NaN);
    double range = (steps.quantile(1) - steps.best()) / steps.median();
    table.row(
        shape.name(),
        Figures.number(1 / steps.median()),
        Figures.number(1 / steps.quantile(1)),
        Figures.number(1 / steps.best()),
        Figures.percent(range),
        Figures.number(warm.median()),
        Figures.number(warm.quantile(1)),
        Figures.number(bytes));
    ObjectNode entry = entries.addObject().put("name", shape.name());
    entry.put("stepsPerSecond", 1 / steps.median());
    entry.put("range", range);
    entry.put("warmUpSeconds", warm.median());
    entry.put("longestWarmUpSeconds", warm.quantile(1));
    entry.put("allocatedBytesPerStep", bytes);
    ArrayNode each = entry.putArray("each");
    for (Start start : found) {
      each.addObject()
          .put("stepsPerSecond", 1 / start.step())
          .put("warmUpSeconds", start.warmUp())
          .put("allocatedBytesPerStep", start.bytes());
    }
  }
}
