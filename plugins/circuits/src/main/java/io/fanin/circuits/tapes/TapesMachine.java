package io.fanin.circuits.tapes;

import io.fanin.circuits.machine.TuringMachine;

/**
 * A deterministic Turing machine of one or more two-way tapes; the word stands on tape 0.
 *
 * <p>A machine that has halted leaves everything as it is: {@link #step} then gives the same state
 * and symbols, and moves no head.
 */
public interface TapesMachine {
  /** How many tapes, at least 1. */
  int tapes();

  /** How many states. */
  int states();

  /** How many symbols. */
  int symbols();

  /** The first state. */
  int start();

  /** The symbol of an empty cell. */
  int blank();

  /**
   * One step; pure.
   *
   * @param read symbols under the heads, {@code [tapes]}, not to be changed
   * @param written overwritten with what is left there, {@code [tapes]}
   * @param moves overwritten with where each head goes: -1, 0 or 1, {@code [tapes]}
   * @return the next state
   */
  int step(int state, int[] read, int[] written, int[] moves);

  /** A machine of one tape. */
  static TapesMachine of(TuringMachine machine) {
    return new TapesMachine() {
      @Override
      public int tapes() {
        return 1;
      }

      @Override
      public int states() {
        return machine.states().size();
      }

      @Override
      public int symbols() {
        return machine.symbols().size();
      }

      @Override
      public int start() {
        return machine.start();
      }

      @Override
      public int blank() {
        return machine.blank();
      }

      @Override
      public int step(int state, int[] read, int[] written, int[] moves) {
        written[0] = machine.written(state, read[0]);
        moves[0] = machine.move(state, read[0]);
        return machine.next(state, read[0]);
      }
    };
  }
}
