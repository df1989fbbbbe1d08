package io.fanin.circuits.logic;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A circuit as a sparse graph, with names that a graph takes. */
final class CircuitGraph {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-\\[\\]]*");
  private static final int LONGEST_NAME = 100;
  private static final List<String> OWN = List.of("g.", "copy.", "in.");

  private CircuitGraph() {}

  static SparseGraph of(Circuit circuit) {
    if (circuit.inputs() == 0 || circuit.outputs() == 0) {
      throw new InvalidInputException(
          "a circuit with %d inputs and %d outputs has no graph; it needs one of each"
              .formatted(circuit.inputs(), circuit.outputs()));
    }
    List<String> names = inputs(circuit);
    SparseGraph.Builder builder = SparseGraph.withInputs(names);
    for (int v = circuit.inputs(); v < circuit.vertices(); v++) {
      List<String> reads = new ArrayList<>();
      for (int slot = 0; slot < circuit.arity(v); slot++) {
        reads.add(names.get(circuit.read(v, slot)));
      }
      names.add("g." + (v - circuit.inputs()));
      builder.node(names.get(v), reads.isEmpty() ? names.subList(0, 1) : reads);
    }
    return builder.outputs(outputs(circuit, names, builder)).build();
  }

  private static List<String> inputs(Circuit circuit) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < circuit.inputs(); i++) {
      String name = circuit.inputName(i);
      boolean fits =
          NAME.matcher(name).matches()
              && name.length() <= LONGEST_NAME
              && OWN.stream().noneMatch(name::startsWith);
      names.add(fits && taken.add(name) ? name : "in." + i);
    }
    return names;
  }

  private static List<String> outputs(
      Circuit circuit, List<String> names, SparseGraph.Builder builder) {
    List<String> results = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < circuit.outputs(); i++) {
      int v = circuit.output(i);
      boolean own = v >= circuit.inputs() && used.add(v);
      if (!own) {
        builder.node("copy." + i, names.get(v));
      }
      results.add(own ? names.get(v) : "copy." + i);
    }
    return results;
  }
}
