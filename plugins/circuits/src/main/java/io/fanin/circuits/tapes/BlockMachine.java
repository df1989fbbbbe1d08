package io.fanin.circuits.tapes;

import io.fanin.circuits.machine.ObliviousMachine;

/**
 * The oblivious machine of two tapes that follows a {@link BlockSchedule}.
 *
 * <p>A cell holds, for each simulated tape, {@code symbol + symbols * mark}, where the mark stands
 * for its head. The control is the simulated state and, for each simulated tape, the half in which
 * its head is, or where it has just gone.
 */
final class BlockMachine implements ObliviousMachine {
  /** Halves 1 to 4, or 0 for none. */
  private static final int HALVES = 5;

  /** What is kept in a half's place while a head moves. */
  private static final int GONE_LEFT = 1;

  private static final int GONE_RIGHT = 2;

  private final TapesMachine machine;
  private final BlockSchedule schedule;
  private final int[] track;
  private final int[] slot;

  BlockMachine(TapesMachine machine, BlockSchedule schedule) {
    this.machine = machine;
    this.schedule = schedule;
    this.track = powers(2 * machine.symbols());
    this.slot = powers(HALVES);
  }

  private int[] powers(int base) {
    int[] powers = new int[machine.tapes() + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = Math.multiplyExact(powers[i - 1], base);
    }
    return powers;
  }

  @Override
  public int tapes() {
    return 2;
  }

  @Override
  public int controls() {
    return Math.multiplyExact(machine.states(), slot[machine.tapes()]);
  }

  @Override
  public int symbols() {
    return track[machine.tapes()];
  }

  @Override
  public int start() {
    return machine.start();
  }

  @Override
  public int blank() {
    return cell(machine.blank(), false);
  }

  @Override
  public long steps() {
    return schedule.steps();
  }

  @Override
  public int position(int tape, long step) {
    return schedule.position(tape, (int) step);
  }

  @Override
  public int cells(int tape) {
    return schedule.cells(tape);
  }

  /** A cell with a symbol on tape 0, blanks on the others, and all heads or none. */
  int cell(int symbol, boolean heads) {
    int cell = 0;
    for (int i = 0; i < machine.tapes(); i++) {
      int own = i == 0 ? symbol : machine.blank();
      cell += track[i] * (own + (heads ? machine.symbols() : 0));
    }
    return cell;
  }

  /** The symbol of a simulated tape in a cell. */
  int symbol(int tape, int cell) {
    return part(tape, cell) % machine.symbols();
  }

  private int part(int tape, int cell) {
    return cell / track[tape] % track[1];
  }

  private boolean isMarked(int tape, int cell) {
    return part(tape, cell) >= machine.symbols();
  }

  private int slot(int tape, int control) {
    return control / machine.states() / slot[tape] % HALVES;
  }

  private int withSlot(int tape, int control, int value) {
    return control + (value - slot(tape, control)) * slot[tape] * machine.states();
  }

  private int withPart(int tape, int cell, int value) {
    return cell + (value - part(tape, cell)) * track[tape];
  }

  @Override
  public int step(long step, int control, int[] read, int[] written) {
    int t = (int) step;
    int where = schedule.where(t);
    System.arraycopy(read, 0, written, 0, 2);
    return switch (schedule.operation(t)) {
      case BlockSchedule.CLEAR -> control % machine.states();
      case BlockSchedule.DETECT -> detect(schedule.choice(t), control, read[where]);
      case BlockSchedule.COPY -> copy(schedule.choice(t), control, where, read, written);
      case BlockSchedule.STEP -> simulate(control, where, written);
      case BlockSchedule.LEFT -> arrive(GONE_LEFT, control, where, written);
      case BlockSchedule.RIGHT -> arrive(GONE_RIGHT, control, where, written);
      default -> control;
    };
  }

  private int detect(int half, int control, int cell) {
    int found = control;
    for (int i = 0; i < machine.tapes(); i++) {
      found = isMarked(i, cell) ? withSlot(i, found, half) : found;
    }
    return found;
  }

  private int copy(int half, int control, int from, int[] read, int[] written) {
    for (int i = 0; i < machine.tapes(); i++) {
      if (slot(i, control) == half) {
        written[1 - from] = withPart(i, written[1 - from], part(i, read[from]));
      }
    }
    return control;
  }

  private int simulate(int control, int where, int[] written) {
    int[] symbols = new int[machine.tapes()];
    int[] left = new int[machine.tapes()];
    int[] moves = new int[machine.tapes()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = symbol(i, written[where]);
    }
    int next = machine.step(control % machine.states(), symbols, left, moves);
    for (int i = 0; i < symbols.length; i++) {
      int mark = moves[i] == 0 ? machine.symbols() : 0;
      written[where] = withPart(i, written[where], left[i] + mark);
      next = withSlot(i, next, moves[i] == 0 ? 0 : moves[i] < 0 ? GONE_LEFT : GONE_RIGHT);
    }
    return next;
  }

  private int arrive(int way, int control, int where, int[] written) {
    for (int i = 0; i < machine.tapes(); i++) {
      if (slot(i, control) == way) {
        int own = symbol(i, written[where]);
        written[where] = withPart(i, written[where], own + machine.symbols());
      }
    }
    return control;
  }
}
