package io.fanin.circuits.machine;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.circuits.logic.Minimisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The run of a machine as a Boolean circuit: the tableau executed on symbols whose bits are
 * signals, one-hot for symbols and states, while constants are folded and equal gates shared; what
 * no output depends on goes away (its light cone stays).
 *
 * <p>Input bit {@code x[i].k} is bit k of the number of letter i in the sorted alphabet (one bit at
 * least). Outputs are {@code state.NAME} for each state that can be the last and {@code cell[j].k},
 * bit k of the number of the symbol in cell j, where they are not constant.
 */
public final class Trace {
  private final TuringMachine machine;
  private final Window window;
  private final Words words;
  private final LogicBuilder logic = new LogicBuilder();
  private final int bits;
  private int[][] symbol;
  private int[][] state;

  /** Output of each state, and of each bit of each cell; {@code -1 - value} where constant. */
  private final int[] stateOutput;

  private final int[] cellOutput;
  private final int cellBits;
  private final Circuit circuit;

  /** Unrolls the machine for words of one length and alphabet. */
  public Trace(TuringMachine machine, Window window, Words words) {
    this.machine = machine;
    this.window = window;
    this.words = words;
    this.bits = bitsFor(words.alphabet().length);
    this.cellBits = bitsFor(machine.symbols().size());
    TableGraph.checked(window.area(), "trace");
    this.symbol = new int[window.width()][machine.symbols().size()];
    this.state = new int[window.width()][machine.states().size()];
    load();
    for (int t = 0; t < window.steps(); t++) {
      step();
    }
    this.stateOutput = new int[machine.states().size()];
    this.cellOutput = new int[window.width() * cellBits];
    outputs();
    this.circuit = logic.build();
  }

