package io.fanin.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Levels of nodes laid out in rows and columns. */
final class Grids {
  private Grids() {}

  static String[][] names(String prefix, int height, int width) {
    String[][] names = new String[height][width];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        names[i][j] = prefix + i + "." + j;
      }
    }
    return names;
  }

  static List<String> rowMajor(String[][] grid) {
    return Arrays.stream(grid).flatMap(Arrays::stream).toList();
  }

  /** Adds one node for each position of the field over {@code below}. */
  static String[][] addLevel(
      SparseGraph.Builder builder, String prefix, String[][] below, Field field) {
    String[][] level = names(prefix, field.down(below.length), field.right(below[0].length));
    for (int i = 0; i < level.length; i++) {
      for (int j = 0; j < level[i].length; j++) {
        builder.node(level[i][j], rectangle(below, field, i, j));
      }
    }
    return level;
  }

  private static List<String> rectangle(String[][] below, Field field, int i, int j) {
    int bottom = Math.min(below.length, field.top(i) + field.height());
    int right = Math.min(below[0].length, field.left(j) + field.width());
    List<String> reads = new ArrayList<>();
    for (int row = Math.max(0, field.top(i)); row < bottom; row++) {
      reads.addAll(Arrays.asList(below[row]).subList(Math.max(0, field.left(j)), right));
    }
    return reads;
  }
}
