package io.fanin.circuits.machine;

/**
 * How long a machine is unrolled, and which cells.
 *
 * @param steps T, at least 1
 * @param from the first cell; 0 for a one-way tape
 * @param width W, how many cells
 */
public record Window(int steps, int from, int width) {
  /** Checks the sizes. */
  public Window {
    if (steps < 1 || from > 0 || width < 1 || from + width < 1) {
      throw new IllegalArgumentException(
          "a window needs steps and cells, and holds cell 0; was %d, %d, %d"
              .formatted(steps, from, width));
    }
  }

  /** The cells that a head which stays right of its start can use: {@code W = min(S, T + 1)}. */
  public static Window oneWay(int steps, int space) {
    return new Window(steps, 0, Math.min(space, steps + 1));
  }

  /** The cells that any head can reach: {@code W = 2T + 1}. */
  public static Window twoWay(int steps) {
    return new Window(steps, -steps, Math.addExact(Math.multiplyExact(2, steps), 1));
  }

  /** Whether it starts at the head's first cell. */
  public boolean isOneWay() {
    return from == 0;
  }

  /** The place of cell 0 in the window. */
  public int origin() {
    return -from;
  }

  /** {@code T * W}. */
  public long area() {
    return (long) steps * width;
  }
}
