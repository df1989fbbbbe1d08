package io.fanin.circuits.format;

import io.fanin.circuits.logic.AndGraph;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.SequentialCircuit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a circuit as AIGER 1.9, ASCII or binary, with its names as symbols. */
public final class AigerWriter {
  private final SequentialCircuit circuit;
  private final AndGraph ands;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private AigerWriter(SequentialCircuit circuit) {
    this.circuit = circuit;
    this.ands = AndGraph.of(circuit.logic());
  }

  /** The ASCII form. */
  public static byte[] ascii(SequentialCircuit circuit) {
    return new AigerWriter(circuit).write(false);
  }

  /** The binary form. */
  public static byte[] binary(SequentialCircuit circuit) {
    return new AigerWriter(circuit).write(true);
  }

  /** The ASCII form of a circuit without latches. */
  public static byte[] ascii(Circuit circuit) {
    return ascii(new SequentialCircuit(circuit, new boolean[0]));
  }

  /** The binary form of a circuit without latches. */
  public static byte[] binary(Circuit circuit) {
    return binary(new SequentialCircuit(circuit, new boolean[0]));
  }

  private byte[] write(boolean binary) {
    text(
        "%s %d %d %d %d %d\n"
            .formatted(
                binary ? "aig" : "aag",
                ands.inputs() + ands.ands(),
                circuit.inputs(),
                circuit.latches(),
                circuit.outputs(),
                ands.ands()));
    for (int i = 0; !binary && i < circuit.inputs(); i++) {
      text(2 * (1 + i) + "\n");
    }
    for (int i = 0; i < circuit.latches(); i++) {
      String own = binary ? "" : 2 * (1 + circuit.inputs() + i) + " ";
      text(own + ands.output(circuit.outputs() + i) + (circuit.reset(i) ? " 1\n" : "\n"));
    }
    for (int i = 0; i < circuit.outputs(); i++) {
      text(ands.output(i) + "\n");
    }
    for (int i = 0; i < ands.ands(); i++) {
      int own = 2 * (1 + ands.inputs() + i);
      if (binary) {
        delta(own - ands.left(i));
        delta(ands.left(i) - ands.right(i));
      } else {
        text(own + " " + ands.left(i) + " " + ands.right(i) + "\n");
      }
    }
    symbols();
    return out.toByteArray();
  }

  private void symbols() {
    for (int i = 0; i < circuit.inputs(); i++) {
      text("i" + i + " " + name(circuit.logic().inputName(i)) + "\n");
    }
    for (int i = 0; i < circuit.latches(); i++) {
      text("l" + i + " " + name(circuit.logic().inputName(circuit.inputs() + i)) + "\n");
    }
    for (int i = 0; i < circuit.outputs(); i++) {
      text("o" + i + " " + name(circuit.logic().outputName(i)) + "\n");
    }
  }

  private static String name(String name) {
    String plain = name.replaceAll("[^ -~]", "_");
    return plain.isBlank() ? "_" : plain;
  }

  private void delta(int difference) {
    int rest = difference;
    while (rest >= 0x80) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
