package io.fanin.circuits.network;

import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import io.fanin.function.Constituent;
import io.fanin.function.Input;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How errors of nodes reach the outputs, by interval arithmetic on small boxes of the inputs.
 *
 * <p>If node v is off by at most {@code eps_v} where it is used, then on a box its value is off by
 * {@code e_v = eps_v + sum_a L_{v,a} e_a}, with slopes {@code L} over the ranges of what it reads,
 * widened by their own {@code e}; in terms of paths this is {@code sum_u lambda_u eps_u}.
 */
final class Certificate {
  /** Most boxes. */
  static final int BOXES = 256;

  private final SparseFunction function;
  private final SparseGraph graph;
  private final List<List<Interval>> ranges = new ArrayList<>();
  private final Constituent[][] slopes;

  Certificate(SparseFunction function) {
    this.function = function;
    this.graph = function.graph();
    this.slopes = new Constituent[graph.nodes()][];
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      slopes[v - graph.inputs()] = slopes(function.constituent(v));
    }
    List<Interval> domain = new ArrayList<>();
    for (Input input : function.inputs()) {
      domain.add(domain(input));
    }
    int parts = parts(domain.size());
    int boxes = 1;
    for (int i = 0; i < domain.size() && parts > 1; i++) {
      boxes *= parts;
    }
    for (int box = 0; box < boxes; box++) {
      ranges.add(function.ranges(box(domain, box, parts)));
    }
  }

  private static Constituent[] slopes(Constituent constituent) {
    Expression formula = constituent.expression().orElseThrow();
    return constituent.arguments().stream()
        .map(name -> Constituent.of(formula.derivative(name), constituent.arguments()))
        .toArray(Constituent[]::new);
  }

  /** The box that an input is drawn from. */
  static Interval domain(Input input) {
    Interval support = input.law().support();
    if (!(input.law() instanceof InputLaw.Uniform) && !(support.width() <= 1)) {
      throw new InvalidInputException(
          "input '%s' has the law %s; a network with a certificate needs uniform(lo, hi)"
              .formatted(input.name(), input.law()));
    }
    return support;
  }

  private static int parts(int inputs) {
    int parts = 1;
    while (StrictMath.pow(parts + 1, inputs) <= BOXES) {
      parts++;
    }
    return parts;
  }

  private static List<Interval> box(List<Interval> domain, int number, int parts) {
    List<Interval> box = new ArrayList<>();
    int rest = number;
    for (Interval side : domain) {
      int part = rest % parts;
      rest /= parts;
      double lo = part == 0 ? side.lo() : side.lo() + side.width() * part / parts;
      double hi = part + 1 == parts ? side.hi() : side.lo() + side.width() * (part + 1) / parts;
      box.add(new Interval(Math.min(lo, hi), Math.max(lo, hi)));
    }
    return box;
  }

  int boxes() {
    return ranges.size();
  }

  /** All values of a vertex. */
  Interval range(int v) {
    return ranges.stream().map(box -> box.get(v)).reduce(Interval::hull).orElseThrow();
  }

  /** The path-Lipschitz sums to the outputs, the largest over boxes and outputs. */
  double[] lambda() {
    double[] largest = new double[graph.vertices()];
    double[] none = new double[graph.vertices()];
    for (List<Interval> box : ranges) {
      for (int root : graph.outputs()) {
        double[] lambda =
            graph.pathWeights(root, (v, slot) -> slope(v, slot, arguments(v, box, none)));
        Arrays.setAll(largest, v -> Math.max(largest[v], lambda[v]));
      }
    }
    return largest;
  }

  private List<Interval> arguments(int v, List<Interval> box, double[] errors) {
    List<Interval> arguments = new ArrayList<>();
    for (int slot = 0; slot < graph.fanIn(v); slot++) {
      int read = graph.read(v, slot);
      arguments.add(widened(box.get(read), errors[read]));
    }
    return arguments;
  }

  static Interval widened(Interval x, double by) {
    return new Interval(x.lo() - by, x.hi() + by);
  }

  private double slope(int v, int slot, List<Interval> arguments) {
    double slope = slopes[v - graph.inputs()][slot].range(arguments).magnitude();
    if (!(slope <= Double.MAX_VALUE)) {
      throw new InvalidInputException(
          "the slope of '%s' has no bound there; keep what it reads away from poles and ends"
              .formatted(function.constituent(v).expression().orElseThrow()));
    }
    return slope;
  }

  /**
   * How far each vertex is off at most, over all boxes.
   *
   * @param eps how far each vertex is off by itself, 0 for inputs
   */
  double[] errors(double[] eps) {
    double[] worst = new double[graph.vertices()];
    for (List<Interval> box : ranges) {
      double[] errors = new double[graph.vertices()];
      for (int v = graph.inputs(); v < errors.length; v++) {
        List<Interval> arguments = arguments(v, box, errors);
        errors[v] = eps[v];
        for (int slot = 0; slot < arguments.size(); slot++) {
          double error = errors[graph.read(v, slot)];
          errors[v] += error == 0 ? 0 : slope(v, slot, arguments) * error;
        }
        worst[v] = Math.max(worst[v], errors[v]);
      }
    }
    return worst;
  }
}
