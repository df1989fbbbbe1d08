package io.fanin.circuits.compile;

import io.fanin.circuits.machine.Simulator;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A run as a picture: one row for each step, from the top, one box for each cell; the head's cell
 * is framed, and what the last state depends on (its light cone in the tableau) is strong, the rest
 * faint.
 */
final class RunPicture {
  /** More steps or cells would be a blur. */
  private static final int MOST_STEPS = 240;

  private static final int MOST_CELLS = 64;
  private static final int SIZE = 16;
  private static final int MARGIN = 46;

  /** Distinct to colour-blind eyes (Okabe and Ito); the first is the blank. */
  private static final String[] COLOURS = {
    "#e8e8e8", "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"
  };

  private final TuringMachine machine;
  private final Window window;
  private final StringBuilder out = new StringBuilder();

  /** The window's cells that are shown: those that the run uses, and one more on each side. */
  private int first;

  private int last;

  private RunPicture(TuringMachine machine, Window window) {
    this.machine = machine;
    this.window = window;
  }

  /** The longest run among the words, if it is small enough to be drawn. */
  static List<GraphPicture> of(
      TuringMachine machine, Window window, Words words, List<int[]> list) {
    Simulator simulator = new Simulator(machine);
    int[] longest = list.get(0);
    int most = -1;
    for (int[] word : list) {
      simulator.load(word);
      simulator.run(window.steps());
      if (simulator.steps() > most) {
        most = simulator.steps();
        longest = word;
      }
    }
    simulator.load(longest);
    simulator.run(window.steps());
    RunPicture picture = new RunPicture(machine, window);
    picture.first = Math.max(0, Math.min(0, simulator.leftmost()) - 1 - window.from());
    int right = Math.max(words.length() - 1, simulator.rightmost()) + 1 - window.from();
    picture.last = Math.min(window.width() - 1, right);
    if (most < 1 || most > MOST_STEPS || picture.last - picture.first >= MOST_CELLS) {
      return List.of();
    }
    String word = words.text(longest);
    return List.of(
        new GraphPicture(
            "run",
            "A run and its light cone",
            "The run on '%s': time goes down, a box is a cell, the framed one is the head's. Strong"
                    .formatted(word)
                + " boxes are the light cone of the last state: the cells on which it can depend,"
                + " three by three, in the tableau; faint ones cannot matter to it.",
            "A grid of cells over time with the path of the head",
            picture.draw(longest, most),
            List.of()));
  }

  private String draw(int[] word, int steps) {
    int height = 30 + (steps + 1) * SIZE + 34;
    int width = MARGIN + (last - first + 1) * SIZE + 150;
    out.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"system-ui,sans-serif\""
                + " font-size=\"10\">",
            width, height, width, height));
    out.append("<title>Cells over time</title>");
    for (int cell = first; cell <= last; cell++) {
      if ((cell + window.from()) % 5 == 0) {
        text(MARGIN + (cell - first) * SIZE + SIZE / 2, 20, "middle", "" + (cell + window.from()));
      }
    }
    Simulator simulator = new Simulator(machine);
    simulator.load(word);
    BitSet cone = cone(word.length, word, steps);
    Tableau shape =
        new Tableau(machine, new Window(steps, window.from(), window.width()), word.length);
    for (int t = 0; t <= steps; t++) {
      row(simulator, t, cone, shape);
      simulator.step();
    }
    legend(30 + (steps + 1) * SIZE + 14);
    return out.append("</svg>").toString();
  }

  /** Everything on which the head's cell depends after the last step. */
  private BitSet cone(int length, int[] word, int steps) {
    Simulator simulator = new Simulator(machine);
    simulator.load(word);
    simulator.run(steps);
    Tableau tableau =
        new Tableau(machine, new Window(steps, window.from(), window.width()), length);
    SparseGraph graph = tableau.graph().graph();
    return graph.lightCone(tableau.vertex(steps, simulator.head() - window.from()));
  }

  private void row(Simulator simulator, int t, BitSet cone, Tableau shape) {
    int y = 26 + t * SIZE;
    if (t % 5 == 0) {
      text(MARGIN - 6, y + 12, "end", "t = " + t);
    }
    for (int cell = first; cell <= last; cell++) {
      int symbol = simulator.symbol(cell + window.from());
      boolean strong = cone.get(shape.vertex(t, cell));
      boolean head = simulator.head() == cell + window.from();
      box(cell, y, symbol, strong, head ? simulator : null);
    }
    text(
        MARGIN + (last - first + 1) * SIZE + 8,
        y + 12,
        "start",
        machine.states().get(simulator.state()));
  }

  private void box(
      int cell,
      int y,
      int symbol,
      boolean strong,
      @org.jspecify.annotations.Nullable Simulator head) {
    int x = MARGIN + (cell - first) * SIZE;
    out.append("<g>");
    if (head != null) {
      out.append("<title>state ")
          .append(escape(machine.states().get(head.state())))
          .append("</title>");
    }
    out.append(
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"%s\"%s/>",
            x + 1,
            y + 1,
            SIZE - 2,
            SIZE - 2,
            colour(symbol),
            strong ? "1" : "0.22",
            head == null ? "" : " stroke=\"currentColor\" stroke-width=\"2\""));
    out.append("</g>\n");
  }

  private String colour(int symbol) {
    if (symbol == machine.blank()) {
      return COLOURS[0];
    }
    int number = symbol < machine.blank() ? symbol : symbol - 1;
    return COLOURS[1 + number % (COLOURS.length - 1)];
  }

  private void legend(int y) {
    int x = MARGIN;
    for (int symbol = 0; symbol < machine.symbols().size(); symbol++) {
      out.append(
          format(
              "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>",
              x, y, colour(symbol)));
      String name = machine.symbols().get(symbol);
      text(x + 14, y + 9, "start", symbol == machine.blank() ? "blank" : name);
      x += symbol == machine.blank() ? 50 : 32;
    }
  }

  private void text(int x, int y, String anchor, String text) {
    out.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"currentColor\">%s</text>\n",
            x, y, anchor, escape(text)));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String escape(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> plain.append("&amp;");
                case '<' -> plain.append("&lt;");
                case '>' -> plain.append("&gt;");
                case '"' -> plain.append("&quot;");
                default ->
                    plain.appendCodePoint(
                        c < 0x20 || Character.isSurrogate((char) c) && c < 0x10000 ? '?' : c);
              }
            });
    return plain.toString();
  }
}
