package io.fanin.circuits.machine;

/** A machine as a graph of look-up tables, for words of one length. */
public interface Compiled {
  /** The machine. */
  TuringMachine machine();

  /** Steps and cells. */
  Window window();

  /** Length of the words. */
  int length();

  /** The graph. */
  TableGraph graph();

  /** Values of the leaves for a word, {@code [graph().leaves()]}. */
  int[] leaves(int[] word);

  /** What the values of all vertices say of the end. */
  Configuration decode(int[] values);

  /** State and window at the end of a word's run. */
  default Configuration evaluate(int[] word) {
    return decode(graph().evaluate(leaves(word)));
  }
}
