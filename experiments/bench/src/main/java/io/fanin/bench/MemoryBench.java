package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.testkit.TrainingShape;
import java.util.ArrayList;
import java.util.List;

/** What programs hold, and that nothing stays after many steps and many programs. */
final class MemoryBench {
  private static final String SHAPES =
      "tree-64x32,tree-1024x32,dense-784-512-512-10,matched24-16x8";
  private static final String SMALL = "tree-64x8";
  private static final int STEPS = 10_000;
  private static final int CYCLES = 1_000;
  private static final int QUICK = 10;
  private static final int WARM_CYCLES = 20;

  private final Setting setting;
  private final Columns table = Columns.of("what", "needed", "heap", "resident", "open resources");
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
    head.add("Growth of live heap and of resident memory, after collections.");
    List<String> foot =
        List.of(
            "needed: data, activations, parameters and two moments, 4 bytes each; the SPI announces",
            "no bytes of its own, so a program's plan cannot be set against what it took.");
    return new Report("memory", head, table, foot, json);
  }

  private void hold(TrainingShape shape) {
    Plan plan = shape.plan();
    double needed = Work.of(plan, shape.batch()).workingSet();
    try (Device device = setting.open(shape)) {
      ProcessMemory before = ProcessMemory.now();
      try (OwnStep step = new OwnStep(device, shape, setting.threads())) {
        step.secondsPerStep(2);
        add(shape.name(), needed, before, ProcessMemory.now(), device.openResources());
      }
    }
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
      add(count + " steps of " + shape.name(), 0, before, after, device.openResources());
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
      add(what, 0, before, ProcessMemory.now(), device.openResources());
    }
  }

  private static void cycle(Device device, Plan plan, CompileOptions options, int count) {
    for (int i = 0; i < count; i++) {
      device.compile(plan, options).close();
    }
  }

  private void add(
      String what, double needed, ProcessMemory before, ProcessMemory after, int open) {
    double heap = after.heap() - before.heap();
    double resident = after.resident() - before.resident();
    table.row(
        what,
        needed > 0 ? Figures.bytes(needed) : "-",
        Figures.bytes(heap),
        Figures.bytes(resident),
        String.valueOf(open));
    entries
        .addObject()
        .put("what", what)
        .put("neededBytes", needed)
        .put("heapBytes", heap)
        .put("residentBytes", resident)
        .put("openResources", open);
  }
}
