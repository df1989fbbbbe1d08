package io.fanin.experiments.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width. */
final class Wrapped {
  private Wrapped() {}

  /** At least one line; a word that is longer than a line stays whole. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.strip().split(" +", -1)) {
        if (line.length() > 0 && line.length() + 1 + word.length() > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A label in a column of its own, and the text beside it. */
  static void print(PrintStream out, String label, String text) {
    String space = " ".repeat(LABEL);
    List<String> lines = lines(text, WIDTH - LABEL);
    out.println(
        (label + space.substring(Math.min(LABEL - 1, label.length())) + lines.get(0))
            .stripTrailing());
    for (String line : lines.subList(1, lines.size())) {
      out.println((space + line).stripTrailing());
    }
  }

  private static final int LABEL = 13;
  private static final int WIDTH = 100;
}
