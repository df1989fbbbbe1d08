package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a family's size grows: log of nodes against log of inputs, and whether the fan-in stays. A
 * polynomial size at bounded fan-in is what compositional sparsity means (Danhofer, D'Ascenzo,
 * Dubach and Poggio, ICML 2025, definition 3.1).
 *
 * @param members one for each value of the key
 * @param fit slope = degree of the polynomial
 */
record FamilyFit(String key, List<Member> members, LineFit fit) {
  private static final Pattern RANGE =
      Pattern.compile("([A-Za-z][\\w-]*)=(\\d{1,7})\\.\\.(\\d{1,7})");
  private static final double LEVEL = 0.95;

  /** One function of the family. */
  record Member(int value, int inputs, int nodes, long binarised, int fanIn, int depth) {}

  /** Doubles the key from the low to the high end, both included. */
  static FamilyFit of(
      TargetProvider provider,
      Map<String, ? extends @Nullable Object> set,
      String range,
      long seed) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      throw new InvalidInputException("--family " + range + ": write --family n=4..64");
    }
    String key = matcher.group(1);
    int low = Integer.parseInt(matcher.group(2));
    int high = Integer.parseInt(matcher.group(3));
    if (low < 1 || high < 4 * low) {
      throw new InvalidInputException(
          "--family "
              + range
              + ": needs three sizes at least, such as n="
              + Math.max(1, low)
              + ".."
              + 4 * Math.max(1, low));
    }
    Settings settings = Settings.of(provider.keys()).withAll(set);
    List<Member> members = new ArrayList<>();
    for (long value = low;
        value <= high;
        value = value < high && 2 * value > high ? high : 2 * value) {
      members.add(member((int) value, provider.create(settings.with(key, (int) value), seed)));
    }
    return new FamilyFit(key, members, fit(members));
  }

  private static Member member(int value, SparseFunction function) {
    return new Member(
        value,
        function.graph().inputs(),
        function.graph().nodes(),
        function.graph().binarisedNodes(),
        function.graph().maxFanIn(),
        function.graph().depth());
  }

  private static LineFit fit(List<Member> members) {
    return LineFit.logLog(
        members.stream().mapToDouble(Member::inputs).toArray(),
        members.stream().mapToDouble(Member::nodes).toArray());
  }

  private String sentence() {
    Interval slope = fit.slopeInterval(LEVEL);
    int least = members.stream().mapToInt(Member::fanIn).min().orElseThrow();
    int most = members.stream().mapToInt(Member::fanIn).max().orElseThrow();
    return "nodes grow as inputs^%s [%s, %s] on this range; fan-in %s"
        .formatted(
            Figures.text(slope.estimate()),
            Figures.text(slope.low()),
            Figures.text(slope.high()),
            least == most ? "stays " + least : "goes from " + least + " to " + most);
  }

  void print(PrintStream out) {
    out.println();
    TextTable table =
        TextTable.of("  " + key, "inputs", "nodes", "nodes of fan-in 2", "fan-in", "depth")
            .numbers(0, 1, 2, 3, 4, 5);
    for (Member m : members) {
      table.row(
          "  " + m.value(),
          Integer.toString(m.inputs()),
          Integer.toString(m.nodes()),
          Long.toString(m.binarised()),
          Integer.toString(m.fanIn()),
          Integer.toString(m.depth()));
    }
    table.print(out);
    out.println("  " + sentence());
  }

  void write(ObjectNode node) {
    ObjectNode family = node.putObject("family").put("key", key);
    Interval slope = fit.slopeInterval(LEVEL);
    JsonNumbers.put(family, "slope", slope.estimate());
    JsonNumbers.put(family, "low", slope.low());
    JsonNumbers.put(family, "high", slope.high());
    ArrayNode list = family.putArray("members");
    for (Member m : members) {
      list.addObject()
          .put(key, m.value())
          .put("inputs", m.inputs())
          .put("nodes", m.nodes())
          .put("binarisedNodes", m.binarised())
          .put("fanIn", m.fanIn())
          .put("depth", m.depth());
    }
  }
}
