package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.circuits.network.RealNetwork;
import io.fanin.circuits.number.Tracing;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.expression.Interval;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import io.fanin.models.Task;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A real function as a graph of small fan-in and a network with a certified sup error. */
final class RealSubject implements Subject {
  private static final int POINTS = 1 << 16;

  /** More inputs would leave two points a side, or one. */
  private static final int MOST_SIDES = 8;

  private final SparseFunction function;
  private final SparseFunction binary;
  private final SparseFunction fused;
  private final int fanIn;
  private final double error;
  private final RealNetwork.Compiled compiled;
  private final int side;
  private final long seed;

  /**
   * A function.
   *
   * @param fanIn c, the most that a fused node may read
   * @param error the largest allowed
   */
  RealSubject(SparseFunction function, int fanIn, double error, long seed) {
    this.function = function;
    this.fanIn = fanIn;
    this.error = error;
    this.seed = seed;
    this.binary = Tracing.trace(function, 2);
    this.fused = fanIn == 2 ? binary : Tracing.trace(function, fanIn);
    this.compiled = RealNetwork.of(binary, error);
    this.side = side(function.inputs().size());
  }

  /** Points along each input, or 0 where random ones are taken. */
  private static int side(int inputs) {
    int side = 1;
    while (inputs <= MOST_SIDES && StrictMath.pow(side + 1, inputs) <= POINTS + 1) {
      side++;
    }
    return inputs <= MOST_SIDES ? side : 0;
  }

  @Override
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "a real function of %d inputs and %d outputs, with an error of at most %s",
        function.inputs().size(),
        function.outputs(),
        error);
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.plain("nodes as written", function.graph().nodes()));
    facts.add(Fact.plain("fan-in as written", function.graph().maxFanIn()));
    facts.add(Fact.plain("nodes at fan-in 2", binary.graph().nodes()));
    SparseGraph graph = fused.graph();
    if (fanIn > 2) {
      facts.add(
          Fact.atMost("nodes, fused", graph.nodes(), "nodes at fan-in 2", binary.graph().nodes()));
    }
    facts.add(Fact.atMost("reads", graph.edges(), "c nodes", (double) fanIn * graph.nodes()));
    facts.add(Fact.atMost("fan-in", graph.maxFanIn(), "c", fanIn));
    facts.add(Fact.atMost("depth", graph.depth(), "nodes", graph.nodes()));
    facts.add(Fact.plain("pieces of interpolants", compiled.pieces()));
    facts.add(Fact.plain("tents of products and squares", compiled.tents()));
    facts.add(Fact.plain("units of the network", compiled.network().units()));
    facts.add(Fact.plain("weights of the network", compiled.network().network().parameters()));
    facts.add(Fact.plain("levels of the network", CircuitSubject.levels(compiled.network())));
    return facts;
  }

  @Override
  public SparseGraph graph() {
    return fused.graph();
  }

  @Override
  public ExactNetwork network() {
    return compiled.network();
  }

  @Override
  public DType dtype() {
    return DType.DOUBLE;
  }

  @Override
  public double tolerance() {
    return compiled.certified();
  }

  @Override
  public Preprocessing preprocessing() {
    int width = function.outputs();
    String name = width == 1 ? function.graph().name(function.graph().outputs()[0]) : "y";
    Target target =
        new Target(
            name,
            Task.REGRESSION,
            Loss.MSE,
            Collections.nCopies(width, 0.0),
            Collections.nCopies(width, 1.0),
            List.of());
    List<Column> columns = new ArrayList<>();
    function.inputs().forEach(input -> columns.add(new Column.Numeric(input.name(), 0, 1, false)));
    return new Preprocessing(List.of(), columns, target);
  }

  @Override
  public int cases() {
    return side == 0
        ? POINTS
        : (int) StrictMath.rint(StrictMath.pow(side, function.inputs().size()));
  }

  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public String caseName() {
    return side == 0 ? "random points" : "points of a grid";
  }

  @Override
  public double[] row(int number) {
    double[] row = new double[function.inputs().size()];
    RandomStream random = RandomStream.of(seed, "points", number);
    int rest = number;
    for (int i = 0; i < row.length; i++) {
      Interval domain = function.inputs().get(i).law().support();
      double part = side == 0 ? random.nextDouble() : (double) (rest % side) / (side - 1);
      row[i] = Math.min(domain.hi(), domain.lo() + part * domain.width());
      rest = side == 0 ? 0 : rest / side;
    }
    return row;
  }

  @Override
  public double[] expected(int number) {
    return function.evaluate(row(number));
  }

  @Override
  public String text(int number) {
    StringBuilder text = new StringBuilder();
    double[] row = row(number);
    for (int i = 0; i < row.length; i++) {
      text.append(i == 0 ? "" : ", ").append(function.inputs().get(i).name());
      text.append(" = ").append(row[i]);
    }
    return text.toString();
  }

  @Override
  public Optional<Circuit> circuit() {
    return Optional.empty();
  }

  @Override
  public List<GraphPicture> pictures() {
    return List.of();
  }

  @Override
  public List<String> remarks() {
    return List.of(
        String.format(
            Locale.ROOT,
            "Proven for every input, by interval arithmetic on %d boxes: %.3g of the %s allowed."
                + " An error at a node moves the output by at most %.4g times it.",
            compiled.boxes(),
            compiled.certified(),
            error,
            compiled.lambda()));
  }

  @Override
  public Lessons lessons(long own) {
    throw new InvalidInputException(
        "--learn takes programs on bits or words; give --bits n:m, or train on a table");
  }

  @Override
  public Optional<PairsTable> pairs() {
    return Optional.empty();
  }
}
