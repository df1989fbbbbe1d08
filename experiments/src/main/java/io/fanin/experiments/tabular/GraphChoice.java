package io.fanin.experiments.tabular;

import io.fanin.experiments.sweep.Digests;
import io.fanin.function.SparseFunction;
import io.fanin.graph.Field;
import io.fanin.graph.GraphFamilies;
import io.fanin.graph.GraphJson;
import io.fanin.graph.Padding;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.models.ImageShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wiring that a person gives for a table.
 *
 * @param text as it was written, such as {@code tree:2}
 * @param graph its inputs stand for {@code columns}, in this order
 * @param columns of the table, named by the graph or in the order of the file
 * @param function the graph's formulas, where its file has them
 * @param image the shape of the columns, for a grid
 */
public record GraphChoice(
    String text,
    SparseGraph graph,
    List<String> columns,
    Optional<SparseFunction> function,
    Optional<ImageShape> image) {
  private static final Pattern GRID = Pattern.compile("grid:(\\d{1,6})x(\\d{1,6})");
  private static final Pattern TREE = Pattern.compile("tree:(\\d{1,6})");
  private static final int FIELD = 3;
  private static final int LISTED = 8;

  /** Copies the list. */
  public GraphChoice {
    columns = List.copyOf(columns);
  }

  /**
   * What {@code --graph} names.
   *
   * @param text {@code grid:HxW} (every 3×3 field of the columns as an image), {@code tree:k}
   *     (neighbours by {@code k}), or a file whose input names are columns
   * @param columns input columns of the table, in the order of the file
   * @throws InvalidInputException if it does not fit the columns
   */
  public static GraphChoice of(String text, List<String> columns) {
    Matcher grid = GRID.matcher(text);
    if (grid.matches()) {
      return grid(text, number(grid, 1), number(grid, 2), columns);
    }
    Matcher tree = TREE.matcher(text);
    if (tree.matches()) {
      return tree(text, number(tree, 1), columns);
    }
    if (!isFile(text)) {
      throw new InvalidInputException(
          "--graph %s: a grid is written grid:HxW, such as grid:8x8, and a tree tree:k, such as tree:2"
              .formatted(text));
    }
    return file(text, columns);
  }

  /** Whether such a text names a file. */
  public static boolean isFile(String text) {
    return !text.startsWith("grid:") && !text.startsWith("tree:");
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static GraphChoice grid(String text, int height, int width, List<String> columns) {
    if (height < 1 || width < 1 || (long) height * width != columns.size()) {
      throw new InvalidInputException(
          "--graph %s: needs %d × %d input columns, the table has %d; drop or keep columns"
              .formatted(text, height, width, columns.size()));
    }
    Field field = new Field(Math.min(FIELD, height), Math.min(FIELD, width), 1, 1, Padding.NONE);
    SparseGraph graph = GraphFamilies.grid(height, width, field);
    ImageShape image = new ImageShape(height, width, 1);
    return new GraphChoice(text, graph, columns, Optional.empty(), Optional.of(image));
  }

  private static GraphChoice tree(String text, int k, List<String> columns) {
    if (k < 2) {
      throw new InvalidInputException("--graph " + text + ": a tree joins at least 2; give tree:2");
    }
    SparseGraph graph = GraphFamilies.kAryTree(columns.size(), k);
    return new GraphChoice(text, graph, columns, Optional.empty(), Optional.empty());
  }

  private static GraphChoice file(String text, List<String> columns) {
    GraphFile file = GraphFile.read(Path.of(text));
    SparseGraph graph = file.graph();
    List<String> named = new ArrayList<>();
    for (int v = 0; v < graph.inputs(); v++) {
      String name = graph.name(v);
      if (!columns.contains(name)) {
        throw InvalidInputException.in(
            text,
            "input '%s' is no input column of the table%s"
                .formatted(name, Suggestions.hint(name, columns)));
      }
      named.add(name);
    }
    return new GraphChoice(text, graph, named, file.function(), Optional.empty());
  }

  /** Hex digest of wiring and columns. */
  public String digest() {
    return Digests.sha256(GraphJson.write(graph) + String.join("\n", columns));
  }

  /** The name of a vertex, with inputs named as the columns; for drawings. */
  public String label(int vertex) {
    return vertex < columns.size() ? columns.get(vertex) : graph.name(vertex);
  }

  /** What a vertex reads, for drawings. */
  String tooltip(int vertex) {
    if (graph.isInput(vertex)) {
      return label(vertex) + ", an input";
    }
    return label(vertex) + " reads " + reads(vertex);
  }

  /** The names that a node reads, the first few. */
  String reads(int vertex) {
    return Arrays.stream(graph.reads(vertex))
            .limit(LISTED)
            .mapToObj(this::label)
            .collect(Collectors.joining(", "))
        + (graph.fanIn(vertex) > LISTED ? ", …" : "");
  }
}
