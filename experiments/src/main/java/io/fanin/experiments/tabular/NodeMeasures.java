package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.models.Column;
import io.fanin.models.Model;
import io.fanin.models.Network;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Sensitivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the kept matched network's nodes have learnt, over the test rows.
 *
 * <p>How well they have found the formulas of the graph can be said only where it has formulas and
 * every column is a number; what the prediction owes to the inputs below a node, always.
 */
final class NodeMeasures {
  private static final int MOST_ROWS = 1000;
  private static final long SEED = 1;

  /**
   * What is known of one vertex; NaN where it was not measured.
   *
   * @param vertex of the graph
   * @param alignment of the formula with the best unit of the node's block, in [0, 1]
   * @param own sensitivity of the node's block to the exchange of inputs with the same value
   * @param output that of the network's output
   * @param gap how far the exchanged values are apart, on the same scale
   * @param total sensitivity of the output to inputs drawn anew without regard to the value
   */
  record Node(int vertex, double alignment, double own, double output, double gap, double total) {}

  private final TrainingOutcome outcome;
  private final Model model;
  private final Network network;
  private final SparseGraph graph;
  private final Optional<SparseFunction> function;

  private NodeMeasures(TrainingOutcome outcome, GraphChoice choice) {
    this.outcome = outcome;
    this.model = outcome.model();
    this.network = model.network();
    this.graph = choice.graph();
    boolean numeric =
        model.preprocessing().columns().stream().allMatch(Column.Numeric.class::isInstance);
    this.function = choice.function().filter(f -> numeric);
  }

  /**
   * For each node of the graph what was learnt of it; empty where another network is kept or the
   * test rows are too few.
   */
  static List<Node> of(TrainingOutcome outcome) {
    if (outcome.request().graph().isEmpty() || outcome.model().network().vertices() == 0) {
      return List.of();
    }
    return new NodeMeasures(outcome, outcome.request().graph().get()).measure();
  }

  private List<Node> measure() {
    double[][] rows = rows();
    if (rows.length < 2) {
      return List.of();
    }
    int columns = network.plan().inputColumns();
    double[] x = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(model.preprocessing().encode(rows[i]), 0, x, i * columns, columns);
    }
    try (Device device = new ReferenceProvider().open();
        Program program =
            device.compile(
                network.plan(), new CompileOptions(DType.FLOAT, Math.min(64, rows.length), 1));
        Buffer inputs = device.allocate(DType.FLOAT, rows.length, columns)) {
      program.writeParameters(model.parameters());
      inputs.write(x, 0, rows.length);
      int[] all = new int[rows.length];
      Arrays.setAll(all, i -> i);
      EvaluationSet set =
          EvaluationSet.shared(inputs, new double[rows.length], 1, network.plan().streams(), all);
      List<Node> nodes = new ArrayList<>();
      for (int v = graph.inputs(); v < graph.vertices(); v++) {
        nodes.add(node(v, rows, x, device, program, set));
      }
      return nodes;
    }
  }

  private Node node(
      int v, double[][] rows, double[] x, Device device, Program program, EvaluationSet set) {
    int output = network.output(Network.OUTPUT).block();
    boolean[] cone =
        Sensitivity.cone(graph, v, network.plan().inputs(), network.plan().inputColumns());
    int[] strangers = Sensitivity.strangers(rows.length, SEED);
    double total = Sensitivity.of(device, program, x, cone, strangers, new int[] {output})[0];
    double[] truth = function.map(f -> truth(f, v, rows)).orElse(new double[0]);
    int block = network.block(v);
    if (truth.length == 0 || block < 0 || !allFinite(truth)) {
      return new Node(v, Double.NaN, Double.NaN, Double.NaN, Double.NaN, total);
    }
    double alignment = Alignment.of(program, set, new double[][] {truth}, new int[] {block})[0];
    int[] synonyms = Sensitivity.synonyms(truth, SEED);
    double[] changes =
        Sensitivity.of(device, program, x, cone, synonyms, new int[] {block, output});
    double gap = Sensitivity.donorGap(truth, synonyms);
    return new Node(v, alignment, changes[0], changes[1], gap, total);
  }

  private static boolean allFinite(double[] values) {
    return Arrays.stream(values).allMatch(v -> Math.abs(v) <= Double.MAX_VALUE);
  }

  private static double[] truth(SparseFunction function, int vertex, double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> function.values(row)[function.offset(vertex)])
        .toArray();
  }

  private double[][] rows() {
    LearningTable table = outcome.request().table();
    int[] places =
        model.preprocessing().columns().stream()
            .mapToInt(c -> table.columns().indexOf(c.name()))
            .toArray();
    return Arrays.stream(table.test())
        .limit(MOST_ROWS)
        .mapToObj(r -> Arrays.stream(places).mapToDouble(c -> table.value(r, c)).toArray())
        .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
        .toArray(double[][]::new);
  }
}
