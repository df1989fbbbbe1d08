package io.fanin.models;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network is to fit.
 *
 * @param inputs data blocks, at least one; input {@code i} of a graph reads block {@code i}
 * @param outputWidth width of the output, at least 1
 * @param graph wiring to match; null if unknown
 * @param image shape of the data as an image; null if it is none
 * @param settings of the architecture
 */
public record ArchitectureRequest(
    List<InputBlock> inputs,
    int outputWidth,
    @Nullable SparseGraph graph,
    @Nullable ImageShape image,
    Settings settings) {
  /** Copies the list and checks it. */
  public ArchitectureRequest {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty() || outputWidth < 1) {
      throw new IllegalArgumentException(
          "a network needs at least one input block and an output width >= 1, has %d and %d"
              .formatted(inputs.size(), outputWidth));
    }
  }

  /** The same with other settings. */
  public ArchitectureRequest with(Settings newSettings) {
    return new ArchitectureRequest(inputs, outputWidth, graph, image, newSettings);
  }

  /**
   * The graph, which must have one input per data block.
   *
   * @param architecture id of who asks
   * @throws InvalidInputException if there is none or it does not fit
   */
  public SparseGraph requireGraph(String architecture) {
    if (graph == null) {
      throw new InvalidInputException(
          "architecture '" + architecture + "' needs a graph; give --graph");
    }
    if (graph.inputs() != inputs.size()) {
      throw new InvalidInputException(
          "the graph has %d inputs, but the data has %d input blocks; give a graph of these columns"
              .formatted(graph.inputs(), inputs.size()));
    }
    return graph;
  }

  /**
   * The shape of the data, one block per position: the image, or else a line of blocks.
   *
   * @param architecture id of who asks
   * @throws InvalidInputException if the blocks are not of this shape
   */
  public ImageShape requireShape(String architecture) {
    ImageShape shape =
        image != null ? image : new ImageShape(1, inputs.size(), inputs.get(0).width());
    if (shape.positions() != inputs.size()) {
      throw new InvalidInputException(
          "architecture '%s' needs one input block per position: %s has %d, the data has %d"
              .formatted(architecture, shape, shape.positions(), inputs.size()));
    }
    for (InputBlock input : inputs) {
      if (input.width() != shape.channels()) {
        throw new InvalidInputException(
            "architecture '%s' needs input blocks of equal width: '%s' has width %d, not %d"
                .formatted(architecture, input.name(), input.width(), shape.channels()));
      }
    }
    return shape;
  }
}
