package io.fanin.graph.draw;

/** Where the outputs of a drawn graph are, seen from its inputs. */
public enum Direction {
  /** Inputs at the bottom, outputs at the top. */
  UP,

  /** Inputs on the left, outputs on the right. */
  RIGHT
}
