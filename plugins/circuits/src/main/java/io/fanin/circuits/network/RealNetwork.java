package io.fanin.circuits.network;

import io.fanin.circuits.number.ErrorBudget;
import io.fanin.expression.Interval;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A real function as a network with a certified sup error, node by node.
 *
 * <p>Sums, absolute values, minima and maxima are exact; products and squares are Yarotsky's (see
 * {@link Gadgets}); any other function of one number is its interpolant at equal distances, off by
 * at most {@code h^2/8 sup |f''|}. The pieces of all interpolants together are as few as the error
 * allows ({@link ErrorBudget}), products have as many tents as an equal share asks for. The
 * certificate counts the rounding of double precision, in which the network is to be run.
 */
public final class RealNetwork {
  private static final int MOST_UNITS = 1 << 20;
  private static final int ROUNDS = 40;

  /** Shares of the error for rounding, and for products beside interpolants. */
  private static final double KEPT = 0.9;

  private static final double HALF = 0.5;

  /** Some operations of double precision in a row. */
  private static final double ROUNDING = 0x1p-48;

  private final SparseFunction function;
  private final SparseGraph graph;
  private final Primitive[] primitives;
  private final Certificate certificate;
  private final double error;

  /** How far beyond its range a vertex' value may come, by what its readers are made for. */
  private final double[] margin;

  private final int[] pieces;
  private final double[] eps;
  private double certified;

