package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.bench.roofline.Roofline;
import io.fanin.bench.roofline.Rooflines;
import io.fanin.experiments.run.Machine;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.testkit.TrainingShape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a run takes place.
 *
 * @param options what was asked for
 * @param kernels the providers to choose among
 * @param progress says what goes on
 * @param one what one thread can do at most
 * @param all what the threads of a program can do at most
 * @param load how many threads of others wanted a processor before this began
 */
record Setting(
    BenchOptions options,
    Kernels kernels,
    Progress progress,
    Roofline one,
    Roofline all,
    double load) {
  private static final double BUSY = 0.3;

  /** Measures the machine. */
  static Setting measure(BenchOptions options, Progress progress) {
    Kernels found = Kernels.discover();
    String id = options.device();
    Kernels kernels = id == null ? found : found.only(id);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    progress.say("measuring the roofline");
    Roofline one = Rooflines.measure(1, options.quick(), options.clock());
    Roofline all =
        options.threads() == 1
            ? one
            : Rooflines.measure(options.threads(), options.quick(), options.clock());
    return new Setting(options, kernels, progress, one, all, load);
  }

  /** The best device for a shape; the caller closes it. */
  Device open(TrainingShape shape) {
    return provider(shape).open();
  }

  KernelProvider provider(TrainingShape shape) {
    return kernels.choose(shape.plan(), DType.FLOAT);
  }

  int threads() {
    return options.threads();
  }

  /** What stands above every table. */
  List<String> head() {
    List<String> lines = new ArrayList<>();
    lines.add(Machine.here().sentence() + "; Java " + Runtime.version().feature() + ".");
    lines.add(sentence(one));
    if (all.threads() != 1) {
      lines.add(sentence(all));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (load > BUSY * cores) {
      lines.add(
          "The machine was busy (load %s on %d cores): these figures are rough, ratios least so."
              .formatted(Figures.number(load), cores));
    }
    return lines;
  }

  /** Reads at sizes that usually lie in the second and third cache and in DRAM. */
  private static String sentence(Roofline roof) {
    double l2 = roof.bandwidth(512.0 * 1024 * roof.threads());
    double l3 = roof.bandwidth(4.0 * 1024 * 1024 * roof.threads());
    Roofline.Reading largest = roof.reads().get(roof.reads().size() - 1);
    return "Roof, %d thread%s: %s GFLOP/s, sgemm %s; reads %s GB/s of %s, %s of %s, %s of %s; copies %s."
        .formatted(
            roof.threads(),
            roof.threads() == 1 ? "" : "s",
            Figures.number(roof.peak()),
            Figures.number(roof.sgemm()),
            Figures.number(l2),
            Figures.bytes(512.0 * 1024 * roof.threads()),
            Figures.number(l3),
            Figures.bytes(4.0 * 1024 * 1024 * roof.threads()),
            Figures.number(largest.bandwidth()),
            Figures.bytes((double) largest.bytes()),
            Figures.number(roof.copy()));
  }

  /** The same for programs. */
  ObjectNode json(String mode) {
    ObjectNode node = Report.json(mode);
    node.put("machine", Machine.here().sentence());
    node.put("java", Runtime.version().toString());
    node.put("threads", options.threads());
    node.put("loadBefore", load);
    ArrayNode roofs = node.putArray("rooflines");
    roofs.add(json(roofs.objectNode(), one));
    if (all.threads() != 1) {
      roofs.add(json(roofs.objectNode(), all));
    }
    return node;
  }

  private static ObjectNode json(ObjectNode node, Roofline roof) {
    node.put("threads", roof.threads());
    node.put("peakGflops", roof.peak());
    node.put("sgemmGflops", roof.sgemm());
    node.put("copyGBs", roof.copy());
    ArrayNode reads = node.putArray("reads");
    for (Roofline.Reading reading : roof.reads()) {
      reads.addObject().put("bytes", reading.bytes()).put("GBs", reading.bandwidth());
    }
    return node;
  }
}
