package io.fanin.models;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.Activation;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small network in the place of each constituent of a graph.
 *
 * <p>A node of fan-in {@code d} has {@code depth} hidden layers of {@code width} units. With {@code
 * channels = c >= 1} it ends with a linear read-out of width {@code c}, which is what its readers
 * see: {@code (d c) → width → c}, the construction of Poggio et al. 2017, theorem 3, for {@code c =
 * 1}. With {@code channels = 0} its readers see the whole last hidden layer. A linear head reads
 * the output vertices; it is left out where the one output vertex has the output's width already.
 */
final class Matched implements ArchitectureProvider {
  static final String ID = "matched";
  static final Key<Integer> WIDTH =
      Key.integer("width", 16, "Units of each hidden layer of a constituent.")
          .between(1, 1 << 20)
          .unit("units");
  static final Key<Integer> DEPTH =
      Key.integer("depth", 1, "Hidden layers of each constituent.").between(1, 100);
  static final Key<Integer> CHANNELS =
      Key.integer("channels", 0, "Numbers a constituent passes on; 0 passes on its hidden layer.")
          .between(0, 1 << 16);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "One small network per constituent of the graph, wired as the graph is.";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(WIDTH, DEPTH, CHANNELS, Keys.ACTIVATION, Keys.BIAS);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    SparseGraph graph = request.requireGraph(ID);
    Settings settings = request.settings();
    int channels = settings.get(CHANNELS);
    int perNode = settings.get(DEPTH) + (channels > 0 ? 1 : 0);
    NetworkBuilder builder = new NetworkBuilder(request.inputs());
    int[] blocks = new int[graph.vertices()];
    Arrays.setAll(blocks, v -> v < graph.inputs() ? v : -1);
    List<int[]> levels = graph.levels();
    for (int level = 1; level < levels.size(); level++) {
      addLevel(builder, graph, levels.get(level), (level - 1) * perNode, settings, blocks);
    }
    int[] ends = Arrays.stream(graph.outputs()).map(v -> blocks[v]).toArray();
    boolean done = ends.length == 1 && channels == request.outputWidth();
    int top = (levels.size() - 1) * perNode + 1;
    int head = done ? ends[0] : Heads.linear(builder, top, ends, request, settings.get(Keys.BIAS));
    return builder.output(Network.OUTPUT, head).build(ID, settings, blocks);
  }

  private static void addLevel(
      NetworkBuilder builder,
      SparseGraph graph,
      int[] vertices,
      int below,
      Settings settings,
      int[] blocks) {
    Activation activation = Keys.activation(settings);
    boolean bias = settings.get(Keys.BIAS);
    int depth = settings.get(DEPTH);
    List<int[]> reads = new ArrayList<>();
    for (int v : vertices) {
      reads.add(Arrays.stream(graph.reads(v)).map(u -> blocks[u]).toArray());
    }
    for (int j = 1; j <= depth; j++) {
      String name = "level" + graph.level(vertices[0]) + ".hidden" + j;
      Layer layer = new Layer(name, below + j, settings.get(WIDTH), activation, bias, false);
      reads = single(builder.layer(layer, reads));
    }
    if (settings.get(CHANNELS) > 0) {
      String name = "level" + graph.level(vertices[0]) + ".readout";
      int width = settings.get(CHANNELS);
      Layer layer = new Layer(name, below + depth + 1, width, Activation.IDENTITY, bias, false);
      reads = single(builder.layer(layer, reads));
    }
    for (int i = 0; i < vertices.length; i++) {
      blocks[vertices[i]] = reads.get(i)[0];
    }
  }

  /** Each block on its own, for nodes that read one. */
  static List<int[]> single(int[] blocks) {
    return Arrays.stream(blocks).mapToObj(b -> new int[] {b}).toList();
  }
}
