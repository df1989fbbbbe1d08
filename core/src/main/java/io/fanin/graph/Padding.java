package io.fanin.graph;

/** What a field does that reaches over the border of a grid. */
public enum Padding {
  /** No field may reach over the border: {@code (size - field) / stride + 1} positions. */
  NONE,

  /**
   * Fields are centred on every {@code stride}-th position and cut off at the border, so nodes at
   * the border have a smaller fan-in: {@code ceil(size / stride)} positions.
   */
  CUT
}
