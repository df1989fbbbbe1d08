package io.fanin.experiments.claim.spline;

import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Targets that are sums of functions of one variable, composed (Liu et al. 2024, section 3.1), on
 * inputs uniform in [-1, 1].
 */
enum SplineTarget {
  TWO(0, "exp(sin(pi x1) + x2^2)"),
  FOUR(1, "exp((sin(pi (x1^2 + x2^2)) + sin(pi (x3^2 + x4^2))) / 2)"),
  HUNDRED(2, "exp(mean of sin^2(pi xi / 2), i = 1 to 100)");

  private static final double HALF_TURN = Math.sqrt(0.5);
  private final int stream;
  private final String formula;

  SplineTarget(int stream, String formula) {
    this.stream = stream;
    this.formula = formula;
  }

  static SplineTarget of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which of the random streams are its own. */
  int stream() {
    return stream;
  }

  String formula() {
    return formula;
  }

  /** Units of the published network's layers, inputs first. */
  private List<Integer> shape() {
    return switch (this) {
      case TWO -> List.of(2, 1, 1);
      case FOUR -> List.of(4, 4, 2, 1);
      case HUNDRED -> List.of(100, 1, 1);
    };
  }

  int inputs() {
    return shape().get(0);
  }

  /** The function with its own graph; every node is a sum of functions of one variable. */
  SparseFunction function() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= inputs(); i++) {
      names.add("x[" + i + "]");
    }
    SparseFunctionBuilder builder =
        SparseFunction.builder().inputs(names, new InputLaw.Uniform(-1, 1));
    return switch (this) {
      case TWO -> builder.node("a", "sin(pi*x[1]) + x[2]^2").node("f", "exp(a)").build();
      case FOUR ->
          builder
              .node("a", "x[1]^2 + x[2]^2")
              .node("b", "x[3]^2 + x[4]^2")
              .node("c", "sin(pi*a)/2 + sin(pi*b)/2")
              .node("f", "exp(c)")
              .build();
      case HUNDRED ->
          builder.node("a", "sum(i, 1, 100, sin(pi*x[i]/2)^2)/100").node("f", "exp(a)").build();
    };
  }

  /** The layers of the published network, each of whose units reads all of the layer before. */
  SparseGraph layers() {
    List<String> below = function().graph().names().subList(0, inputs());
    SparseGraph.Builder builder = SparseGraph.withInputs(below);
    for (int layer = 1; layer < shape().size(); layer++) {
      List<String> now = new ArrayList<>();
      for (int j = 1; j <= shape().get(layer); j++) {
        String name = "h" + layer + "[" + j + "]";
        builder.node(name, below);
        now.add(name);
      }
      below = now;
    }
    return builder.build();
  }

  /**
   * Values on rows, each a node's in the order of the graph.
   *
   * @param rotated whether the target sees its inputs turned by 45 degrees, input i with input i +
   *     n/2: then it is no composition of sums along this graph any more
   * @return {@code [nodes][count]}; the last is the target
   */
  double[][] values(double[] rows, int count, boolean rotated) {
    SparseFunction function = function();
    int n = inputs();
    int nodes = function.graph().nodes();
    double[] all = function.values(rotated ? turned(rows) : rows, count);
    double[][] values = new double[nodes][count];
    for (int r = 0; r < count; r++) {
      for (int node = 0; node < nodes; node++) {
        values[node][r] = all[r * (n + nodes) + n + node];
      }
    }
    return values;
  }

  private double[] turned(double[] rows) {
    double[] turned = new double[rows.length];
    int half = inputs() / 2;
    for (int at = 0; at < rows.length; at += inputs()) {
      for (int i = 0; i < half; i++) {
        double a = rows[at + i];
        double b = rows[at + half + i];
        turned[at + i] = HALF_TURN * (a + b);
        turned[at + half + i] = HALF_TURN * (a - b);
      }
    }
    return turned;
  }
}
