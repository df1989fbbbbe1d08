package io.fanin.circuits.tapes;

import java.util.Arrays;

/** Runs a machine of several tapes: the meaning that its compiler must meet. Not thread-safe. */
public final class TapesSimulator {
  private final TapesMachine machine;
  private final int reach;
  private final int[][] tapes;
  private final int[] heads;
  private final int[] read;
  private final int[] written;
  private final int[] moves;
  private int state;

  /**
   * A simulator.
   *
   * @param reach most cells that a head may go from its start, and longest word
   */
  public TapesSimulator(TapesMachine machine, int reach) {
    this.machine = machine;
    this.reach = reach;
    this.tapes = new int[machine.tapes()][Math.addExact(Math.multiplyExact(2, reach), 1)];
    this.heads = new int[machine.tapes()];
    this.read = new int[machine.tapes()];
    this.written = new int[machine.tapes()];
    this.moves = new int[machine.tapes()];
  }

  /**
   * Puts a word on tape 0 from cell 0 on, and all heads on cell 0.
   *
   * @throws IllegalArgumentException if it is longer than the reach
   */
  public void load(int[] word) {
    if (word.length > reach) {
      throw new IllegalArgumentException(
          "a word of %d symbols is longer than the reach, %d".formatted(word.length, reach));
    }
    for (int[] tape : tapes) {
      Arrays.fill(tape, machine.blank());
    }
    System.arraycopy(word, 0, tapes[0], reach, word.length);
    Arrays.fill(heads, 0);
    state = machine.start();
  }

  /** Does so many steps; steps of a machine that has halted change nothing. */
  public void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  private void step() {
    for (int tape = 0; tape < tapes.length; tape++) {
      read[tape] = tapes[tape][reach + heads[tape]];
    }
    state = machine.step(state, read, written, moves);
    for (int tape = 0; tape < tapes.length; tape++) {
      tapes[tape][reach + heads[tape]] = written[tape];
      heads[tape] += moves[tape];
      if (Math.abs(heads[tape]) > reach) {
        throw new IllegalStateException(
            "head %d leaves the %d cells around its start".formatted(tape, reach));
      }
    }
  }

  /** The state. */
  public int state() {
    return state;
  }

  /** The cell of a head; it started on 0. */
  public int head(int tape) {
    return heads[tape];
  }

  /** The symbol of a cell; the blank beyond the reach. */
  public int symbol(int tape, int cell) {
    return Math.abs(cell) > reach ? machine.blank() : tapes[tape][reach + cell];
  }

  /** State and the symbols of {@code width} cells of every tape, from cell {@code from} on. */
  public TapesConfiguration configuration(int from, int width) {
    int[][] symbols = new int[tapes.length][width];
    for (int tape = 0; tape < tapes.length; tape++) {
      for (int i = 0; i < width; i++) {
        symbols[tape][i] = symbol(tape, from + i);
      }
    }
    return new TapesConfiguration(state, symbols);
  }
}
