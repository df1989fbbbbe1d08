package io.fanin.graph;

/**
 * The rectangle of a grid that one node reads, and the steps from one node to the next.
 *
 * @param height rows that a node reads, at least 1
 * @param width columns that a node reads, at least 1
 * @param strideDown rows from one node to the next, at least 1
 * @param strideRight columns from one node to the next, at least 1
 * @param padding what happens at the border
 */
public record Field(int height, int width, int strideDown, int strideRight, Padding padding) {
  public Field {
    positive("height", height);
    positive("width", width);
    positive("strideDown", strideDown);
    positive("strideRight", strideRight);
  }

  /** A field that moves by 1 and stays inside the grid. */
  public static Field of(int height, int width) {
    return new Field(height, width, 1, 1, Padding.NONE);
  }

  int down(int gridHeight) {
    return positions("height", gridHeight, height, strideDown);
  }

  int right(int gridWidth) {
    return positions("width", gridWidth, width, strideRight);
  }

  /** The first row of the grid that the nodes of row {@code i} read, if it is inside. */
  int top(int i) {
    return i * strideDown - (padding == Padding.CUT ? (height - 1) / 2 : 0);
  }

  /** The first column of the grid that the nodes of column {@code j} read, if it is inside. */
  int left(int j) {
    return j * strideRight - (padding == Padding.CUT ? (width - 1) / 2 : 0);
  }

  private int positions(String what, int size, int field, int stride) {
    if (padding == Padding.CUT) {
      return (size - 1) / stride + 1;
    }
    if (field > size) {
      throw new IllegalArgumentException(
          "the field's %s of %d is larger than the grid's %d".formatted(what, field, size));
    }
    return (size - field) / stride + 1;
  }

  private static void positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + value);
    }
  }
}
