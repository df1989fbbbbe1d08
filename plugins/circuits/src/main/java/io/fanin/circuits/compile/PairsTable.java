package io.fanin.circuits.compile;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.target.Gate;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Pairs of a program as a table of bits with one column to predict, and the function of bits that
 * made them, for {@code fanin train}.
 *
 * @param function names the columns
 * @param rows bits, {@code [rows][inputs]}
 * @param labels what is to be predicted, for each row
 * @param target name of that column
 */
record PairsTable(
    SparseFunction function, List<double[]> rows, List<String> labels, String target) {
  static final String TABLE = "pairs.csv";
  static final String GRAPH = "pairs-graph.txt";

  /** More classes than these would each have few rows. */
  private static final int MOST_CLASSES = 20;

  /** All outputs of a circuit together as a class where they have few values, else the last one. */
  static PairsTable of(Circuit circuit, List<double[]> rows) {
    List<String> labels = labels(circuit, rows);
    if (labels.stream().distinct().count() <= MOST_CLASSES) {
      return new PairsTable(Gate.function(circuit), rows, labels, "y");
    }
    Circuit last = circuit.withOutputs(List.of(circuit.outputs() - 1));
    return new PairsTable(Gate.function(last), rows, labels(last, rows), "y");
  }

  private static List<String> labels(Circuit circuit, List<double[]> rows) {
    List<String> labels = new ArrayList<>();
    for (double[] row : rows) {
      boolean[] bits = new boolean[row.length];
      for (int i = 0; i < bits.length; i++) {
        bits[i] = row[i] == 1;
      }
      StringBuilder label = new StringBuilder("b");
      for (boolean bit : circuit.evaluate(bits)) {
        label.append(bit ? '1' : '0');
      }
      labels.add(label.toString());
    }
    return labels;
  }

  String csv() {
    StringBuilder text = new StringBuilder();
    StringJoiner head = new StringJoiner(",", "", "," + target + "\n");
    for (int i = 0; i < function.inputs().size(); i++) {
      head.add(function.inputs().get(i).name());
    }
    text.append(head);
    for (int r = 0; r < rows.size(); r++) {
      for (double bit : rows.get(r)) {
        text.append(bit == 1 ? "1," : "0,");
      }
      text.append(quoted(labels.get(r))).append('\n');
    }
    return text.toString();
  }

  private static String quoted(String label) {
    return label.matches("[A-Za-z0-9_-]+") ? label : '"' + label.replace("\"", "\"\"") + '"';
  }

  String graph() {
    return FunctionText.write(function);
  }
}
