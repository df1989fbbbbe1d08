package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.bench.process.ChildJvm;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.testkit.TrainingShape;
import java.util.ArrayList;
import java.util.List;

/** What programs hold, and that nothing stays after many steps and many programs. */
final class MemoryBench {
  /** Large beside what the JVM itself takes and gives back meanwhile. */
  private static final String SHAPES =
      "tree-256x64,tree-1024x8,tree-1024x32,dense-1024-1024-1024-1,conv2d-28-c8-c16-c32";

  /** The heap follows what lives in it, so that the process shows what a program takes. */
  private static final List<String> TIGHT =
      List.of("-Xms16m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

  private static final String SMALL = "tree-64x8";
  private static final int STEPS = 10_000;
  private static final int CYCLES = 1_000;
  private static final int QUICK = 10;
  private static final int WARM_CYCLES = 20;

  private final Setting setting;
  private final Columns table =
      Columns.of("what", "announced", "held", "process", "process/announced", "open resources");
  private final ObjectNode json;
  private final ArrayNode entries;

  MemoryBench(Setting setting) {
    this.setting = setting;
    json = setting.json("memory");
    entries = json.putArray("entries");
  }

  Report run() {
    Selection selection = new Selection();
    for (TrainingShape shape : selection.of(setting.options().shapesOr(SHAPES))) {
      setting.progress().say("memory of " + shape.name());
      hold(shape);
    }
    TrainingShape small = selection.of(SMALL).get(0);
    steps(small);
    cycles(small);
    List<String> head = new ArrayList<>(setting.head());
    head.add("Memory of programs that train with Adam, %d threads.".formatted(setting.threads()));
    List<String> foot =
        List.of(
            "announced: by the device, before it took any; held: added up over arrays and native blocks;",
            "process: how far resident memory rose at most, in a JVM of its own that was warm. Of many",
            "steps or programs, held is how far the live heap rose, from a collection to the next.");
    return new Report("memory", head, table, foot, json);
  }

  private void hold(TrainingShape shape) {
    List<String> arguments =
        List.of(shape.name(), String.valueOf(setting.threads()), setting.provider(shape).id());
    List<String> lines = ChildJvm.like(TIGHT).run(MemoryProbe.class, arguments);
    MemoryUse use = MemoryUse.parse(lines.get(lines.size() - 1));
    table.row(
        shape.name(),
        Figures.bytes(use.announced()),
        Figures.bytes(use.held()),
        Figures.bytes(use.grown()),
        Figures.number(use.ratio()),
        "-");
    entries
        .addObject()
        .put("what", shape.name())
        .put("announcedBytes", use.announced())
        .put("heldBytes", use.held())
        .put("processBytes", use.grown())
        .put("ratio", use.ratio());
  }

  private void steps(TrainingShape shape) {
    int count = setting.options().quick() ? STEPS / QUICK : STEPS;
    setting.progress().say(count + " steps");
    try (Device device = setting.open(shape)) {
      OwnStep step = new OwnStep(device, shape, setting.threads());
      step.secondsPerStep(count / QUICK);
      ProcessMemory before = ProcessMemory.now();
      step.secondsPerStep(count);
      ProcessMemory after = ProcessMemory.now();
      step.close();
      add(count + " steps of " + shape.name(), before, after, device.openResources());
    }
  }

  private void cycles(TrainingShape shape) {
    int count = setting.options().quick() ? CYCLES / QUICK : CYCLES;
    setting.progress().say(count + " programs opened and closed");
    Plan plan = shape.plan();
    CompileOptions options = CompileOptions.floats(shape.batch()).withThreads(setting.threads());
    try (Device device = setting.open(shape)) {
      cycle(device, plan, options, WARM_CYCLES);
      ProcessMemory before = ProcessMemory.now();
      cycle(device, plan, options, count);
      String what = count + " programs of " + shape.name();
      add(what, before, ProcessMemory.now(), device.openResources());
    }
  }

  private static void cycle(Device device, Plan plan, CompileOptions options, int count) {
    for (int i = 0; i < count; i++) {
      device.compile(plan, options).close();
    }
  }

  private void add(String what, ProcessMemory before, ProcessMemory after, int open) {
    double heap = after.heap() - before.heap();
    table.row(what, "-", Figures.bytes(heap), "-", "-", String.valueOf(open));
    entries
        .addObject()
        .put("what", what)
        .put("heapBytes", heap)
        .put("processBytes", after.resident() - before.resident())
        .put("openResources", open);
  }
}
