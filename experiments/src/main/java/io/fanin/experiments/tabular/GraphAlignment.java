package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.function.SparseFunction;
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
import java.util.Arrays;
import java.util.Optional;

/**
 * How well the kept matched network's nodes have found the formulas of the graph that it is wired
 * as, over the test rows.
 */
final class GraphAlignment {
  private static final int MOST_ROWS = 1000;

  private GraphAlignment() {}

  /**
   * For each vertex of the graph a number in [0, 1], NaN for inputs; empty where there is nothing
   * to measure: another network is kept, the graph has no formulas, or a column is a category.
   */
  static double[] of(TrainingOutcome outcome) {
    Optional<SparseFunction> function = outcome.request().graph().flatMap(GraphChoice::function);
    Model model = outcome.model();
    boolean numeric =
        model.preprocessing().columns().stream().allMatch(Column.Numeric.class::isInstance);
    if (function.isEmpty() || model.network().vertices() == 0 || !numeric) {
      return new double[0];
    }
    return measure(outcome, function.get());
  }

  private static double[] measure(TrainingOutcome outcome, SparseFunction function) {
    Model model = outcome.model();
    Network network = model.network();
    double[][] rows = rows(outcome);
    double[] x = new double[rows.length * network.plan().inputColumns()];
    for (int i = 0; i < rows.length; i++) {
      double[] encoded = model.preprocessing().encode(rows[i]);
      System.arraycopy(encoded, 0, x, i * encoded.length, encoded.length);
    }
    double[] alignment = new double[network.vertices()];
    Arrays.fill(alignment, Double.NaN);
    try (Device device = new ReferenceProvider().open();
        Program program =
            device.compile(
                network.plan(), new CompileOptions(DType.FLOAT, Math.min(64, rows.length), 1));
        Buffer inputs = device.allocate(DType.FLOAT, rows.length, network.plan().inputColumns())) {
      program.writeParameters(model.parameters());
      inputs.write(x, 0, rows.length);
      int[] all = new int[rows.length];
      Arrays.setAll(all, i -> i);
      EvaluationSet set =
          EvaluationSet.shared(inputs, new double[rows.length], 1, network.plan().streams(), all);
      for (int v = function.graph().inputs(); v < alignment.length; v++) {
        double[][] truth = {truth(function, v, rows)};
        if (network.block(v) >= 0 && allFinite(truth[0])) {
          alignment[v] = Alignment.of(program, set, truth, new int[] {network.block(v)})[0];
        }
      }
    }
    return alignment;
  }

  private static boolean allFinite(double[] values) {
    return Arrays.stream(values).allMatch(v -> Math.abs(v) <= Double.MAX_VALUE);
  }

  private static double[] truth(SparseFunction function, int vertex, double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> function.values(row)[function.offset(vertex)])
        .toArray();
  }

  private static double[][] rows(TrainingOutcome outcome) {
    LearningTable table = outcome.request().table();
    int[] places =
        outcome.model().preprocessing().columns().stream()
            .mapToInt(c -> table.columns().indexOf(c.name()))
            .toArray();
    return Arrays.stream(table.test())
        .limit(MOST_ROWS)
        .mapToObj(r -> Arrays.stream(places).mapToDouble(c -> table.value(r, c)).toArray())
        .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
        .toArray(double[][]::new);
  }
}
