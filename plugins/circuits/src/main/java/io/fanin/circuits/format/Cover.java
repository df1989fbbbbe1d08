package io.fanin.circuits.format;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@code .names} of BLIF: the cubes of its ones, or of its zeros.
 *
 * <p>A cover of up to six inputs is one gate; a wider one becomes an OR of ANDs, in gates of up to
 * six.
 */
final class Cover {
  final int line;
  final List<String> reads;
  private final List<String> rows = new ArrayList<>();

  /** What the rows stand for, 0 or 1; a blank before the first. */
  private char value = ' ';

  Cover(int line, List<String> reads) {
    this.line = line;
    this.reads = reads;
  }

  /** Adds a row; says what is wrong with it, or nothing. */
  String add(String[] words) {
    int width = reads.size();
    boolean fits = words.length == (width == 0 ? 1 : 2);
    String cube = width == 0 ? "" : words[0];
    String last = words[words.length - 1];
    if (!fits || cube.length() != width || !(last.equals("0") || last.equals("1"))) {
      return width == 0
          ? "a constant's row is 0 or 1"
          : "a row needs %d of 0, 1, - and then 0 or 1".formatted(width);
    }
    for (int i = 0; i < width; i++) {
      if ("01-".indexOf(cube.charAt(i)) < 0) {
        return "'" + BlifReader.shown(cube) + "' holds a sign other than 0, 1 and -";
      }
    }
    if (value != ' ' && value != last.charAt(0)) {
      return "rows for 0 and rows for 1 are mixed in one table; keep one kind";
    }
    value = last.charAt(0);
    rows.add(cube);
    return "";
  }

  /** The gate, or the last of several, whose value the cover is. */
  int gate(Circuit.Builder builder, int[] vertices) {
    return vertices.length <= Circuit.MAX_ARITY
        ? builder.gate(table(), vertices)
        : wide(builder, vertices);
  }

  private long table() {
    long table = 0;
    for (int i = 0; i < 1 << reads.size(); i++) {
      boolean covered = false;
      for (String cube : rows) {
        covered |= covers(cube, i);
      }
      table |= covered ? 1L << i : 0;
    }
    return value == '0' ? ~table : table;
  }

  private static boolean covers(String cube, int row) {
    for (int i = 0; i < cube.length(); i++) {
      char c = cube.charAt(i);
      if (c != '-' && c - '0' != (row >> i & 1)) {
        return false;
      }
    }
    return true;
  }

  /** An OR of ANDs, in gates of six. */
  private int wide(Circuit.Builder builder, int[] vertices) {
    List<Integer> cubes = new ArrayList<>();
    for (String cube : rows) {
      List<Integer> literals = new ArrayList<>();
      for (int i = 0; i < vertices.length; i++) {
        if (cube.charAt(i) != '-') {
          literals.add(cube.charAt(i) == '1' ? vertices[i] : builder.gate(Tables.NOT, vertices[i]));
        }
      }
      cubes.add(tree(literals, true, builder));
    }
    int any = tree(cubes, false, builder);
    return value == '0' ? builder.gate(Tables.NOT, any) : any;
  }

  private static int tree(List<Integer> vertices, boolean and, Circuit.Builder builder) {
    int[] level = vertices.stream().mapToInt(v -> v).toArray();
    if (level.length == 0) {
      return builder.gate(and ? 1 : 0);
    }
    while (level.length > 1) {
      int[] below = level;
      level = new int[(below.length + Circuit.MAX_ARITY - 1) / Circuit.MAX_ARITY];
      for (int i = 0; i < level.length; i++) {
        int from = i * Circuit.MAX_ARITY;
        int[] part =
            Arrays.copyOfRange(below, from, Math.min(below.length, from + Circuit.MAX_ARITY));
        level[i] = builder.gate(and ? 1L << ((1 << part.length) - 1) : ~1L, part);
      }
    }
    return level[0];
  }
}
