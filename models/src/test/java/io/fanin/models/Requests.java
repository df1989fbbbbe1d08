package io.fanin.models;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.InputBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Networks for tests, built as a caller builds them. */
final class Requests {
  private static final Architectures ALL = Architectures.builtIn();

  private Requests() {}

  static List<InputBlock> scalars(int n) {
    return new ImageShape(1, n, 1).blocks();
  }

  static List<InputBlock> blocks(int... widths) {
    List<InputBlock> blocks = new ArrayList<>();
    int column = 0;
    for (int width : widths) {
      blocks.add(new InputBlock("b" + column, column, width, 0));
      column += width;
    }
    return blocks;
  }

  static SparseGraph tree() {
    return SparseGraph.withInputs(4)
        .node("left", "x0", "x1")
        .node("right", "x2", "x3")
        .node("root", "left", "right")
        .build();
  }

  static Network plain(String id, List<InputBlock> inputs, int out, Map<String, ?> settings) {
    return build(id, inputs, out, null, null, settings);
  }

  static Network onGraph(String id, SparseGraph graph, int out, Map<String, ?> settings) {
    return build(id, scalars(graph.inputs()), out, graph, null, settings);
  }

  static Network onImage(String id, ImageShape image, int out, Map<String, ?> settings) {
    return build(id, image.blocks(), out, null, image, settings);
  }

  static Network build(
      String id,
      List<InputBlock> inputs,
      int out,
      @Nullable SparseGraph graph,
      @Nullable ImageShape image,
      Map<String, ?> settings) {
    return ALL.build(
        id, new ArchitectureRequest(inputs, out, graph, image, ALL.settings(id).withAll(settings)));
  }
}
