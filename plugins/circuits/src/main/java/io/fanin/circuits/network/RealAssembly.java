package io.fanin.circuits.network;

import io.fanin.expression.Interval;
import io.fanin.function.Constituent;
import io.fanin.kernel.Activation;
import io.fanin.kernel.InputBlock;
import java.util.Arrays;
import java.util.List;

/** Builds the levels of a real function's nodes; every vertex is a block of width 1. */
final class RealAssembly {
  private final Assembly assembly;
  private final int[] block;
  private final int[] level;

  RealAssembly(List<InputBlock> inputs, int vertices) {
    assembly = new Assembly(inputs);
    block = new int[vertices];
    level = new int[vertices];
    for (int i = 0; i < inputs.size(); i++) {
      block[i] = i;
    }
  }

  private int above(int... reads) {
    return 1 + Arrays.stream(reads).map(v -> level[v]).max().orElse(0);
  }

  private int unit(String name, int at, double[] weights, double bias, int... reads) {
    return assembly
        .nodes(name, at, Activation.IDENTITY, weights, new double[] {bias}, List.of(reads), 0)[0];
  }

  private int hidden(String name, int at, double[] weights, double[] bias, int... reads) {
    return assembly.nodes(name, at, Activation.RELU, weights, bias, List.of(reads), 0)[0];
  }

  private void set(int v, int newBlock, int newLevel) {
    block[v] = newBlock;
    level[v] = newLevel;
  }

  private int[] blocks(int[] reads) {
    return Arrays.stream(reads).map(v -> block[v]).toArray();
  }

  void exact(int v, int[] reads, Primitive.Exact exact) {
    int at = above(reads);
    int[] own = blocks(reads);
    int units = exact.units().length;
    if (units == 0) {
      set(v, unit("linear", at, exact.weights(), exact.bias(), own), at);
      return;
    }
    double[] weights = Arrays.stream(exact.units()).flatMapToDouble(Arrays::stream).toArray();
    int hinges = hidden("hinges", at, weights, exact.unitBias(), own);
    double[] out = Arrays.copyOf(exact.out(), units + reads.length);
    System.arraycopy(exact.weights(), 0, out, units, reads.length);
    int[] all = new int[1 + reads.length];
    all[0] = hinges;
    System.arraycopy(own, 0, all, 1, reads.length);
    set(v, unit("value", at + 1, out, exact.bias(), all), at + 1);
  }

  /** {@code f(lo) + sum_k (slope_k - slope_(k-1)) s(x - t_k)} at equal distances. */
  void interpolant(int v, int read, Constituent function, Interval x, int pieces) {
    int at = above(read);
    double[] bias = new double[pieces];
    double[] out = new double[pieces];
    double before = function.value(new double[] {x.lo()});
    double start = before;
    double slope = 0;
    for (int k = 0; k < pieces; k++) {
      double from = x.lo() + x.width() * k / pieces;
      double to = x.lo() + x.width() * (k + 1) / pieces;
      double after = function.value(new double[] {to});
      double next = to > from ? (after - before) / (to - from) : 0;
      bias[k] = -from;
      out[k] = next - slope;
      slope = next;
      before = after;
    }
    double[] ones = new double[pieces];
    Arrays.fill(ones, 1);
    int hinges = hidden("knots", at, ones, bias, block[read]);
    set(v, unit("interpolant", at + 1, out, start, hinges), at + 1);
  }

  private int centred(int read, Interval x, int at) {
    double radius = RealNetwork.radius(x);
    return unit("centred", at, new double[] {1 / radius}, -x.middle() / radius, block[read]);
  }

  /**
   * {@code x y = r q u v + c_y x + c_x y - c_x c_y} for {@code x = c_x + r u}, {@code y = c_y + q
   * v}.
   */
  void product(int v, int[] reads, Interval[] domains, int m) {
    int at = above(reads);
    int first = centred(reads[0], domains[0], at);
    int second = centred(reads[1], domains[1], at);
    int product = Gadgets.product(assembly, m, first, second, at + 1);
    int end = at + 1 + Gadgets.productLevels(m);
    double a = domains[0].middle();
    double b = domains[1].middle();
    double scale = RealNetwork.radius(domains[0]) * RealNetwork.radius(domains[1]);
    int value =
        unit(
            "scaled",
            end,
            new double[] {scale, b, a},
            -a * b,
            product,
            block[reads[0]],
            block[reads[1]]);
    set(v, value, end);
  }

  /** {@code x^2 = r^2 u^2 + 2 c x - c^2} for {@code x = c + r u}. */
  void square(int v, int read, Interval domain, int m) {
    int at = above(read);
    int u = centred(read, domain, at);
    int sides = hidden("sides", at + 1, new double[] {1, -1}, new double[2], u);
    int size = unit("magnitude", at + 2, new double[] {1, 1}, 0, sides);
    int square = Gadgets.square(assembly, m, size, at + 3);
    int end = at + 3 + Gadgets.squareLevels(m);
    double c = domain.middle();
    double r = RealNetwork.radius(domain);
    set(v, unit("scaled", end, new double[] {r * r, 2 * c}, -c * c, square, block[read]), end);
  }

  ExactNetwork build(int[] outputs) {
    int n = outputs.length;
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    int y =
        assembly
            .nodes(
                "y",
                above(outputs),
                Activation.IDENTITY,
                identity,
                new double[n],
                List.of(blocks(outputs)),
                0)[0];
    assembly.output("y", y);
    for (int i = 0; i < n; i++) {
      assembly.result(y, i);
    }
    return assembly.build("real");
  }
}
