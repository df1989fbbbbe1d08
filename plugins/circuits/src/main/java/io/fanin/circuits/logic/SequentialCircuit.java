package io.fanin.circuits.logic;

import io.fanin.input.InvalidInputException;
import java.util.Arrays;

/**
 * A circuit with memory.
 *
 * <p>The logic reads the true inputs and then the latches, and gives the true outputs and then what
 * the latches hold next.
 */
public final class SequentialCircuit {
  private final Circuit logic;
  private final boolean[] reset;

  /**
   * A circuit whose last inputs and outputs belong to latches.
   *
   * @param logic what happens in one step
   * @param reset first value of each latch; empty for a circuit without memory
   */
  public SequentialCircuit(Circuit logic, boolean[] reset) {
    if (logic.inputs() < reset.length || logic.outputs() < reset.length) {
      throw new IllegalArgumentException(
          "%d latches need as many inputs and outputs, not %d and %d"
              .formatted(reset.length, logic.inputs(), logic.outputs()));
    }
    this.logic = logic;
    this.reset = reset.clone();
  }

  /** What happens in one step. */
  public Circuit logic() {
    return logic;
  }

  /** How many latches. */
  public int latches() {
    return reset.length;
  }

  /** First value of a latch. */
  public boolean reset(int latch) {
    return reset[latch];
  }

  /** True inputs. */
  public int inputs() {
    return logic.inputs() - reset.length;
  }

  /** True outputs. */
  public int outputs() {
    return logic.outputs() - reset.length;
  }

  /**
   * The logic of a circuit without latches.
   *
   * @throws InvalidInputException if there are some
   */
  public Circuit combinational(String source) {
    if (reset.length > 0) {
      throw InvalidInputException.in(
          source,
          "the circuit has %d latch%s; give --steps T to unroll it for T steps"
              .formatted(reset.length, reset.length == 1 ? "" : "es"));
    }
    return logic;
  }

  /**
   * The circuit of {@code steps} steps from reset: inputs and outputs of step {@code t} are named
   * {@code name@t}; gates of one step stand together, so size and depth are at most {@code steps}
   * times those of the logic.
   *
   * @param steps at least 1
   */
  public Circuit unroll(int steps) {
    if (steps < 1) {
      throw new InvalidInputException("--steps must be at least 1, was " + steps);
    }
    if ((long) steps * logic.gates() > Circuit.MAX_GATES) {
      throw new InvalidInputException(
          "%,d steps of %,d gates are more than the %,d gates that are kept in memory; unroll fewer"
              .formatted(steps, logic.gates(), Circuit.MAX_GATES));
    }
    LogicBuilder unrolled = new LogicBuilder();
    int[][] inputs = new int[steps][inputs()];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < inputs(); i++) {
        inputs[t][i] = unrolled.input(logic.inputName(i) + "@" + t);
      }
    }
    int[] state = new int[reset.length];
    Arrays.setAll(state, i -> reset[i] ? LogicBuilder.TRUE : LogicBuilder.FALSE);
    for (int t = 0; t < steps; t++) {
      int[] literal = step(unrolled, inputs[t], state);
      for (int i = 0; i < outputs(); i++) {
        unrolled.output(logic.outputName(i) + "@" + t, literal[logic.output(i)]);
      }
      Arrays.setAll(state, i -> literal[logic.output(outputs() + i)]);
    }
    return unrolled.build();
  }

  private int[] step(LogicBuilder unrolled, int[] inputs, int[] state) {
    int[] literal = Arrays.copyOf(inputs, logic.vertices());
    System.arraycopy(state, 0, literal, inputs.length, state.length);
    for (int v = logic.inputs(); v < logic.vertices(); v++) {
      int[] arguments = new int[logic.arity(v)];
      for (int slot = 0; slot < arguments.length; slot++) {
        arguments[slot] = literal[logic.read(v, slot)];
      }
      literal[v] = unrolled.lookUp(logic.table(v), arguments);
    }
    return literal;
  }
}
