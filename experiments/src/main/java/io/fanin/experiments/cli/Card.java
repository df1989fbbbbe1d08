package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one thing: labelled values, in order, for people and as JSON. */
final class Card {
  private static final int WIDTH = 100;

  /** One line: a label for people, a key for programs, and the value as both want it. */
  private record Line(String label, String key, String text, Object value) {}

  private final List<Line> lines = new ArrayList<>();

  Card text(String label, String key, String value) {
    return add(new Line(label, key, value, value));
  }

  Card whole(String label, String key, long value) {
    return add(new Line(label, key, "%,d".formatted(value), value));
  }

  /** A number that may be infinite or unknown. */
  Card real(String label, String key, double value) {
    return add(new Line(label, key, Figures.text(value), value));
  }

  /**
   * A number with words around it, for programs the number alone; words alone where there is none.
   */
  Card number(String label, String key, String text, @Nullable Double value) {
    return add(new Line(label, key, text, value == null ? text : value));
  }

  Card flag(String label, String key, boolean value) {
    return add(new Line(label, key, value ? "yes" : "no", value));
  }

  private Card add(Line line) {
    lines.add(line);
    return this;
  }

  void print(PrintStream out) {
    int label = lines.stream().mapToInt(l -> l.label().length()).max().orElse(0) + 4;
    for (Line line : lines) {
      List<String> parts = Wrapped.lines(line.text(), WIDTH - label);
      String head = "  " + line.label();
      out.println((head + " ".repeat(label - head.length()) + parts.get(0)).stripTrailing());
      parts.subList(1, parts.size()).forEach(p -> out.println(" ".repeat(label) + p));
    }
  }

  void write(ObjectNode node) {
    for (Line line : lines) {
      if (line.value() instanceof Double number) {
        JsonNumbers.put(node, line.key(), number);
      } else if (line.value() instanceof Long whole) {
        node.put(line.key(), whole);
      } else if (line.value() instanceof Boolean flag) {
        node.put(line.key(), flag);
      } else {
        node.put(line.key(), line.text());
      }
    }
  }
}
