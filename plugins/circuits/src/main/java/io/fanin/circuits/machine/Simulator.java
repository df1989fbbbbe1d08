package io.fanin.circuits.machine;

import java.util.Arrays;

/** Runs a machine step by step: the meaning that every compiler must meet. Not thread-safe. */
public final class Simulator {
  private final TuringMachine machine;
  private int[] tape = new int[64];

  /** Cell 0 of the tape is at this place of the array. */
  private int origin = 16;

  private int state;
  private int head;
  private int steps;
  private int leftmost;
  private int rightmost;

  /** A simulator of this machine. */
  public Simulator(TuringMachine machine) {
    this.machine = machine;
  }

  /** Puts a word on the tape from cell 0 on, and the head on cell 0. */
  public void load(int[] word) {
    if (tape.length < word.length + 32) {
      tape = new int[2 * word.length + 32];
    }
    Arrays.fill(tape, machine.blank());
    System.arraycopy(word, 0, tape, origin, word.length);
    state = machine.start();
    head = 0;
    steps = 0;
    leftmost = 0;
    rightmost = 0;
  }

  /**
   * Runs until the machine halts.
   *
   * @return whether it did within {@code limit} steps
   */
  public boolean run(long limit) {
    while (!halted()) {
      if (steps >= limit) {
        return false;
      }
      step();
    }
    return true;
  }

  /** Does one step; nothing if the machine has halted. */
  public void step() {
    int symbol = symbol(head);
    int move = machine.move(state, symbol);
    if (move == 0) {
      return;
    }
    tape[origin + head] = machine.written(state, symbol);
    state = machine.next(state, symbol);
    head += move;
    steps++;
    if (origin + head < 0 || origin + head == tape.length) {
      grow();
    }
    leftmost = Math.min(leftmost, head);
    rightmost = Math.max(rightmost, head);
  }

  private void grow() {
    int[] larger = new int[2 * tape.length];
    Arrays.fill(larger, machine.blank());
    System.arraycopy(tape, 0, larger, tape.length / 2, tape.length);
    origin += tape.length / 2;
    tape = larger;
  }

  /** Whether there is no rule for what it sees. */
  public boolean halted() {
    return machine.halts(state, symbol(head));
  }

  /** The symbol of a cell. */
  public int symbol(int cell) {
    int at = origin + cell;
    return at < 0 || at >= tape.length ? machine.blank() : tape[at];
  }

  /** The state. */
  public int state() {
    return state;
  }

  /** The head's cell. */
  public int head() {
    return head;
  }

  /** Steps done. */
  public int steps() {
    return steps;
  }

  /** The leftmost cell that the head was on. */
  public int leftmost() {
    return leftmost;
  }

  /** The rightmost cell that the head was on. */
  public int rightmost() {
    return rightmost;
  }

  /** State and symbols of a window. */
  public Configuration configuration(Window window) {
    int[] symbols = new int[window.width()];
    Arrays.setAll(symbols, i -> symbol(window.from() + i));
    return new Configuration(state, symbols);
  }
}
