package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Course;
import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.learning.NextToken;
import io.fanin.circuits.learning.Score;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.machine.Compiled;
import io.fanin.circuits.machine.Configuration;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.Simulator;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.Trace;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.circuits.network.ObliviousNetwork;
import io.fanin.circuits.network.TableauNetwork;
import io.fanin.circuits.target.Gate;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Loss;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A machine as a tableau or in last-writer form. */
final class MachineSubject implements Subject {
  /** Hidden units of a predictor that is not linear. */
  private static final int HIDDEN = 32;

  private final Compiled compiled;
  private final TuringMachine machine;
  private final Window window;
  private final Words words;
  private final List<int[]> list;
  private final SparseGraph graph;
  private final ExactNetwork network;

  MachineSubject(TuringMachine machine, Window window, Words words, Method method, long seed) {
    this.machine = machine;
    this.window = window;
    this.words = words;
    this.list = words.list(seed);
    if (method == Method.TABLEAU) {
      Tableau tableau = new Tableau(machine, window, words.length());
      compiled = tableau;
      network = TableauNetwork.of(tableau, false);
    } else {
      Oblivious form = new Oblivious(machine, window, words.length());
      compiled = form;
      network = ObliviousNetwork.of(form);
    }
    this.graph = compiled.graph().graph();
  }

  @Override
  public String sentence() {
    String form = compiled instanceof Tableau ? "a tableau" : "the last-writer form of a sweep";
    return "%s, on words of length %d, as %s".formatted(machine, words.length(), form);
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = windowFacts(machine, window);
    boolean tableau = compiled instanceof Tableau;
    long nodes = tableau ? window.area() : 2 * window.area();
    String formula = tableau ? "T W" : "2 T W";
    int arity = tableau ? 3 : 2;
    facts.add(Fact.exactly("nodes", graph.nodes(), formula, nodes));
    facts.add(Fact.exactly("reads", graph.edges(), arity + " nodes", arity * nodes));
    facts.add(Fact.exactly("fan-in", graph.maxFanIn(), String.valueOf(arity), arity));
    facts.add(
        tableau
            ? Fact.exactly("depth", graph.depth(), "T", window.steps())
            : Fact.exactly("depth", graph.depth(), "2 T W", nodes));
    facts.add(Fact.plain("nodes in the outputs' light cone", graph.prune().nodes()));
    facts.add(units());
    facts.add(Fact.plain("weights of the network", network.network().parameters()));
    facts.add(
        Fact.exactly(
            "levels of the network",
            CircuitSubject.levels(network),
            "2 depth + 2",
            2L * graph.depth() + 2));
    return facts;
  }

  /** Time, cells and bits, with their bounds. */
  static List<Fact> windowFacts(TuringMachine machine, Window window) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.plain("states |Q|", machine.states().size()));
    facts.add(Fact.plain("symbols |Γ|", machine.symbols().size()));
    facts.add(Fact.plain("steps T", window.steps()));
    facts.add(
        window.isOneWay()
            ? Fact.atMost("cells W, one-way", window.width(), "T + 1", window.steps() + 1.0)
            : Fact.exactly("cells W, two-way", window.width(), "2 T + 1", 2L * window.steps() + 1));
    return facts;
  }

  private Fact units() {
    long states = machine.states().size();
    long symbols = machine.symbols().size();
    return compiled instanceof Tableau
        ? Fact.exactly(
            "units of the network",
            network.units(),
            "(3|Q||Γ| + |Γ|) T W",
            (3 * states * symbols + symbols) * window.area())
        : Fact.exactly(
            "units of the network",
            network.units(),
            "3|Q| 2|Γ| 2 T W",
            6 * states * symbols * 2 * window.area());
  }

  @Override
  public SparseGraph graph() {
    return graph;
  }

  @Override
  public ExactNetwork network() {
    return network;
  }

  @Override
  public Preprocessing preprocessing() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < words.length(); i++) {
      columns.add(new Column.Category("x" + i, machine.symbols(), false));
    }
    Target target =
        machine.states().size() == 1
            ? Target.regression("state", 0, 1)
            : Target.classification("state", Loss.MSE, machine.states());
    return new Preprocessing(List.of(), columns, target);
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
    return TableauNetwork.encode(machine, list.get(number));
  }

  @Override
  public double[] expected(int number) {
    Configuration end = end(machine, window, list.get(number));
    double[] expected =
        new double[machine.states().size() + window.width() * machine.symbols().size()];
    expected[end.state()] = 1;
    for (int cell = 0; cell < window.width(); cell++) {
      expected[machine.states().size() + cell * machine.symbols().size() + end.symbol(cell)] = 1;
    }
    if (!compiled.evaluate(list.get(number)).equals(end)) {
      throw new IllegalStateException(
          "the graph and the simulator disagree on '" + text(number) + "'; please report this");
    }
    return expected;
  }

  static Configuration end(TuringMachine machine, Window window, int[] word) {
    Simulator simulator = new Simulator(machine);
    simulator.load(word);
    simulator.run(window.steps());
    return simulator.configuration(window);
  }

  @Override
  public String text(int number) {
    return words.text(list.get(number));
  }

  @Override
  public Optional<Circuit> circuit() {
    return Optional.empty();
  }

  @Override
  public List<GraphPicture> pictures() {
    return RunPicture.of(machine, window, words, list);
  }

  @Override
  public List<String> remarks() {
    return remarks(words, window);
  }

  static List<String> remarks(Words words, Window window) {
    return words.complete()
        ? List.of()
        : List.of(
            ("There are more than %,d words, so T = %,d was given, and the cells W are those of the"
                    + " words that were tried.")
                .formatted(Words.ALL, window.steps()));
  }

  @Override
  public Lessons lessons(long seed) {
    return Lessons.of(compiled, words, seed);
  }

  @Override
  public List<Score> sequences(Course course, KernelProvider provider) {
    if (!(compiled instanceof Tableau tableau)) {
      return List.of();
    }
    NextToken next = new NextToken(tableau);
    List<int[]> some = words.sample(next.mostWords(), course.seed());
    return List.of(
        next.learn(0, some, course, provider), next.learn(HIDDEN, some, course, provider));
  }

  @Override
  public Optional<PairsTable> pairs() {
    return pairs(new Trace(machine, window, words), list);
  }

  /** The last state of a word's bits; nothing where it is the same for all. */
  static Optional<PairsTable> pairs(Trace trace, List<int[]> list) {
    List<int[]> some = list.subList(0, Math.min(list.size(), Lessons.MOST_ROWS));
    List<String> labels = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (int[] word : some) {
      int last = end(trace.machine(), trace.window(), word).state();
      labels.add(trace.machine().states().get(last));
      boolean[] bits = trace.encode(word);
      double[] row = new double[bits.length];
      Arrays.setAll(row, i -> bits[i] ? 1 : 0);
      rows.add(row);
    }
    return trace
        .states()
        .map(circuit -> new PairsTable(Gate.function(circuit), rows, labels, "state"));
  }
}
