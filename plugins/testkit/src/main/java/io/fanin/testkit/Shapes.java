package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes at which kernels break, each with the reason why it is there; data for tests and
 * benchmarks alike.
 */
public final class Shapes {
  private static final int[] WIDTHS = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 64, 65};
  private static final int[] FAN_INS = {1, 2, 3, 4, 9};
  private static final int[] NODES = {1, 2, 3, 64};
  private static final int[] BATCHES = {0, 1, 2, 7, 63, 64, 65, 127, 130, 256};

  private Shapes() {}

  /**
   * One size of a block-local level and of the batch.
   *
   * @param nodes nodes of the level
   * @param fanIn blocks that each reads
   * @param readWidth width of those
   * @param outWidth width written
   * @param batch live rows
   * @param reason which code path it hits
   */
  public record Shape(int nodes, int fanIn, int readWidth, int outWidth, int batch, String reason) {
    /**
     * A sliding window of nodes over the inputs, then a node of width 1 on each pair of neighbours,
     * with a squared error each.
     *
     * @param activation of the level; the pairs are linear
     */
    public Plan plan(Activation activation) {
      Sketch sketch = new Sketch();
      int[] x = sketch.inputs(nodes + fanIn - 1, readWidth);
      int[][] windows = new int[nodes][fanIn];
      for (int v = 0; v < nodes; v++) {
        System.arraycopy(x, v, windows[v], 0, fanIn);
      }
      int[] level = sketch.affine(activation, outWidth, windows);
      int[][] pairs = new int[nodes][];
      for (int v = 0; v < nodes; v++) {
        pairs[v] = new int[] {level[v], level[(v + 1) % nodes]};
      }
      // the weight cancels the mean: weight / count is 1 for every batch that is not empty
      int[] heads = sketch.affine(Activation.IDENTITY, 1, pairs);
      return sketch.losses(Loss.MSE, Math.max(1, batch), heads).build();
    }

    @Override
    public String toString() {
      return "%d nodes, %d x %d -> %d, %d rows: %s"
          .formatted(nodes, fanIn, readWidth, outWidth, batch, reason);
    }
  }

  /** All sizes but the largest numbers of nodes; seconds for a plain kernel. */
  public static List<Shape> all() {
    List<Shape> shapes = new ArrayList<>();
    for (int width : WIDTHS) {
      shapes.add(new Shape(3, 2, width, width, 65, widthReason(width)));
    }
    for (int width : new int[] {3, 8, 17, 33}) {
      shapes.add(new Shape(3, 2, 1, width, 64, "scalars widened to " + width));
      shapes.add(new Shape(3, 2, width, 1, 64, "narrowed from " + width + " to one row of W"));
    }
    for (int fanIn : FAN_INS) {
      String reason = fanIn == 9 ? "a 3 x 3 filter" : "fan-in " + fanIn + ": the gather's own loop";
      shapes.add(new Shape(5, fanIn, 3, 4, 66, reason));
    }
    for (int nodes : NODES) {
      String reason =
          nodes == 64 ? "more nodes than threads" : "fewer nodes than some thread counts";
      shapes.add(new Shape(nodes, 2, 4, 4, 33, reason));
    }
    for (int batch : BATCHES) {
      shapes.add(new Shape(4, 3, 5, 6, batch, batchReason(batch)));
    }
    return List.copyOf(shapes);
  }

  private static String widthReason(int width) {
    for (int vector : new int[] {4, 8, 16, 32, 64}) {
      if (Math.abs(width - vector) <= 1 && width > 2) {
        String side = width < vector ? "one below" : width > vector ? "one above" : "exactly";
        return side + " a vector or tile of " + vector;
      }
    }
    return width < 4 ? "narrower than every vector" : "between two vectors";
  }

  private static String batchReason(int batch) {
    return switch (batch) {
      case 0 -> "no row at all";
      case 1 -> "one row: the small-batch kernels";
      case 2, 7 -> "fewer rows than a vector, the rest of the lanes dead";
      case 63, 64, 65 -> "around a tile of 64 rows";
      case 127, 130 -> "a last tile that is nearly full or nearly empty";
      default -> "whole tiles only";
    };
  }
}
