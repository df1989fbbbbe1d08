package io.fanin.circuits.tapes;

import java.util.Arrays;

/**
 * The clock of {@link PippengerFischer}: where both heads are at each step and what is done there.
 *
 * <p>Level j keeps three blocks of {@code 2^j} cells, so that {@code 2^j} steps which begin in the
 * middle one stay in them. To do these steps, twice: the six halves are searched for the head's,
 * that half and its neighbours become the three blocks of level j - 1, half as many steps are done
 * there, and the halves are put back. Which half it was is known to the control alone: the heads
 * pass over every half that it could be, in turn, and copy in one of these passes. Levels lie on
 * the two tapes in turn, the largest first. A head moves by at most one cell a step.
 */
final class BlockSchedule {
  /** Does nothing. */
  static final int IDLE = 0;

  /** Forgets which half it was. */
  static final int CLEAR = 1;

  /** Looks for the head's mark in half number {@code choice}. */
  static final int DETECT = 2;

  /** Copies to the other tape where the head is in half number {@code choice}. */
  static final int COPY = 3;

  /** Does a step of the simulated machine. */
  static final int STEP = 4;

  /** Marks the cell to the left for a head that has gone there. */
  static final int LEFT = 5;

  /** Marks the cell to the right. */
  static final int RIGHT = 6;

  private final int levels;
  private final int[] start;
  private final int[] cells = new int[2];
  private final int[] at = new int[2];
  private int[][] position = new int[2][1024];
  private byte[] code = new byte[1024];
  private int size;

  /** Whether a head has moved since the last step. */
  private boolean moved;

  /** The schedule of {@code 2^levels} steps. */
  BlockSchedule(int levels) {
    this.levels = levels;
    this.start = new int[levels + 1];
    for (int j = levels; j >= 0; j--) {
      start[j] = cells[tape(j)];
      cells[tape(j)] += 3 << j;
    }
    cells[1] = Math.max(1, cells[1]); // a head must be somewhere
    simulate(levels);
  }

  private int tape(int level) {
    return (levels - level) % 2;
  }

  private void simulate(int j) {
    if (j == 0) {
      simulateStep();
      return;
    }
    for (int half = 0; half < 2; half++) {
      int low = half == 0 ? 2 : 1; // the middle block, or what half as many steps can reach
      int high = half == 0 ? 3 : 4;
      detect(j, low, high);
      copy(j, low, high, tape(j));
      rest(j, j == 1 ? start[1] : start[j - 2], start[j - 1]);
      simulate(j - 1);
      detect(j, low, high);
      copy(j, low, high, tape(j - 1));
      rest(j, start[j], start[j - 1]);
    }
  }

  private void simulateStep() {
    int tape = tape(0);
    go(tape, start[0] + 1);
    emit(STEP, 0, tape);
    go(tape, start[0]);
    emit(LEFT, 0, tape);
    go(tape, start[0] + 2);
    emit(RIGHT, 0, tape);
    go(tape, start[0]);
    emit(CLEAR, 0, tape);
  }

  private void detect(int j, int low, int high) {
    int half = 1 << j - 1;
    for (int x = low * half; x < (high + 1) * half; x++) {
      go(tape(j), start[j] + x);
      emit(DETECT, x / half, tape(j));
    }
  }

  /** A pass for each half that it could be, forwards and backwards in turn. */
  private void copy(int j, int low, int high, int from) {
    int half = 1 << j - 1;
    for (int choice = low; choice <= high; choice++) {
      for (int i = 0; i < 3 * half; i++) {
        int x = (choice - low) % 2 == 0 ? i : 3 * half - 1 - i;
        go(j, start[j] + (choice - 1) * half + x, start[j - 1] + x);
        emit(COPY, choice, from);
      }
    }
  }

  private void rest(int j, int large, int small) {
    go(j, large, small);
    emit(CLEAR, 0, 0);
  }

  /** Sends the heads of level j's and level j - 1's tapes, both at once. */
  private void go(int j, int large, int small) {
    int a = tape(j);
    while (at[a] != large || at[1 - a] != small) {
      shift(a, Integer.signum(large - at[a]), Integer.signum(small - at[1 - a]));
    }
  }

  private void go(int tape, int to) {
    while (at[tape] != to) {
      shift(tape, Integer.signum(to - at[tape]), 0);
    }
  }

  private void shift(int tape, int by, int other) {
    if (moved) {
      emit(IDLE, 0, 0);
    }
    at[tape] += by;
    at[1 - tape] += other;
    moved = true;
  }

  private void emit(int operation, int choice, int tape) {
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
      position[0] = Arrays.copyOf(position[0], 2 * size);
      position[1] = Arrays.copyOf(position[1], 2 * size);
    }
    code[size] = (byte) (operation << 4 | choice << 1 | tape);
    position[0][size] = at[0];
    position[1][size] = at[1];
    size++;
    moved = false;
  }

  /** How many steps. */
  int steps() {
    return size;
  }

  /** How many cells of a tape are used. */
  int cells(int tape) {
    return cells[tape];
  }

  /** Where a head is. */
  int position(int tape, int step) {
    return position[tape][step];
  }

  /** What is done. */
  int operation(int step) {
    return code[step] >> 4;
  }

  /** The half that it is done for. */
  int choice(int step) {
    return code[step] >> 1 & 7;
  }

  /** The tape on which it is done, or from which it is copied. */
  int where(int step) {
    return code[step] & 1;
  }
}
