package io.fanin.circuits.target;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** A circuit of the library as a function of bits. */
public final class CircuitTarget implements TargetProvider {
  private static final Key<String> KIND =
      Key.choice(
          "kind",
          "adder",
          "Which circuit.",
          "adder",
          "automaton",
          "cipher",
          "comparator",
          "multiplier",
          "parity",
          "popcount",
          "sorter");
  private static final Key<Integer> SIZE =
      Key.integer("n", 4, "Bits of a number, cells, or boxes of four bits; of a sorter log2 n.")
          .between(3, 64);
  private static final Key<Integer> STEPS =
      Key.integer("steps", 2, "Steps of an automaton, rounds of a cipher.").between(1, 64);
  private static final Key<Integer> RULE =
      Key.integer("rule", 110, "Rule of an elementary automaton.").between(0, 255);

  /** A sorter of more than 2^8 bits would be a large target. */
  private static final int LARGEST_SORTER = 8;

  @Override
  public String id() {
    return "circuit";
  }

  @Override
  public String description() {
    return "a Boolean circuit: adder, multiplier, comparator, sorter, automaton, toy cipher …";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(KIND, SIZE, STEPS, RULE);
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    int n = settings.get(SIZE);
    int steps = settings.get(STEPS);
    Circuit circuit =
        switch (settings.get(KIND)) {
          case "automaton" -> CircuitLibrary.automaton(settings.get(RULE), n, steps);
          case "cipher" -> CircuitLibrary.cipher(n, steps, seed);
          case "comparator" -> CircuitLibrary.comparator(n);
          case "multiplier" -> CircuitLibrary.multiplier(n);
          case "parity" -> CircuitLibrary.parity(n);
          case "popcount" -> CircuitLibrary.popcount(n);
          case "sorter" -> sorter(n);
          default -> CircuitLibrary.adder(n);
        };
    return Gate.function(circuit);
  }

  private static Circuit sorter(int log) {
    if (log > LARGEST_SORTER) {
      throw new InvalidInputException(
          "n = %d: a sorter takes 2^n bits; n is at most %d".formatted(log, LARGEST_SORTER));
    }
    return CircuitLibrary.sorter(log);
  }
}
