package io.fanin.circuits.format;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.SequentialCircuit;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a circuit in the Berkeley Logic Interchange Format, a table for each gate. */
public final class BlifWriter {
  private static final Pattern UNFIT = Pattern.compile("[^!-~]|[#\\\\=\"]");

  private final SequentialCircuit whole;
  private final Circuit circuit;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> taken = new HashSet<>();
  private final String[] names;

  private BlifWriter(SequentialCircuit whole) {
    this.whole = whole;
    this.circuit = whole.logic();
    this.names = new String[circuit.vertices()];
  }

  /** The text; reading it gives an equal circuit. */
  public static String write(Circuit circuit, String model) {
    return write(new SequentialCircuit(circuit, new boolean[0]), model);
  }

  /** The text of a circuit with latches. */
  public static String write(SequentialCircuit circuit, String model) {
    return new BlifWriter(circuit).text(model);
  }

  private String text(String model) {
    out.append(".model ").append(word(model)).append("\n.inputs");
    for (int i = 0; i < circuit.inputs(); i++) {
      names[i] = unique(circuit.inputName(i));
      if (i < whole.inputs()) {
        out.append(' ').append(names[i]);
      }
    }
    String[] outputs = new String[circuit.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = unique(circuit.outputName(i));
      int v = circuit.output(i);
      if (names[v] == null) {
        names[v] = outputs[i];
      }
    }
    out.append("\n.outputs");
    for (int i = 0; i < whole.outputs(); i++) {
      out.append(' ').append(outputs[i]);
    }
    out.append('\n');
    latches(outputs);
    gates();
    for (int i = 0; i < outputs.length; i++) {
      String name = names[circuit.output(i)];
      if (!name.equals(outputs[i])) {
        out.append(".names ").append(name).append(' ').append(outputs[i]).append("\n1 1\n");
      }
    }
    return out.append(".end\n").toString();
  }

  private void latches(String[] outputs) {
    for (int i = 0; i < whole.latches(); i++) {
      out.append(".latch ")
          .append(outputs[whole.outputs() + i])
          .append(' ')
          .append(names[whole.inputs() + i])
          .append(whole.reset(i) ? " 1\n" : " 0\n");
    }
  }

  private void gates() {
    for (int v = circuit.inputs(); v < circuit.vertices(); v++) {
      if (names[v] == null) {
        names[v] = unique("n" + v);
      }
      int ones = Long.bitCount(circuit.table(v));
      boolean constant = ones == 0 || ones == 1 << circuit.arity(v);
      out.append(".names");
      for (int slot = 0; slot < circuit.arity(v) && !constant; slot++) {
        out.append(' ').append(names[circuit.read(v, slot)]);
      }
      out.append(' ').append(names[v]).append('\n');
      if (constant) { // some tools refuse a table of inputs without a row
        out.append(ones == 0 ? "" : "1\n");
      } else {
        rows(circuit.table(v), circuit.arity(v));
      }
    }
  }

  /** The rows of whichever value has fewer. */
  private void rows(long table, int arity) {
    int rows = 1 << arity;
    boolean ones = 2 * Long.bitCount(table) <= rows;
    for (int row = 0; row < rows; row++) {
      if ((table >>> row & 1) == (ones ? 1 : 0)) {
        for (int i = 0; i < arity; i++) {
          out.append(row >> i & 1);
        }
        out.append(ones ? " 1\n" : " 0\n");
      }
    }
  }

  private String unique(String wanted) {
    String name = word(wanted);
    for (int n = 1; !taken.add(name); n++) {
      name = word(wanted) + "_" + n;
    }
    return name;
  }

  /** A word that no reader takes apart. */
  private static String word(String name) {
    String plain = UNFIT.matcher(name).replaceAll("_");
    return plain.isEmpty() || plain.startsWith(".") ? "_" + plain : plain;
  }
}
