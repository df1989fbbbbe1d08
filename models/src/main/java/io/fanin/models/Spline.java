package io.fanin.models;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.Basis;
import io.fanin.models.basis.BSpline;
import io.fanin.models.basis.Chebyshev;
import io.fanin.models.basis.Fourier;
import io.fanin.models.basis.Legendre;
import io.fanin.models.basis.Monomial;
import io.fanin.models.basis.Silu;
import io.fanin.models.basis.Stacked;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Kolmogorov-Arnold network in the place of each constituent (Liu et al. 2024, arXiv 2404.19756).
 *
 * <p>An edge computes {@code a silu(x) + sum_i c_i B_i(x)}: every number is expanded once by a
 * fixed basis, and a linear layer combines the expansions. A node of fan-in {@code d} has {@code
 * depth} hidden layers of {@code width} such sums, then one of width {@code channels}. Without a
 * graph, one constituent reads all inputs. Other bases can stand in the place of the splines; only
 * splines can be refined ({@link Splines#extend}).
 */
final class Spline implements ArchitectureProvider {
  static final String ID = "spline";
  static final Key<Integer> WIDTH =
      Key.integer("width", 5, "Sums in each hidden layer of a constituent.").between(1, 1 << 16);
  static final Key<Integer> DEPTH =
      Key.integer("depth", 1, "Hidden layers of each constituent.").between(0, 100);
  static final Key<Integer> CHANNELS =
      Key.integer("channels", 1, "Numbers a constituent passes on.").between(1, 1 << 16);
  static final Key<String> BASIS =
      Key.choice(
          "basis",
          "bspline",
          "Functions of an edge, beside silu.",
          "bspline",
          "chebyshev",
          "legendre",
          "monomial",
          "fourier");
  static final Key<Integer> DEGREE =
      Key.integer("degree", 3, "Degree of splines and polynomials; frequencies of fourier.")
          .between(1, 9);
  static final Key<Integer> INTERVALS =
      Key.integer("intervals", 5, "Intervals of the splines' grid; for bspline alone.")
          .between(1, 100_000);
  static final Key<Double> LOW = Key.real("low", -1, "Lower end of the range; not for monomial.");
  static final Key<Double> HIGH = Key.real("high", 1, "Upper end of the range; not for monomial.");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Splines on every edge of the graph and sums at its nodes (Kolmogorov-Arnold).";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(WIDTH, DEPTH, CHANNELS, BASIS, DEGREE, INTERVALS, LOW, HIGH, Keys.BIAS);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    Settings settings = request.settings();
    SparseGraph graph =
        request.graph() == null ? whole(request.inputs().size()) : request.requireGraph(ID);
    Edges edges = new Edges(new NetworkBuilder(request.inputs()), basis(settings), graph);
    for (int level = 1; level <= graph.depth(); level++) {
      edges.addLevel(graph.levels().get(level), settings);
    }
    return edges.finish(request);
  }

  private static Basis basis(Settings settings) {
    double low = settings.get(LOW);
    double high = settings.get(HIGH);
    if (!(low < high)) {
      throw new InvalidInputException(
          "setting 'low' must be below 'high', were " + low + " and " + high);
    }
    int degree = settings.get(DEGREE);
    Basis functions =
        switch (settings.get(BASIS)) {
          case "chebyshev" -> new Chebyshev(degree, low, high);
          case "legendre" -> new Legendre(degree, low, high);
          case "monomial" -> new Monomial(degree);
          case "fourier" -> new Fourier(degree, high - low);
          default -> new BSpline(degree, settings.get(INTERVALS), low, high);
        };
    return Stacked.of(new Silu(), functions);
  }

  /** A graph with one node that reads all inputs. */
  private static SparseGraph whole(int inputs) {
    SparseGraph.Builder builder = SparseGraph.withInputs(inputs);
    String[] reads = new String[inputs];
    Arrays.setAll(reads, i -> "x" + i);
    return builder.node("f", reads).build();
  }

  /** Grows a network; every block is expanded at most once, whoever reads it. */
  private static final class Edges {
    private final NetworkBuilder builder;
    private final Basis basis;
    private final SparseGraph graph;
    private final int[] blocks;
    private final int[] expanded;
    private int top;

    Edges(NetworkBuilder builder, Basis basis, SparseGraph graph) {
      this.builder = builder;
      this.basis = basis;
      this.graph = graph;
      blocks = new int[graph.vertices()];
      expanded = new int[graph.vertices()];
      Arrays.setAll(blocks, v -> v < graph.inputs() ? v : -1);
      Arrays.fill(expanded, -1);
    }

    void addLevel(int[] vertices, Settings settings) {
      expand(vertices);
      List<int[]> reads = new ArrayList<>();
      for (int v : vertices) {
        reads.add(Arrays.stream(graph.reads(v)).map(u -> expanded[u]).toArray());
      }
      String level = "level" + graph.level(vertices[0]);
      int depth = settings.get(DEPTH);
      for (int j = 1; j <= depth; j++) {
        int[] sums = sums(level + ".sums" + j, settings.get(WIDTH), settings, reads);
        reads = Matched.single(builder.expand(level + ".basis" + j, ++top, basis, sums));
      }
      int[] out = sums(level + ".readout", settings.get(CHANNELS), settings, reads);
      for (int i = 0; i < vertices.length; i++) {
        blocks[vertices[i]] = out[i];
      }
    }

    private int[] sums(String name, int width, Settings settings, List<int[]> reads) {
      boolean bias = settings.get(Keys.BIAS);
      return builder.layer(new Layer(name, ++top, width, Activation.IDENTITY, bias, false), reads);
    }

    /** Expands what these vertices read and nobody has read yet. */
    private void expand(int[] vertices) {
      int[] fresh =
          Arrays.stream(vertices)
              .flatMap(v -> Arrays.stream(graph.reads(v)))
              .filter(u -> expanded[u] < 0)
              .sorted()
              .distinct()
              .toArray();
      if (fresh.length == 0) {
        return;
      }
      int[] read = Arrays.stream(fresh).map(u -> blocks[u]).toArray();
      String name = "level" + graph.level(vertices[0]) + ".basis";
      int[] written = builder.expand(name, ++top, basis, read);
      for (int i = 0; i < fresh.length; i++) {
        expanded[fresh[i]] = written[i];
      }
    }

    Network finish(ArchitectureRequest request) {
      Settings settings = request.settings();
      int[] ends = Arrays.stream(graph.outputs()).map(v -> blocks[v]).toArray();
      boolean done = ends.length == 1 && settings.get(CHANNELS) == request.outputWidth();
      int head =
          done ? ends[0] : Heads.linear(builder, top + 1, ends, request, settings.get(Keys.BIAS));
      int[] vertices = request.graph() == null ? new int[0] : blocks;
      return builder.output(Network.OUTPUT, head).build(ID, settings, vertices);
    }
  }
}
