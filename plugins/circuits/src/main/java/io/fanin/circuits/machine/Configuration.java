package io.fanin.circuits.machine;

import java.util.Arrays;

/** What a run leaves: the state and the symbols of a window of the tape. */
public final class Configuration {
  private final int state;
  private final int[] symbols;

  /** Copies the symbols. */
  public Configuration(int state, int[] symbols) {
    this.state = state;
    this.symbols = symbols.clone();
  }

  /** The state. */
  public int state() {
    return state;
  }

  /** How many cells the window has. */
  public int cells() {
    return symbols.length;
  }

  /** The symbol of a cell of the window. */
  public int symbol(int cell) {
    return symbols[cell];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Configuration that
        && state == that.state
        && Arrays.equals(symbols, that.symbols);
  }

  @Override
  public int hashCode() {
    return 31 * state + Arrays.hashCode(symbols);
  }

  @Override
  public String toString() {
    return "state " + state + ", symbols " + Arrays.toString(symbols);
  }

  /** In the machine's own names: {@code "state: symbols"}. */
  public String text(TuringMachine machine) {
    StringBuilder text = new StringBuilder(machine.states().get(state)).append(": ");
    for (int symbol : symbols) {
      text.append(machine.symbols().get(symbol));
    }
    return text.toString();
  }
}
