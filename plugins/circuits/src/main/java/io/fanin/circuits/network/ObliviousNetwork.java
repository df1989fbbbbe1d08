package io.fanin.circuits.network;

import io.fanin.circuits.machine.LastWriter;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.ObliviousMachine;
import io.fanin.circuits.machine.TableGraph;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.kernel.Activation;
import io.fanin.kernel.BlockSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last-writer form as a network: a chain of nodes that each read the control of the node before
 * and the symbol of the cell's last writer.
 *
 * <p>A value is a block of a one-hot control and a one-hot symbol; a node has a rectified unit for
 * each pair of them. Results are as those of {@link TableauNetwork}.
 */
public final class ObliviousNetwork {
  private final Oblivious form;
  private final TuringMachine machine;
  private final ObliviousMachine sweep;
  private final Assembly assembly;
  private final int controls;
  private final int symbols;

  private ObliviousNetwork(Oblivious form) {
    this.form = form;
    this.machine = form.machine();
    this.sweep = form.sweeping();
    this.controls = sweep.controls();
    this.symbols = sweep.symbols();
    this.assembly = new Assembly(TableauNetwork.inputs(form.length(), machine.symbols().size()));
  }

  /** The network; a row is the word, one-hot over the tape's alphabet. */
  public static ExactNetwork of(Oblivious form) {
    return new ObliviousNetwork(form).build();
  }

  private ExactNetwork build() {
    TableGraph graph = form.graph();
    int[] block = new int[graph.leaves() + graph.nodes()];
    for (int i = 0; i < graph.leaves(); i++) {
      block[i] = leaf(i);
    }
    double[] pairs = pairs();
    double[] bias = new double[controls * symbols];
    java.util.Arrays.fill(bias, -1);
    double[][] readOuts = new double[Oblivious.kinds()][];
    for (int node = 0; node < graph.nodes(); node++) {
      int kind = form.kind(node);
      if (readOuts[kind] == null) {
        readOuts[kind] = readOut(node);
      }
      int[] reads = {block[graph.read(node, 0)], block[graph.read(node, 1)]};
      int hidden =
          assembly.nodes("pairs", 2 + 2 * node, Activation.RELU, pairs, bias, List.of(reads), 0)[0];
      block[graph.leaves() + node] =
          assembly
              .nodes(
                  "step",
                  3 + 2 * node,
                  Activation.IDENTITY,
                  readOuts[kind],
                  new double[controls + symbols],
                  List.of(new int[] {hidden}),
                  0)[0];
    }
    addResults(block, 2 + 2 * graph.nodes());
    return assembly.build("oblivious");
  }

  /** A letter with the first control; the first letter carries the head's mark. */
  private int leaf(int i) {
    int alphabet = machine.symbols().size();
    boolean given = i < form.length();
    double[] weights = new double[(controls + symbols) * alphabet];
    double[] bias = new double[controls + symbols];
    bias[sweep.start()] = 1;
    for (int a = 0; given && a < alphabet; a++) {
      weights[(controls + a + (i == 0 ? alphabet : 0)) * alphabet + a] = 1;
    }
    if (!given) {
      bias[controls + sweep.blank()] = 1;
    }
    int[] reads = {given ? i : BlockSpec.ZERO};
    return assembly
        .nodes("leaf", 1, Activation.IDENTITY, weights, bias, List.of(reads), alphabet)[0];
  }

  private double[] pairs() {
    int width = controls + symbols;
    double[] weights = new double[controls * symbols * 2 * width];
    for (int control = 0; control < controls; control++) {
      for (int symbol = 0; symbol < symbols; symbol++) {
        int row = (control * symbols + symbol) * 2 * width;
        weights[row + control] = 1;
        weights[row + width + controls + symbol] = 1;
      }
    }
    return weights;
  }

  private double[] readOut(int node) {
    int units = controls * symbols;
    double[] weights = new double[(controls + symbols) * units];
    int[] written = new int[1];
    for (int control = 0; control < controls; control++) {
      for (int symbol = 0; symbol < symbols; symbol++) {
        int next = sweep.step(node, control, new int[] {symbol}, written);
        weights[next * units + control * symbols + symbol] = 1;
        weights[(controls + written[0]) * units + control * symbols + symbol] = 1;
      }
    }
    return weights;
  }

  private void addResults(int[] block, int level) {
    int states = machine.states().size();
    int alphabet = machine.symbols().size();
    int width = controls + symbols;
    double[] stateOf = new double[states * width];
    for (int control = 0; control < controls; control++) {
      stateOf[control % states * width + control] = 1;
    }
    int[] last = {block[block.length - 1]};
    int y =
        assembly
            .nodes(
                "state", level, Activation.IDENTITY, stateOf, new double[states], List.of(last), 0)[
            0];
    assembly.output("y", y);
    for (int q = 0; q < states; q++) {
      assembly.result(y, q);
    }
    double[] symbolOf = new double[alphabet * width];
    for (int symbol = 0; symbol < symbols; symbol++) {
      symbolOf[symbol % alphabet * width + controls + symbol] = 1;
    }
    LastWriter writers = form.form();
    Map<Integer, Integer> known = new LinkedHashMap<>();
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < form.window().width(); cell++) {
      int writer = block[writers.writer(0, cell)];
      if (!known.containsKey(writer)) {
        known.put(writer, cell(symbolOf, writer, level));
      }
      cells.add(known.get(writer));
    }
    for (int cell = 0; cell < cells.size(); cell++) {
      assembly.output("cell" + (form.window().from() + cell), cells.get(cell));
      for (int a = 0; a < alphabet; a++) {
        assembly.result(cells.get(cell), a);
      }
    }
  }

  private int cell(double[] symbolOf, int writer, int level) {
    int alphabet = machine.symbols().size();
    return assembly
        .nodes(
            "symbol",
            level,
            Activation.IDENTITY,
            symbolOf,
            new double[alphabet],
            List.of(new int[] {writer}),
            0)[0];
  }
}
