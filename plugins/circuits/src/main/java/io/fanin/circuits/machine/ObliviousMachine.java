package io.fanin.circuits.machine;

/**
 * A machine of one or more tapes whose heads move by the clock and never by the data.
 *
 * <p>It is compiled by {@link LastWriter}.
 */
public interface ObliviousMachine {
  /** How many tapes, at least 1. */
  int tapes();

  /** How many states of control. */
  int controls();

  /** How many symbols. */
  int symbols();

  /** The first state of control. */
  int start();

  /** The symbol of an empty cell. */
  int blank();

  /** How many steps. */
  long steps();

  /** The cell of a head at a step, from 0. */
  int position(int tape, long step);

  /** How many cells a tape has. */
  int cells(int tape);

  /**
   * One step.
   *
   * @param read symbols under the heads, {@code [tapes]}
   * @param written overwritten with what is left there, {@code [tapes]}
   * @return the next state of control
   */
  int step(long step, int control, int[] read, int[] written);
}
