package io.fanin.circuits.machine;

import java.util.Arrays;

/**
 * The oblivious last-writer form of a one-tape machine: a sweep over the window for each step.
 *
 * <p>Exactly {@code 2 T W} nodes of arity 2, depth {@code 2 T W}. From some 128 steps on, the
 * simulation on two tapes of Pippenger and Fischer (1979) is smaller, in {@code
 * io.fanin.circuits.tapes}.
 */
public final class Oblivious implements Compiled {
  private final TuringMachine machine;
  private final Window window;
  private final int length;
  private final Sweep sweep;
  private final LastWriter form;

  /** The form for words of this length. */
  public Oblivious(TuringMachine machine, Window window, int length) {
    this.machine = machine;
    this.window = window;
    this.length = length;
    this.sweep = new Sweep(machine, window);
    this.form = new LastWriter(sweep, length, window.origin());
  }

  /** The machine that sweeps. */
  public ObliviousMachine sweeping() {
    return sweep;
  }

  /** The graph with its way to read values. */
  public LastWriter form() {
    return form;
  }

  /** Which of the step functions a node has; nodes of one kind have the same. */
  public int kind(int node) {
    return sweep.kind(node);
  }

  /** How many kinds there are. */
  public static int kinds() {
    return 3;
  }

  @Override
  public TuringMachine machine() {
    return machine;
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public TableGraph graph() {
    return form.graph();
  }

  @Override
  public int[] leaves(int[] word) {
    int[] leaves = new int[length + 1];
    Arrays.setAll(
        leaves, i -> form.leaf(i == length ? machine.blank() : i == 0 ? marked(word[0]) : word[i]));
    return leaves;
  }

  private int marked(int symbol) {
    return symbol + machine.symbols().size();
  }

  @Override
  public Configuration decode(int[] values) {
    int[] symbols = new int[window.width()];
    Arrays.setAll(
        symbols, cell -> form.symbol(0, values[form.writer(0, cell)]) % machine.symbols().size());
    int control = form.control(values[values.length - 1]);
    return new Configuration(control % machine.states().size(), symbols);
  }
}
