package io.fanin.circuits.tapes;

import java.util.Arrays;

/** What a run on several tapes leaves: the state and the symbols of one window of every tape. */
public final class TapesConfiguration {
  private final int state;
  private final int[][] symbols;

  /**
   * Copies the symbols.
   *
   * @param symbols {@code [tapes, cells]}
   */
  public TapesConfiguration(int state, int[][] symbols) {
    this.state = state;
    this.symbols = Arrays.stream(symbols).map(int[]::clone).toArray(int[][]::new);
  }

  /** The state. */
  public int state() {
    return state;
  }

  /** The symbol of a cell of the window. */
  public int symbol(int tape, int cell) {
    return symbols[tape][cell];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TapesConfiguration that
        && state == that.state
        && Arrays.deepEquals(symbols, that.symbols);
  }

  @Override
  public int hashCode() {
    return 31 * state + Arrays.deepHashCode(symbols);
  }

  @Override
  public String toString() {
    return "state " + state + ", symbols " + Arrays.deepToString(symbols);
  }
}
