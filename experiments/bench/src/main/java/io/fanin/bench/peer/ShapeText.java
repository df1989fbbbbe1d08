package io.fanin.bench.peer;

import io.fanin.kernel.Activation;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.WindowLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A shape as one line: {@code name inputs inputWidth replicas batch level level …}, a level being
 * {@code fanIn:stride:line|square:width:activation:own|shared}.
 */
public final class ShapeText {
  private static final int FIXED = 5;
  private static final int PARTS = 6;

  private ShapeText() {}

  /** The line of a shape. */
  public static String line(TrainingShape shape) {
    StringBuilder line = new StringBuilder(shape.name());
    line.append(' ').append(shape.inputs()).append(' ').append(shape.inputWidth());
    line.append(' ').append(shape.replicas()).append(' ').append(shape.batch());
    for (WindowLevel level : shape.levels()) {
      line.append(' ').append(level.fanIn()).append(':').append(level.stride());
      line.append(':').append(level.square() ? "square" : "line");
      line.append(':').append(level.width());
      line.append(':').append(level.activation().name().toLowerCase(Locale.ROOT));
      line.append(':').append(level.shared() ? "shared" : "own");
    }
    return line.toString();
  }

  /**
   * The shape of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TrainingShape parse(String line) {
    String[] words = line.strip().split(" ", -1);
    if (words.length <= FIXED) {
      throw new IllegalArgumentException("not a shape: '" + line + "'");
    }
    List<WindowLevel> levels = new ArrayList<>();
    for (int i = FIXED; i < words.length; i++) {
      levels.add(level(words[i]));
    }
    return new TrainingShape(
        words[0],
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        levels,
        Integer.parseInt(words[4]));
  }

  private static WindowLevel level(String word) {
    String[] parts = word.split(":", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not a level: '" + word + "'");
    }
    return new WindowLevel(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        one(parts[2], "square", "line"),
        Integer.parseInt(parts[3]),
        Activation.valueOf(parts[4].toUpperCase(Locale.ROOT)),
        one(parts[5], "shared", "own"));
  }

  private static boolean one(String word, String yes, String no) {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new IllegalArgumentException("neither '%s' nor '%s': '%s'".formatted(yes, no, word));
    }
    return word.equals(yes);
  }
}
