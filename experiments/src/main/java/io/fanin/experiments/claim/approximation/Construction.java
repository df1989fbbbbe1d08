package io.fanin.experiments.claim.approximation;

import io.fanin.expression.Interval;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Approximants that are built, not trained, so that their rates are free of optimisation.
 *
 * <p>The deep one replaces every constituent by a {@link TensorInterpolant} on the range of what it
 * reads and composes them; the shallow one is a single grid over all inputs (theory of Poggio et
 * al. 2017, theorems 1 to 3, in constructive form).
 */
final class Construction {
  private Construction() {}

  /**
   * The deep approximant of a function of real inputs with one output.
   *
   * @param order 2 or 4
   * @param intervals of every axis of every constituent
   */
  static ToDoubleFunction<double[]> deep(SparseFunction target, int order, int intervals) {
    SparseGraph graph = target.graph();
    List<Interval> ranges = target.ranges();
    int inputs = graph.inputs();
    TensorInterpolant[] nodes = new TensorInterpolant[graph.nodes()];
    TensorInterpolant.Scratch[] scratch = new TensorInterpolant.Scratch[nodes.length];
    for (int k = 0; k < nodes.length; k++) {
      int[] reads = graph.reads(inputs + k);
      double[] low = Arrays.stream(reads).mapToDouble(v -> ranges.get(v).lo()).toArray();
      double[] high = Arrays.stream(reads).mapToDouble(v -> ranges.get(v).hi()).toArray();
      var constituent = target.constituent(inputs + k);
      nodes[k] = new TensorInterpolant(order, intervals, low, high, constituent::value);
      scratch[k] = nodes[k].scratch();
    }
    return row -> compose(graph, nodes, scratch, row);
  }

  private static double compose(
      SparseGraph graph,
      TensorInterpolant[] nodes,
      TensorInterpolant.Scratch[] scratch,
      double[] row) {
    double[] values = Arrays.copyOf(row, graph.vertices());
    for (int k = 0; k < nodes.length; k++) {
      int v = graph.inputs() + k;
      double[] arguments = new double[graph.fanIn(v)];
      for (int slot = 0; slot < arguments.length; slot++) {
        arguments[slot] = values[graph.read(v, slot)];
      }
      values[v] = nodes[k].value(arguments, scratch[k]);
    }
    return values[graph.outputs()[0]];
  }

  /** The shallow approximant: one grid over all inputs. */
  static ToDoubleFunction<double[]> grid(SparseFunction target, int order, int intervals) {
    List<Interval> ranges = target.ranges().subList(0, target.graph().inputs());
    double[] low = ranges.stream().mapToDouble(Interval::lo).toArray();
    double[] high = ranges.stream().mapToDouble(Interval::hi).toArray();
    TensorInterpolant grid = new TensorInterpolant(order, intervals, low, high, target::value);
    TensorInterpolant.Scratch scratch = grid.scratch();
    return row -> grid.value(row, scratch);
  }

  /** The largest error over seeded random points: a lower estimate of the sup error. */
  static double largestError(
      SparseFunction target, ToDoubleFunction<double[]> approximant, int points, long seed) {
    RandomStream random = RandomStream.of(seed, "approximation-points");
    int width = target.inputWidth();
    double[] rows = target.sample(random, points);
    double largest = 0;
    for (int i = 0; i < points; i++) {
      double[] row = Arrays.copyOfRange(rows, i * width, (i + 1) * width);
      largest = Math.max(largest, Math.abs(target.value(row) - approximant.applyAsDouble(row)));
    }
    return largest;
  }
}
