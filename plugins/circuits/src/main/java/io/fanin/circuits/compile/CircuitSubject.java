package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.Minimisation;
import io.fanin.circuits.network.CircuitNetwork;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.circuits.target.Gate;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import io.fanin.models.Task;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Boolean circuit. */
final class CircuitSubject implements Subject {
  /** Most inputs of which all rows are tried. */
  static final int EXHAUSTIVE = 16;

  private final String sentence;
  private final Circuit source;
  private final Circuit circuit;
  private final ExactNetwork network;
  private final int cases;
  private long[] evaluated = {};
  private int evaluatedFrom = -1;
  private final long seed;
  private final List<Fact> more;

  /**
   * A circuit.
   *
   * @param source whose values count
   * @param sampled random rows where there are too many
   */
  CircuitSubject(String sentence, Circuit source, int sampled, long seed, List<Fact> more) {
    this.sentence = sentence;
    this.source = source;
    this.seed = seed;
    this.more = List.copyOf(more);
    Circuit small = Minimisation.minimise(source);
    this.circuit = small.gates() < source.gates() ? small : source;
    this.network = CircuitNetwork.of(circuit, false);
    this.cases = source.inputs() <= EXHAUSTIVE ? 1 << source.inputs() : sampled;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(more);
    facts.add(Fact.plain("gates as read", source.gates()));
    facts.add(Fact.plain("reads as read", source.edges()));
    facts.add(Fact.plain("depth as read", source.depth()));
    facts.add(Fact.atMost("gates, minimised", circuit.gates(), "gates as read", source.gates()));
    facts.add(
        Fact.atMost(
            "reads", circuit.edges(), "c gates", (double) circuit.maxArity() * circuit.gates()));
    facts.add(Fact.atMost("fan-in c", circuit.maxArity(), "6", Circuit.MAX_ARITY));
    facts.add(Fact.atMost("depth", circuit.depth(), "gates", circuit.gates()));
    facts.add(
        Fact.exactly(
            "units of the network", network.units(), "minterms of the rarer value", units()));
    facts.add(
        Fact.exactly(
            "levels of the network", levels(network), "2 depth + 1", 2L * circuit.depth() + 1));
    facts.add(Fact.plain("weights of the network", network.network().parameters()));
    return facts;
  }

  private long units() {
    long units = 0;
    for (int v = circuit.inputs(); v < circuit.vertices(); v++) {
      long ones = Long.bitCount(circuit.table(v));
      units += Math.min(ones, (1L << circuit.arity(v)) - ones);
    }
    return units;
  }

  static long levels(ExactNetwork network) {
    return network.network().plan().specs().stream().mapToLong(s -> s.level()).max().orElse(0);
  }

  @Override
  public SparseGraph graph() {
    return circuit.graph();
  }

  @Override
  public ExactNetwork network() {
    return network;
  }

  @Override
  public Preprocessing preprocessing() {
    int width = network.network().outputWidth("y");
    Target target =
        new Target(
            width == 1 ? circuit.outputName(0) : "y",
            Task.REGRESSION,
            io.fanin.kernel.Loss.MSE,
            Collections.nCopies(width, 0.0),
            Collections.nCopies(width, 1.0),
            List.of());
    List<Column> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < circuit.inputs(); i++) {
      String name = circuit.inputName(i);
      columns.add(new Column.Numeric(taken.add(name) ? name : name + "#" + i, 0, 1, false));
    }
    return new Preprocessing(List.of(), columns, target);
  }

  @Override
  public int cases() {
    return cases;
  }

  @Override
  public boolean complete() {
    return source.inputs() <= EXHAUSTIVE;
  }

  @Override
  public String caseName() {
    return "inputs of %d bits".formatted(source.inputs());
  }

  private boolean[] bits(int number) {
    boolean[] bits = new boolean[source.inputs()];
    RandomStream random = complete() ? null : RandomStream.of(seed, "inputs", number);
    for (int i = 0; i < bits.length; i++) {
      bits[i] = random == null ? (number >> i & 1) == 1 : random.nextBoolean();
    }
    return bits;
  }

  @Override
  public double[] row(int number) {
    return numbers(bits(number));
  }

  /** Cases are asked for in their order, so 64 are evaluated at once and kept. */
  @Override
  public double[] expected(int number) {
    int first = number / Long.SIZE * Long.SIZE;
    if (first != evaluatedFrom) {
      evaluated = evaluate(first);
      evaluatedFrom = first;
    }
    double[] numbers = new double[evaluated.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = evaluated[i] >>> (number - first) & 1;
    }
    return numbers;
  }

  private long[] evaluate(int first) {
    long[] words = new long[source.inputs()];
    for (int lane = 0; lane < Math.min(Long.SIZE, cases - first); lane++) {
      boolean[] bits = bits(first + lane);
      for (int i = 0; i < bits.length; i++) {
        words[i] |= bits[i] ? 1L << lane : 0;
      }
    }
    return source.evaluate(words);
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
    StringBuilder text = new StringBuilder();
    for (boolean bit : bits(number)) {
      text.append(bit ? '1' : '0');
    }
    return text.toString();
  }

  @Override
  public Optional<Circuit> circuit() {
    return Optional.of(circuit);
  }

  @Override
  public List<GraphPicture> pictures() {
    return List.of();
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public Lessons lessons(long own) {
    return Lessons.of(Gate.function(circuit), own);
  }

  @Override
  public Optional<PairsTable> pairs() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(cases, Lessons.MOST_ROWS); i++) {
      rows.add(row(i));
    }
    return Optional.of(PairsTable.of(circuit, rows));
  }
}
