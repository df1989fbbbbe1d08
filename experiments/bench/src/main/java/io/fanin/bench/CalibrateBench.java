package io.fanin.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.output.Columns;
import io.fanin.bench.output.Figures;
import io.fanin.bench.output.Report;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernels.cpu.ChoiceTable;
import io.fanin.kernels.cpu.CpuKernelProvider;
import io.fanin.kernels.cpu.Home;
import io.fanin.testkit.StepCheck;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The engines of the provider {@code cpu} in turns on the same shapes, and what table follows. */
final class CalibrateBench {
  private static final int[] WIDTHS = {8, 16, 32, 64, 128, 256, 512};
  private static final int[] QUICK = {32, 64, 128};
  private static final int WIDEST_TREE = 128;
  private static final int FEW_ROWS = 7;
  private static final String TABLE = "table";

  private final Setting setting;
  private final ChoiceTable now = ChoiceTable.inUse();
  private final TableProposal proposal = new TableProposal();
  private final Columns table =
      Columns.of(
          "shape",
          "width",
          "vector us",
          "oneDNN us",
          "plain us",
          "vector/oneDNN",
          "quartiles",
          "plain/oneDNN");
  private final ObjectNode json;
  private final ArrayNode entries;

  CalibrateBench(Setting setting) {
    this.setting = setting;
    json = setting.json("calibrate");
    entries = json.putArray("shapes");
  }

  Report run() {
    List<TrainingShape> shapes = shapes();
    for (int i = 0; i < shapes.size(); i++) {
      setting.progress().piece(i, shapes.size(), shapes.get(i).name());
      measure(shapes.get(i));
    }
    List<String> head = new ArrayList<>(setting.head());
    head.add(
        "Training steps on each engine in turns, single precision, %d thread%s, median of %d."
            .formatted(
                setting.threads(),
                setting.threads() == 1 ? "" : "s",
                setting.options().rounds().count()));
    return new Report("calibrate", head, table, foot(), json);
  }

  private List<TrainingShape> shapes() {
    String words = setting.options().shapesOr("");
    if (!words.isEmpty()) {
      return new Selection().of(words);
    }
    List<TrainingShape> shapes = new ArrayList<>();
    for (int width : setting.options().quick() ? QUICK : WIDTHS) {
      if (width <= WIDEST_TREE) {
        shapes.add(TrainingShapes.binaryTree(64, width, TrainingShapes.BATCH));
      }
      shapes.add(dense(width, TrainingShapes.BATCH));
      shapes.add(dense(width, FEW_ROWS));
    }
    return shapes;
  }

  private static TrainingShape dense(int width, int rows) {
    String name = "dense-3x" + width + (rows == TrainingShapes.BATCH ? "" : "-b" + rows);
    return TrainingShape.dense(name, 1, rows, width, width, width, 1);
  }

  private void measure(TrainingShape shape) {
    Map<Home, Device> devices = new EnumMap<>(Home.class);
    Map<Home, OwnStep> steps = new EnumMap<>(Home.class);
    try {
      for (Home home : Home.values()) {
        CpuKernelProvider provider = CpuKernelProvider.at(home);
        if (provider.home(shape.plan(), DType.FLOAT) == home) {
          devices.put(home, provider.open());
          steps.put(home, checked(devices.get(home), shape));
        }
      }
      add(shape, time(steps));
    } finally {
      steps.values().forEach(OwnStep::close);
      devices.values().forEach(Device::close);
    }
  }

  private OwnStep checked(Device device, TrainingShape shape) {
    StepCheck.step(device, shape.sibling(StepCheck.SIBLING_FLOPS), setting.threads());
    return new OwnStep(device, shape, setting.threads(), setting.options().clock());
  }

  private Map<Home, Timing> time(Map<Home, OwnStep> steps) {
    Rounds rounds = setting.options().rounds();
    List<Double> warm = new ArrayList<>();
    steps.values().forEach(step -> warm.add(rounds.warm(step).secondsPerStep()));
    List<Timing> timings = rounds.time(List.copyOf(steps.values()), warm);
    Map<Home, Timing> found = new EnumMap<>(Home.class);
    for (Home home : steps.keySet()) {
      found.put(home, timings.get(found.size()));
    }
    return found;
  }

  private void add(TrainingShape shape, Map<Home, Timing> found) {
    int width = ChoiceTable.width(shape.plan());
    Optional<Timing> vectors = ratio(found, Home.VECTOR);
    Optional<Timing> plain = ratio(found, Home.PLAIN);
    vectors.ifPresent(ratio -> proposal.besideVectors(width, ratio.median()));
    plain.ifPresent(ratio -> proposal.besidePlain(width, ratio.median()));
    table.row(
        shape.name(),
        String.valueOf(width),
        micros(found, Home.VECTOR),
        micros(found, Home.ONEDNN),
        micros(found, Home.PLAIN),
        median(vectors),
        quartiles(vectors),
        median(plain));
    ObjectNode entry = entries.addObject().put("name", shape.name()).put("width", width);
    found.forEach((home, timing) -> put(entry.putObject(word(home)), timing));
    vectors.ifPresent(ratio -> put(entry.putObject("vectorByOnednn"), ratio));
    plain.ifPresent(ratio -> put(entry.putObject("plainByOnednn"), ratio));
  }

  /** How many times faster oneDNN is than another engine. */
  private static Optional<Timing> ratio(Map<Home, Timing> found, Home other) {
    return found.containsKey(Home.ONEDNN) && found.containsKey(other)
        ? Optional.of(found.get(Home.ONEDNN).ratio(found.get(other)))
        : Optional.empty();
  }

  private static String micros(Map<Home, Timing> found, Home home) {
    Timing timing = found.get(home);
    return timing == null ? "-" : Figures.number(1e6 * timing.median());
  }

  private static String median(Optional<Timing> ratio) {
    return ratio.map(r -> Figures.number(r.median())).orElse("-");
  }

  private static String quartiles(Optional<Timing> ratio) {
    return ratio
        .map(r -> Figures.number(r.quantile(0.25)) + "-" + Figures.number(r.quantile(0.75)))
        .orElse("-");
  }

  private static void put(ObjectNode node, Timing timing) {
    node.put("median", timing.median());
    node.put("lowerQuartile", timing.quantile(0.25));
    node.put("upperQuartile", timing.quantile(0.75));
  }

  private static String word(Home home) {
    return home.name().toLowerCase(Locale.ROOT);
  }

  private List<String> foot() {
    ChoiceTable proposed = proposal.table(now);
    json.put("changed", !proposed.equals(now));
    json.put(TABLE, proposed.text());
    List<String> foot = new ArrayList<>();
    foot.add(
        "width: of the widest layer, the least of what it reads and writes; vector/oneDNN: how many");
    foot.add(
        "times faster oneDNN is, median of the rounds' ratios. A width within 5% of even stays.");
    foot.add("");
    foot.add(
        proposed.equals(now)
            ? "The table in use stays:"
            : "Another table follows; a run again on a quiet machine should say the same:");
    foot.add("");
    proposed
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(l -> foot.add("    " + l));
    return foot;
  }

  /** Writes the proposed table of a report. */
  static void write(Path file, Report report) {
    try {
      Files.writeString(file, report.json().path(TABLE).asText());
    } catch (IOException e) {
      throw new InvalidInputException("--into: " + file + " cannot be written", e);
    }
  }
}
