package io.fanin.circuits.tapes;

import io.fanin.circuits.machine.LastWriter;
import io.fanin.circuits.machine.ObliviousMachine;
import io.fanin.circuits.machine.TableGraph;
import io.fanin.input.InvalidInputException;
import java.util.Arrays;

/**
 * A machine of any number of tapes in oblivious form on two tapes, and so as a graph of {@code O(T
 * log T)} nodes of arity 3 (Pippenger and Fischer, Journal of the ACM 26, 1979, after Hennie and
 * Stearns 1966).
 *
 * <p>For {@code T = 2^K} steps, K at least 1, the oblivious machine takes {@code (48 K - 18) T +
 * 20} steps, of which each is one node. The heads of its two tapes move by the clock alone, at most
 * one cell a step, over {@code 6 T - 3} cells in all. On a two-way tape it is smaller than a
 * sweep's {@code 2 T (2 T + 1)} nodes from T = 128 on. Immutable.
 */
public final class PippengerFischer {
  /** Most levels: 2^14 steps make about 9 million nodes. */
  public static final int MOST_LEVELS = 14;

  private final TapesMachine machine;
  private final int levels;
  private final int length;
  private final BlockMachine oblivious;
  private final LastWriter form;

  /**
   * Compiles {@code 2^levels} steps on words of one length.
   *
   * @param levels K, from 0 to {@value #MOST_LEVELS}
   * @param length of the words, from 1 to {@code 2^(levels + 1)}: further cells cannot be reached
   * @throws InvalidInputException if the machine has too many tapes, symbols or states for a node's
   *     values to be numbered
   */
  public PippengerFischer(TapesMachine machine, int levels, int length) {
    requireLevels(levels);
    if (length < 1 || length > 2 << levels) {
      throw new IllegalArgumentException(
          "words of 1 to %d symbols, not %d".formatted(2 << levels, length));
    }
    requireNumbers(machine);
    this.machine = machine;
    this.levels = levels;
    this.length = length;
    this.oblivious = new BlockMachine(machine, new BlockSchedule(levels));
    this.form = new LastWriter(oblivious, length, steps());
  }

  private static void requireLevels(int levels) {
    if (levels < 0 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException("0 to " + MOST_LEVELS + " levels, not " + levels);
    }
  }

  private static void requireNumbers(TapesMachine machine) {
    double cell = StrictMath.pow(2.0 * machine.symbols(), machine.tapes());
    double values = cell * cell * machine.states() * StrictMath.pow(5, machine.tapes());
    if (!(values <= Integer.MAX_VALUE)) {
      throw new InvalidInputException(
          "a node of a machine of %d tapes, %d symbols and %d states has %.3g values, more than %,d; give it fewer of them"
              .formatted(
                  machine.tapes(), machine.symbols(), machine.states(), values, Integer.MAX_VALUE));
    }
  }

  /** How many nodes {@code 2^levels} steps take; the same for every machine. */
  public static int nodes(int levels) {
    requireLevels(levels);
    return levels == 0 ? 6 : ((48 * levels - 18) << levels) + 20;
  }

  /** The oblivious machine. */
  public ObliviousMachine oblivious() {
    return oblivious;
  }

  /** The graph: arity 3, one node for each step of the oblivious machine. */
  public TableGraph graph() {
    return form.graph();
  }

  /** Steps of the machine itself, {@code 2^K}. */
  public int steps() {
    return 1 << levels;
  }

  /** The first cell that is kept, {@code -2^K}. */
  public int from() {
    return -steps();
  }

  /** How many cells of every tape are kept, {@code 3 * 2^K}. */
  public int width() {
    return 3 * steps();
  }

  /** Values of the leaves for a word, {@code [length + 1]}. */
  public int[] leaves(int[] word) {
    int[] leaves = new int[length + 1];
    Arrays.setAll(
        leaves, i -> form.leaf(i == length ? oblivious.blank() : oblivious.cell(word[i], i == 0)));
    return leaves;
  }

  /** State and tapes after all steps, given the values of all vertices. */
  public TapesConfiguration decode(int[] values) {
    int[][] symbols = new int[machine.tapes()][width()];
    for (int x = 0; x < width(); x++) {
      int cell = form.symbol(0, values[form.writer(0, x)]);
      for (int tape = 0; tape < symbols.length; tape++) {
        symbols[tape][x] = oblivious.symbol(tape, cell);
      }
    }
    int control = form.control(values[values.length - 1]);
    return new TapesConfiguration(control % machine.states(), symbols);
  }

  /** State and tapes after all steps on a word. */
  public TapesConfiguration evaluate(int[] word) {
    return decode(graph().evaluate(leaves(word)));
  }
}