  private static int bitsFor(int values) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(values - 1));
  }

  private void load() {
    int[][] input = new int[words.length()][bits];
    for (int i = 0; i < input.length; i++) {
      for (int k = 0; k < bits; k++) {
        input[i][k] = logic.input("x[" + i + "]." + k);
      }
    }
    int[] alphabet = words.alphabet();
    for (int cell = 0; cell < window.width(); cell++) {
      int place = cell - window.origin();
      boolean written = place >= 0 && place < words.length();
      if (!written) {
        symbol[cell][machine.blank()] = LogicBuilder.TRUE;
      } else if (alphabet.length == 1) {
        symbol[cell][alphabet[0]] = LogicBuilder.TRUE;
      } else {
        for (int letter = 0; letter < alphabet.length; letter++) {
          symbol[cell][alphabet[letter]] = code(input[place], letter);
        }
      }
    }
    state[window.origin()][machine.start()] = LogicBuilder.TRUE;
  }

  private int code(int[] input, int letter) {
    int all = LogicBuilder.TRUE;
    for (int k = 0; k < bits; k++) {
      all = logic.and(all, input[k] ^ (letter >> k & 1 ^ 1));
    }
    return all;
  }

  private void step() {
    Arrivals arrivals = new Arrivals();
    int[][] next = symbol.clone();
    for (int cell = 0; cell < window.width(); cell++) {
      if (Arrays.stream(state[cell]).anyMatch(q -> q != LogicBuilder.FALSE)) {
        next[cell] = rewrite(cell, arrivals);
      }
    }
    symbol = next;
    state = arrivals.join();
    onlyOne(state);
  }

  /** The cell's next symbols; tells the states that leave it where they go. */
  private int[] rewrite(int cell, Arrivals arrivals) {
    int symbols = machine.symbols().size();
    int head = logic.any(state[cell]);
    int[] result = new int[symbols];
    Arrays.setAll(result, a -> logic.and(symbol[cell][a], LogicBuilder.not(head)));
    for (int q = 0; q < state[cell].length; q++) {
      for (int a = 0; a < symbols; a++) {
        int here = logic.and(state[cell][q], symbol[cell][a]);
        if (here != LogicBuilder.FALSE) {
          int b = machine.written(q, a);
          result[b] = logic.or(result[b], here);
          arrivals.add(cell + machine.move(q, a), machine.next(q, a), here);
        }
      }
    }
    onlyOne(new int[][] {result});
    return result;
  }

  /** A value that is the only possible one is certain. */
  private static void onlyOne(int[][] oneHot) {
    int possible = 0;
    int[] last = {};
    int at = 0;
    for (int[] row : oneHot) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != LogicBuilder.FALSE) {
          possible++;
          last = row;
          at = i;
        }
      }
    }
    if (possible == 1) {
      last[at] = LogicBuilder.TRUE;
    }
  }

  /** States on their way to cells; one that leaves the window is lost, which no run does. */
  private final class Arrivals {
    private final int[][] coming = new int[window.width()][machine.states().size()];

    void add(int cell, int q, int literal) {
      if (cell >= 0 && cell < coming.length) {
        coming[cell][q] = logic.or(coming[cell][q], literal);
      }
    }

    int[][] join() {
      return coming;
    }
  }

  private void outputs() {
    int outputs = 0;
    for (int q = 0; q < stateOutput.length; q++) {
      int own = q;
      int last = logic.any(Arrays.stream(state).mapToInt(row -> row[own]).toArray());
      stateOutput[q] = output("state." + machine.states().get(q), last, outputs);
      outputs += stateOutput[q] < 0 ? 0 : 1;
    }
    for (int i = 0; i < cellOutput.length; i++) {
      int cell = i / cellBits;
      int k = i % cellBits;
      int bit = LogicBuilder.FALSE;
      for (int a = 0; a < machine.symbols().size(); a++) {
        bit = (a >> k & 1) == 1 ? logic.or(bit, symbol[cell][a]) : bit;
      }
      String name = "cell[" + (window.from() + cell) + "]." + k;
      cellOutput[i] = output(name, known(cell, k, bit), outputs);
      outputs += cellOutput[i] < 0 ? 0 : 1;
    }
  }

  /** A bit that all possible symbols have in common is certain. */
  private int known(int cell, int k, int bit) {
    boolean zero = false;
    for (int a = 0; a < machine.symbols().size(); a++) {
      zero |= symbol[cell][a] != LogicBuilder.FALSE && (a >> k & 1) == 0;
    }
    return zero ? bit : LogicBuilder.TRUE;
  }

  private int output(String name, int literal, int number) {
    if (literal <= LogicBuilder.TRUE) {
      return -1 - literal;
    }
    logic.output(name, literal);
    return number;
  }

  /** The circuit. */
  public Circuit circuit() {
    return circuit;
  }

  /** The machine. */
  public TuringMachine machine() {
    return machine;
  }

  /** Steps and cells. */
  public Window window() {
    return window;
  }

  /** The bits of a word, {@code [circuit().inputs()]}. */
  public boolean[] encode(int[] word) {
    boolean[] row = new boolean[word.length * bits];
    int[] alphabet = words.alphabet();
    for (int i = 0; i < word.length; i++) {
      for (int letter = 0; letter < alphabet.length; letter++) {
        for (int k = 0; alphabet[letter] == word[i] && k < bits; k++) {
          row[i * bits + k] = (letter >> k & 1) == 1;
        }
      }
    }
    return row;
  }

  /** What the circuit's outputs say. */
  public Configuration decode(boolean[] outputs) {
    int last = -1;
    for (int q = 0; q < stateOutput.length; q++) {
      last = value(stateOutput[q], outputs) ? q : last;
    }
    int[] symbols = new int[window.width()];
    for (int i = 0; i < cellOutput.length; i++) {
      symbols[i / cellBits] |= value(cellOutput[i], outputs) ? 1 << i % cellBits : 0;
    }
    return new Configuration(last, symbols);
  }

  private static boolean value(int output, boolean[] outputs) {
    return output < 0 ? output == -1 - LogicBuilder.TRUE : outputs[output];
  }

  /** The circuit of the last state alone, minimised; empty where all words end in one state. */
  public Optional<Circuit> states() {
    return outputs("state.");
  }

  /** The circuit of the outputs whose names begin so, minimised; empty where there is none. */
  public Optional<Circuit> outputs(String prefix) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < circuit.outputs(); i++) {
      if (circuit.outputName(i).startsWith(prefix)) {
        kept.add(i);
      }
    }
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(Minimisation.minimise(circuit.withOutputs(kept)));
  }

  /** State and window at the end of a word's run. */
  public Configuration evaluate(int[] word) {
    return decode(circuit.evaluate(encode(word)));
  }
}
