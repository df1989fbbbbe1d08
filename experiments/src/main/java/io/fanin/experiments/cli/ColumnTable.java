package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.data.ColumnProfile;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** The columns of a person's table, for people and as JSON. */
final class ColumnTable {
  private static final int SHOWN_VALUES = 5;
  private static final int LONGEST = 20;
  private static final int MOST_VALUES_IN_JSON = 100;

  private ColumnTable() {}

  /**
   * Prints a line a column.
   *
   * @param use what a column is used as; empty for nothing to say
   */
  static void print(
      PrintStream out, List<ColumnProfile> profiles, Function<ColumnProfile, String> use) {
    TextTable table = TextTable.of("  column", "holds", "missing", "different", "values");
    table.numbers(2, 3);
    for (ColumnProfile p : profiles) {
      String said = use.apply(p);
      table.row(
          "  " + p.name(),
          p.kind().word() + (said.isEmpty() || said.equals("input") ? "" : ", " + said),
          Integer.toString(p.missing()),
          Integer.toString(p.distinct()),
          values(p));
    }
    table.print(out);
  }

  private static String values(ColumnProfile p) {
    if (p.numeric()) {
      return "%s to %s, mean %s, deviation %s"
          .formatted(
              Figures.text(p.low()),
              Figures.text(p.high()),
              Figures.text(p.mean()),
              Figures.text(p.deviation()));
    }
    List<String> shown = p.values().stream().limit(SHOWN_VALUES).map(ColumnTable::brief).toList();
    return String.join(", ", shown) + (p.distinct() > shown.size() ? ", …" : "");
  }

  private static String brief(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.codePointCount(0, plain.length()) <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  static void write(ObjectNode node, ColumnProfile p) {
    node.put("name", p.name())
        .put("holds", p.kind().word())
        .put("present", p.present())
        .put("missing", p.missing())
        .put("different", p.distinct());
    if (p.numeric()) {
      JsonNumbers.put(node, "least", p.low());
      JsonNumbers.put(node, "most", p.high());
      JsonNumbers.put(node, "mean", p.mean());
      JsonNumbers.put(node, "deviation", p.deviation());
    } else if (p.distinct() <= MOST_VALUES_IN_JSON) {
      ArrayNode values = node.putArray("values");
      p.values().forEach(values::add);
    }
  }
}
