package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.machine.Trace;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import io.fanin.models.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine's run as a Boolean circuit, checked against the simulator. */
final class TraceSubject implements Subject {
  private final Trace trace;
  private final Words words;
  private final List<int[]> list;
  private final CircuitSubject circuit;

  TraceSubject(TuringMachine machine, Window window, Words words, long seed) {
    this.trace = new Trace(machine, window, words);
    this.words = words;
    this.list = words.list(seed);
    if (trace.circuit().outputs() == 0) {
      throw new io.fanin.input.InvalidInputException(
          "the machine gives the same for every word of length %d, so nothing is left to compute"
                  .formatted(words.length())
              + "; give --alphabet more letters, or another --method");
    }
    this.circuit = new CircuitSubject("", trace.circuit(), 1, seed, List.of());
  }

  @Override
  public String sentence() {
    return "%s, on words of length %d, as a pruned trace"
        .formatted(trace.machine(), words.length());
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = MachineSubject.windowFacts(trace.machine(), trace.window());
    long values = trace.machine().symbols().size() * (trace.machine().states().size() + 1L);
    int bits = 64 - Long.numberOfLeadingZeros(values - 1);
    double perCell = bits * StrictMath.pow(2, 3 * bits) / (3 * bits);
    facts.add(Fact.plain("bits b of a cell, ceil(log2 |Γ|(|Q| + 1))", bits));
    facts.add(
        Fact.atMost(
            "gates of the trace",
            trace.circuit().gates(),
            "T W b 2^(3b) / 3b",
            perCell * trace.window().area()));
    facts.addAll(circuit.facts());
    return facts;
  }

  @Override
  public SparseGraph graph() {
    return circuit.graph();
  }

  @Override
  public ExactNetwork network() {
    return circuit.network();
  }

  @Override
  public Preprocessing preprocessing() {
    return circuit.preprocessing();
  }

  @Override
  public int cases() {
    return list.size();
  }

  @Override
  public boolean complete() {
    return words.complete();
  }

  @Override
  public String caseName() {
    return "words of length " + words.length();
  }

  @Override
  public double[] row(int number) {
    return numbers(trace.encode(list.get(number)));
  }

  @Override
  public double[] expected(int number) {
    boolean[] outputs = trace.circuit().evaluate(trace.encode(list.get(number)));
    if (!trace
        .decode(outputs)
        .equals(MachineSubject.end(trace.machine(), trace.window(), list.get(number)))) {
      throw new IllegalStateException(
          "the trace and the simulator disagree on '" + text(number) + "'; please report this");
    }
    return numbers(outputs);
  }

  private static double[] numbers(boolean[] bits) {
    double[] numbers = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      numbers[i] = bits[i] ? 1 : 0;
    }
    return numbers;
  }

  @Override
  public String text(int number) {
    return words.text(list.get(number));
  }

  @Override
  public Optional<Circuit> circuit() {
    return circuit.circuit();
  }

  @Override
  public List<GraphPicture> pictures() {
    return new ArrayList<>(RunPicture.of(trace.machine(), trace.window(), words, list));
  }

  @Override
  public List<String> remarks() {
    return MachineSubject.remarks(words, trace.window());
  }

  @Override
  public Lessons lessons(long seed) {
    return circuit.lessons(seed);
  }

  @Override
  public Optional<PairsTable> pairs() {
    return MachineSubject.pairs(trace, list);
  }
}
