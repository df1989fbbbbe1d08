package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Slice;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * One network: a {@link Plan} of one replica without losses, and what it came from.
 *
 * <p>Immutable; holds no parameters. Those are a flat array in the plan's order, made by {@link
 * #initial} and changed by whoever trains.
 */
public final class Network {
  /** Name of the one output that every built-in architecture has. */
  public static final String OUTPUT = "y";

  private final String architecture;
  private final String settings;
  private final Plan plan;
  private final int[] vertexBlocks;
  private final SortedMap<Integer, double[]> fixed;

  /**
   * A network around a plan; {@link NetworkBuilder} is the easy way.
   *
   * @param architecture id of what built it
   * @param settings its settings in canonical form
   * @param plan one replica, no losses, at least one output; each spec reads lower levels only
   * @param vertexBlocks block of each vertex of the graph, -1 if none; empty without a graph
   * @param fixed for specs with given weights: one parameter set, used for all their shares
   */
  Network(
      String architecture,
      String settings,
      Plan plan,
      int[] vertexBlocks,
      SortedMap<Integer, double[]> fixed) {
    this.architecture = architecture;
    this.settings = settings;
    this.plan = plan;
    this.vertexBlocks = vertexBlocks.clone();
    this.fixed = new TreeMap<>(fixed);
    PlanChecks.network(plan);
  }

  /** Id of the architecture. */
  public String architecture() {
    return architecture;
  }

  /** Settings of the architecture in canonical form, for digests and files. */
  public String settings() {
    return settings;
  }

  /** The plan, without losses. */
  public Plan plan() {
    return plan;
  }

  /** How many parameters, frozen ones included: the length of every parameter array. */
  public int parameters() {
    return plan.parameters();
  }

  /** How many parameters training may change: the number that fair comparisons equate. */
  public int trainableParameters() {
    return plan.slices().stream().filter(s -> !s.frozen()).mapToInt(Slice::size).sum();
  }

  /** Multiply-adds of one forward row. */
  public long multiplyAdds() {
    return plan.multiplyAdds();
  }

  /** Vertices of the graph it was built to; 0 without a graph. */
  public int vertices() {
    return vertexBlocks.length;
  }

  /**
   * The block in which the readers of a vertex find it, or -1 if the network has none for it.
   *
   * @param vertex of the graph that the network was built to
   */
  public int block(int vertex) {
    return vertexBlocks[vertex];
  }

  /**
   * A named output.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public Output output(String name) {
    for (Output output : plan.outputs()) {
      if (output.name().equals(name)) {
        return output;
      }
    }
    List<String> names = plan.outputs().stream().map(Output::name).toList();
    throw new InvalidInputException(
        "the network has no output '" + name + "'" + Suggestions.hint(name, names));
  }

  /** Width of a named output. */
  public int outputWidth(String name) {
    return plan.width(output(name).block());
  }

  /** The plan that minimises {@code loss} on the first output. */
  public Plan withLoss(Loss loss) {
    return withLosses(List.of(Objective.output(plan.outputs().get(0).name(), loss, 1)));
  }

  /**
   * The plan with these losses; the targets of each stand behind those of the one before.
   *
   * @throws InvalidInputException if an output is unknown or a vertex has no block
   */
  public Plan withLosses(List<Objective> objectives) {
    return plan.withLosses(terms(objectives));
  }

  /** The loss terms of {@link #withLosses}. */
  List<LossTerm> terms(List<Objective> objectives) {
    List<LossTerm> terms = new ArrayList<>();
    int column = 0;
    for (Objective o : objectives) {
      int block = o.vertex() < 0 ? output(o.output()).block() : blockOf(o.vertex());
      String name = o.vertex() < 0 ? o.output() : "vertex" + o.vertex();
      terms.add(new LossTerm(name, o.loss(), block, column, o.weight(), 0, 0));
      column = Math.addExact(column, o.loss().targetColumns(plan.width(block)));
    }
    return terms;
  }

  private int blockOf(int vertex) {
    if (vertex >= vertexBlocks.length || vertexBlocks[vertex] < plan.inputs().size()) {
      throw new InvalidInputException(
          "architecture '%s' computes no block for vertex %d; a loss on it needs 'matched' with a graph"
              .formatted(architecture, vertex));
    }
    return vertexBlocks[vertex];
  }

  /**
   * Parameters to start from.
   *
   * <p>Each slice draws from the stream {@code (seed, "init", index of the slice)}, so a network in
   * an ensemble starts as it would alone. Given weights, such as those of an average, are set.
   *
   * @return {@code [parameters()]}, in double precision
   */
  public double[] initial(Initialiser initialiser, long seed) {
    double[] parameters = new double[plan.parameters()];
    List<Slice> slices = plan.slices();
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      if (!fixed.containsKey(slice.spec())) {
        initialiser.fill(site(slice), parameters, RandomStream.of(seed, "init", i));
      }
    }
    fixed.forEach((spec, values) -> setAll(spec, values, parameters));
    return parameters;
  }

  private void setAll(int spec, double[] values, double[] parameters) {
    int at = plan.parameterOffset(spec);
    for (int share = 0; share < plan.specs().get(spec).shares(); share++) {
      System.arraycopy(values, 0, parameters, at + share * values.length, values.length);
    }
  }

  private Site site(Slice slice) {
    return Site.of(plan, slice);
  }

  /**
   * The same with the parameters of all levels that the test names frozen, for layerwise training.
   */
  public Network frozen(IntPredicate levels) {
    return rewritten(
        spec -> levels.test(spec.level()) ? Specs.with(spec, true, Specs.rateScale(spec)) : spec);
  }

  /** The same with the learning rate factors that an initialiser asks for, such as muP's. */
  public Network withRates(Initialiser initialiser) {
    return rewritten(
        spec ->
            spec instanceof AffineSpec
                ? Specs.with(spec, spec.frozen(), initialiser.rateScale(Site.of(plan, spec)))
                : spec);
  }

  private Network rewritten(UnaryOperator<BlockSpec> change) {
    return with(plan.inputs(), plan.specs().stream().map(change).toList());
  }

  /**
   * The same network on data whose columns have been moved: what was in column {@code c} is now in
   * {@code to[c]}. It computes the same bits as before on the moved rows.
   *
   * @param to a permutation of the columns; the columns of one block must stay side by side
   */
  public Network permuted(int[] to) {
    return with(plan.inputs().stream().map(b -> PlanChecks.moved(b, to)).toList(), plan.specs());
  }

  private Network with(List<InputBlock> inputs, List<BlockSpec> specs) {
    Plan.Builder builder = Plan.builder();
    inputs.forEach(builder::input);
    specs.forEach(builder::add);
    plan.outputs().forEach(builder::output);
    return new Network(architecture, settings, builder.build(), vertexBlocks, fixed);
  }

  /** Given weights by spec; neither the map nor the arrays may be changed. */
  SortedMap<Integer, double[]> fixed() {
    return Collections.unmodifiableSortedMap(fixed);
  }

  /** Block of each vertex; the caller's own. */
  int[] vertexBlocks() {
    return vertexBlocks.clone();
  }

  @Override
  public String toString() {
    return "%s network, %d parameters, %d specs"
        .formatted(architecture, parameters(), plan.specs().size());
  }
}
