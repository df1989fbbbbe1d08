package io.fanin.circuits.machine;

/**
 * An oblivious machine that simulates another: its head sweeps over the whole window, right and
 * left again, once for each of the other's steps.
 *
 * <p>A cell holds {@code symbol + symbols * mark}, where the mark stands for the simulated head; a
 * control is {@code state + states * phase}. The sweep to the right does a step to the right, the
 * one to the left a step to the left, one step a round. {@code 2 T W} steps.
 */
final class Sweep implements ObliviousMachine {
  /** Looks for the mark. */
  private static final int SEEK = 0;

  /** Carries the mark to the next cell. */
  private static final int CARRY = 1;

  /** Has done this round's step. */
  private static final int DONE = 2;

  private final TuringMachine machine;
  private final Window window;
  private final int states;
  private final int alphabet;

  Sweep(TuringMachine machine, Window window) {
    this.machine = machine;
    this.window = window;
    this.states = machine.states().size();
    this.alphabet = machine.symbols().size();
  }

  @Override
  public int tapes() {
    return 1;
  }

  @Override
  public int controls() {
    return 3 * states;
  }

  @Override
  public int symbols() {
    return 2 * alphabet;
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
  public long steps() {
    return 2 * window.area();
  }

  @Override
  public int cells(int tape) {
    return window.width();
  }

  @Override
  public int position(int tape, long step) {
    int i = (int) (step % (2L * window.width()));
    return i < window.width() ? i : 2 * window.width() - 1 - i;
  }

  /** Which of the four kinds of step it is: first of a round or not, to the right or the left. */
  int kind(long step) {
    int i = (int) (step % (2L * window.width()));
    return i == 0 ? 0 : i < window.width() ? 1 : 2;
  }

  @Override
  public int step(long step, int control, int[] read, int[] written) {
    int state = control % states;
    int phase = control / states;
    int symbol = read[0] % alphabet;
    boolean marked = read[0] >= alphabet;
    if (kind(step) == 0 && phase == DONE) {
      phase = SEEK;
    }
    written[0] = read[0];
    if (phase == CARRY) {
      written[0] = symbol + alphabet;
      return state + states * DONE;
    }
    int direction = kind(step) == 2 ? -1 : 1;
    if (phase == SEEK && marked && machine.move(state, symbol) == direction) {
      written[0] = machine.written(state, symbol);
      return machine.next(state, symbol) + states * CARRY;
    }
    return state + states * phase;
  }
}
