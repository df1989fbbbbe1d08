package io.fanin.circuits.target;

import io.fanin.circuits.machine.ShippedMachines;
import io.fanin.circuits.machine.Trace;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Words;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** What a Turing machine leaves, bit by bit, as the pruned trace of its run. */
public final class MachineTarget implements TargetProvider {
  private static final Key<String> MACHINE =
      Key.choice(
          "machine",
          "parity",
          "Which machine, as in data/machines.",
          ShippedMachines.NAMES.toArray(String[]::new));
  private static final Key<Integer> LENGTH =
      Key.integer("n", 8, "Length of the words.").between(1, 12);
  private static final Key<Boolean> STATES =
      Key.flag("states", true, "Whether the last state alone counts, and not the tape.");

  /** Steps that every shipped machine halts within, on every word of these lengths. */
  private static final int STEPS = 100_000;

  @Override
  public String id() {
    return "machine";
  }

  @Override
  public String description() {
    return "what a Turing machine leaves on a word of bits, as a circuit of two-input gates";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(MACHINE, LENGTH, STATES);
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    TuringMachine machine = ShippedMachines.named(settings.get(MACHINE));
    Words words = new Words(machine, "", settings.get(LENGTH));
    Trace trace = new Trace(machine, words.window(STEPS, 0, 0), words);
    boolean states = settings.get(STATES);
    return trace
        .outputs(states ? "state." : "cell[")
        .map(Gate::function)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the machine '%s' leaves the same %s for every word of length %d; set states=%s"
                        .formatted(
                            settings.get(MACHINE),
                            states ? "state" : "tape",
                            settings.get(LENGTH),
                            !states)));
  }
}
