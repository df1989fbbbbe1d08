package io.fanin.function;

import io.fanin.expression.Interval;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Smoothness and Lipschitz data of a function's nodes over a box of inputs, and what follows for
 * approximation (Mhaskar and Poggio 2016; Poggio et al. 2017, theorems 1 to 3). Immutable.
 */
public final class Regularity {
  private final SparseFunction function;
  private final SparseGraph graph;
  private final List<Interval> ranges;
  private final List<Smoothness> smoothness;
  private final double[][] lipschitz;

  Regularity(SparseFunction function, List<Interval> ranges) {
    this.function = function;
    this.graph = function.graph();
    this.ranges = List.copyOf(ranges);
    this.smoothness = new ArrayList<>();
    this.lipschitz = new double[graph.nodes()][];
    Map<Local, Bounds> known = new HashMap<>();
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      Local local = new Local(function.constituent(v), function.arguments(v, ranges));
      Bounds bounds = known.computeIfAbsent(local, Regularity::bounds);
      smoothness.add(bounds.smoothness);
      lipschitz[v - graph.inputs()] = slots(v, bounds.slopes);
    }
  }

  /** A constituent on a box: many nodes have the same. */
  private record Local(Constituent constituent, List<Interval> box) {}

  private record Bounds(Smoothness smoothness, double[] slopes) {}

  private static Bounds bounds(Local local) {
    double[] slopes = new double[local.constituent.arity()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = local.constituent.lipschitz(i, local.box);
    }
    return new Bounds(local.constituent.smoothness(local.box), slopes);
  }

  /** From columns to reads: a block counts the sum of its columns. */
  private double[] slots(int v, double[] slopes) {
    double[] slots = new double[graph.fanIn(v)];
    int next = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      for (int c = 0; c < function.width(graph.read(v, slot)); c++) {
        slots[slot] += slopes[next++];
      }
    }
    return slots;
  }

  /** An interval that holds a vertex's values. */
  public Interval range(int v) {
    return ranges.get(v);
  }

  /** How smooth a node's constituent is on the ranges of what it reads, at least. */
  public Smoothness smoothness(int node) {
    return smoothness.get(node - graph.inputs());
  }

  /**
   * The Lipschitz constant {@code L_{v,slot}} of a node in one of its reads, at most; of a category
   * in the largest change of a column.
   */
  public double lipschitz(int node, int slot) {
    return lipschitz[node - graph.inputs()][slot];
  }

  /**
   * The path-Lipschitz sums {@code lambda}, {@code [vertices]}, the largest over the outputs: an
   * error of ε at vertex v moves an output by at most {@code lambda[v] ε}. {@code lambda(root) =
   * 1}, {@code lambda(v) = Σ L_{w,v} lambda(w)} over all reads of v, so a double read counts twice.
   */
  public double[] lambda() {
    return graph.pathWeights((v, slot) -> lipschitz(v, slot));
  }

  /** The path-Lipschitz sums to one output vertex. */
  public double[] lambda(int root) {
    return graph.pathWeights(root, (v, slot) -> lipschitz(v, slot));
  }

  /**
   * The effective dimension {@code D = max_v d_v/m_v} over nodes that are not Boolean: 0 if all of
   * these have all derivatives, infinite if one is discontinuous.
   */
  public double effectiveDimension() {
    double most = 0;
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      most = Math.max(most, dimension(graph.fanIn(v), smoothness(v)));
    }
    return most;
  }

  private static double dimension(int arguments, Smoothness smoothness) {
    return switch (smoothness.order()) {
      case 0 -> Double.POSITIVE_INFINITY;
      case Smoothness.UNBOUNDED -> 0;
      default -> (double) arguments / smoothness.order();
    };
  }

  /** The least smoothness order m over nodes that are not Boolean. */
  public int order() {
    return smoothness.stream().mapToInt(Smoothness::order).min().orElseThrow();
  }

  /** The rates of theorems 1 to 3 in words and formulas, for a report. */
  public String rates() {
    return RateText.of(
        graph, order(), effectiveDimension(), smoothness.stream().allMatch(Regularity::isBoolean));
  }

  private static boolean isBoolean(Smoothness smoothness) {
    return smoothness.kind() == Smoothness.Kind.BOOLEAN;
  }
}
