package io.fanin.circuits.machine;

import java.util.List;

/**
 * A deterministic one-tape Turing machine. States and symbols are numbers into its lists.
 *
 * <p>Where there is no rule for a state and a symbol the machine halts; such a configuration is a
 * fixed point: {@code next}, {@code written} and {@code move} leave everything as it is. Immutable.
 */
public final class TuringMachine {
  private final List<String> states;
  private final List<String> symbols;
  private final int start;
  private final int blank;
  private final String input;
  private final int[] next;
  private final int[] written;
  private final byte[] move;

  TuringMachine(
      List<String> states,
      List<String> symbols,
      int start,
      int blank,
      String input,
      int[] next,
      int[] written,
      byte[] move) {
    this.states = List.copyOf(states);
    this.symbols = List.copyOf(symbols);
    this.start = start;
    this.blank = blank;
    this.input = input;
    this.next = next.clone();
    this.written = written.clone();
    this.move = move.clone();
  }

  /** Names of the states. */
  public List<String> states() {
    return states;
  }

  /** The tape's alphabet, one character each. */
  public List<String> symbols() {
    return symbols;
  }

  /** The first state. */
  public int start() {
    return start;
  }

  /** The symbol of an empty cell. */
  public int blank() {
    return blank;
  }

  /** The word that the file gives as an example; may be empty. */
  public String input() {
    return input;
  }

  /** Whether there is no rule. */
  public boolean halts(int state, int symbol) {
    return move[at(state, symbol)] == 0;
  }

  /** The state after a rule; the same state where there is none. */
  public int next(int state, int symbol) {
    return next[at(state, symbol)];
  }

  /** What a rule leaves in the cell; the same symbol where there is none. */
  public int written(int state, int symbol) {
    return written[at(state, symbol)];
  }

  /** Where the head goes: -1 left, 1 right, 0 where there is no rule. */
  public int move(int state, int symbol) {
    return move[at(state, symbol)];
  }

  private int at(int state, int symbol) {
    return state * symbols.size() + symbol;
  }

  @Override
  public String toString() {
    return "Turing machine of %d states and %d symbols".formatted(states.size(), symbols.size());
  }
}