  private RealNetwork(SparseFunction function, double error) {
    this.function = function;
    this.graph = function.graph();
    this.error = error;
    this.primitives = new Primitive[graph.vertices()];
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      primitives[v] = Primitive.of(function.constituent(v));
    }
    this.certificate = new Certificate(function);
    this.margin = new double[graph.vertices()];
    this.pieces = new int[graph.vertices()];
    this.eps = new double[graph.vertices()];
  }

  /**
   * A network, its certificate and the parts of it.
   *
   * @param network one block {@code y} for all outputs; a row holds the inputs
   * @param certified no output is off by more, anywhere on the inputs' box, in double precision
   * @param boxes of the inputs on which intervals were taken
   * @param lambda the largest path-Lipschitz sum of a node
   * @param pieces of all interpolants together
   * @param tents of all products and squares together
   */
  public record Compiled(
      ExactNetwork network, double certified, int boxes, double lambda, int pieces, int tents) {}

  /**
   * Compiles a function whose nodes do one operation each, as {@code Tracing.trace(function, 2)}
   * gives it.
   *
   * @param error the largest allowed, above 0
   * @throws InvalidInputException if an operation jumps, or the error cannot be certified
   */
  public static Compiled of(SparseFunction function, double error) {
    if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an error > 0, not " + error);
    }
    return new RealNetwork(function, error).compile();
  }

  private Compiled compile() {
    double[] lambda = certificate.lambda();
    Arrays.fill(margin, graph.inputs(), margin.length, error);
    double allowed = error * KEPT;
    for (int round = 0; round < ROUNDS; round++) {
      plan(lambda, allowed);
      double[] errors = certificate.errors(eps);
      certified = Arrays.stream(graph.outputs()).mapToDouble(v -> errors[v]).max().orElse(0);
      boolean inside = true;
      for (int v = graph.inputs(); v < errors.length; v++) {
        inside &= errors[v] <= margin[v];
        margin[v] = errors[v] <= margin[v] ? margin[v] : 2 * errors[v];
      }
      if (inside && certified <= error) {
        double largest = Arrays.stream(lambda, graph.inputs(), lambda.length).max().orElse(0);
        return new Compiled(
            build(),
            certified,
            certificate.boxes(),
            largest,
            sum(Primitive.Smooth.class),
            sum(Primitive.Product.class) + sum(Primitive.Square.class));
      }
      allowed = certified <= error ? allowed : allowed * Math.max(0.1, HALF * error / certified);
    }
    throw new InvalidInputException(
        "no certificate for an error of %s; take a larger --error, or smaller ranges"
            .formatted(error));
  }

  private int sum(Class<? extends Primitive> kind) {
    int sum = 0;
    for (int v = graph.inputs(); v < primitives.length; v++) {
      sum += kind.isInstance(primitives[v]) ? pieces[v] : 0;
    }
    return sum;
  }

  /** The interval that a node's slot is made for. */
  private Interval domain(int v, int slot) {
    int read = graph.read(v, slot);
    return Certificate.widened(certificate.range(read), margin[read]);
  }

  /** Chooses pieces and tents, and says how far each node is off by itself. */
  private void plan(double[] lambda, double allowed) {
    List<Integer> smooth = new ArrayList<>();
    List<Integer> products = new ArrayList<>();
    for (int v = graph.inputs(); v < primitives.length; v++) {
      if (primitives[v] instanceof Primitive.Smooth) {
        smooth.add(v);
      } else if (!(primitives[v] instanceof Primitive.Exact)) {
        products.add(v);
      }
    }
    boolean both = !smooth.isEmpty() && !products.isEmpty();
    planPieces(smooth, lambda, both ? HALF * allowed : allowed);
    planTents(products, lambda, both ? HALF * allowed : allowed);
    for (int v = graph.inputs(); v < primitives.length; v++) {
      eps[v] = own(v);
    }
  }

  private void planPieces(List<Integer> nodes, double[] lambda, double allowed) {
    double[] weight = new double[nodes.size()];
    double[] constants = new double[nodes.size()];
    double[] rates = new double[nodes.size()];
    for (int i = 0; i < weight.length; i++) {
      int v = nodes.get(i);
      double constant = interpolation(v, 1);
      weight[i] = constant == 0 ? 0 : lambda[v];
      constants[i] = constant == 0 ? 1 : constant;
      rates[i] = 2;
    }
    double[] units = ErrorBudget.units(weight, constants, rates, allowed);
    if (!(Arrays.stream(units).sum() <= MOST_UNITS)) {
      throw new InvalidInputException(
          "an error of %s takes more than %,d units; take a larger --error, or smaller ranges"
              .formatted(error, MOST_UNITS));
    }
    for (int i = 0; i < units.length; i++) {
      pieces[nodes.get(i)] = (int) Math.max(1, Math.ceil(units[i]));
    }
  }

  /** {@code h^2/8 sup |f''|} with so many pieces. */
  private double interpolation(int v, int number) {
    Interval x = domain(v, 0);
    double curvature = ((Primitive.Smooth) primitives[v]).curvatureOn(x);
    if (!(curvature <= Double.MAX_VALUE)) {
      throw new InvalidInputException(
          "the curvature of '%s' has no bound for arguments from %.4g to %.4g; keep them away from where it is steep or bends"
              .formatted(function.constituent(v).expression().orElseThrow(), x.lo(), x.hi()));
    }
    double h = x.width() / number;
    return h * h / 8 * curvature;
  }

  private void planTents(List<Integer> nodes, double[] lambda, double allowed) {
    for (int v : nodes) {
      double share = allowed / nodes.size();
      double scale = lambda[v] * scale(v);
      int m = 1;
      while (m < Gadgets.MOST && !(scale * gadget(v, m) <= share)) {
        m++;
      }
      pieces[v] = m;
    }
  }

  private double gadget(int v, int m) {
    return primitives[v] instanceof Primitive.Product
        ? Gadgets.productError(m)
        : Gadgets.squareError(m);
  }

  /** What the error of a gadget on [-1, 1] is multiplied with. */
  private double scale(int v) {
    double first = radius(domain(v, 0));
    return first * (primitives[v] instanceof Primitive.Product ? radius(domain(v, 1)) : first);
  }

  /** Half the width, or a little for a constant. */
  static double radius(Interval x) {
    return Math.max(x.width() / 2, 0x1p-20 * (1 + x.magnitude()));
  }

  /** How far a node is off by itself, rounding included. */
  private double own(int v) {
    double size = certificate.range(v).magnitude();
    for (int slot = 0; slot < graph.fanIn(v); slot++) {
      double x = domain(v, slot).magnitude();
      size +=
          x + (primitives[v] instanceof Primitive.Exact exact ? weight(exact, slot) * x : x * x);
    }
    if (primitives[v] instanceof Primitive.Smooth smooth) {
      Interval x = domain(v, 0);
      double bend = smooth.curvatureOn(x) * x.width() * (1 + x.magnitude());
      return interpolation(v, pieces[v]) + ROUNDING * (pieces[v] + 8) * (size + bend);
    }
    double rounding = ROUNDING * (1 + size);
    return primitives[v] instanceof Primitive.Exact
        ? rounding
        : scale(v) * gadget(v, pieces[v]) + rounding * pieces[v];
  }

  private static double weight(Primitive.Exact exact, int slot) {
    double weight = Math.abs(exact.weights()[slot]);
    for (double[] unit : exact.units()) {
      weight += Math.abs(unit[slot]);
    }
    return weight;
  }

  private ExactNetwork build() {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < graph.inputs(); i++) {
      inputs.add(new InputBlock(function.inputs().get(i).name(), i, 1, 0));
    }
    RealAssembly assembly = new RealAssembly(inputs, graph.vertices());
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      int[] reads = graph.reads(v);
      int own = v;
      Interval[] domains = new Interval[reads.length];
      Arrays.setAll(domains, slot -> domain(own, slot));
      if (primitives[v] instanceof Primitive.Exact exact) {
        assembly.exact(v, reads, exact);
      } else if (primitives[v] instanceof Primitive.Smooth smooth) {
        assembly.interpolant(v, reads[0], smooth.function(), domains[0], pieces[v]);
      } else if (primitives[v] instanceof Primitive.Product) {
        assembly.product(v, reads, domains, pieces[v]);
      } else {
        assembly.square(v, reads[0], domains[0], pieces[v]);
      }
    }
    return assembly.build(graph.outputs());
  }
}
