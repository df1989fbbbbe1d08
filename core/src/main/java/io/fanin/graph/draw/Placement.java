package io.fanin.graph.draw;

import java.util.Arrays;
import java.util.List;

/**
 * Gives every item a place along its row: as near as possible to the middle of its neighbours, in
 * the order of the row and without overlap.
 *
 * <p>For one row that is least squares under {@code x[i + 1] - x[i] >= gap[i]}, which becomes
 * isotonic regression after the gaps are taken off, and pooling adjacent violators solves it
 * exactly.
 */
final class Placement {
  private static final int SWEEPS = 12;

  private final Layers layers;
  private final double[] extent;
  private final double gap;
  private final int[][] below;
  private final int[][] above;
  private final double[] at;

  private Placement(Layers layers, double[] extent, double gap) {
    this.layers = layers;
    this.extent = extent;
    this.gap = gap;
    this.below = Ordering.neighbours(layers, true);
    this.above = Ordering.neighbours(layers, false);
    this.at = new double[layers.size()];
  }

  /** The centre of each item; the leftmost edge of all is at 0. */
  static double[] of(Layers layers, double[] extent, double gap) {
    Placement placement = new Placement(layers, extent, gap);
    placement.layers.rows.forEach(placement::pack);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      placement.sweep(sweep % 2 == 1);
    }
    return placement.shifted();
  }

  /** The start: every row packed and centred on 0. */
  private void pack(List<Integer> row) {
    double end = 0;
    for (int i = 0; i < row.size(); i++) {
      end += i == 0 ? 0 : distance(row.get(i - 1), row.get(i));
      at[row.get(i)] = end;
    }
    for (int item : row) {
      at[item] -= end / 2;
    }
  }

  private void sweep(boolean upwards) {
    int rows = layers.rows.size();
    for (int i = 1; i < rows; i++) {
      List<Integer> row = layers.rows.get(upwards ? i : rows - 1 - i);
      place(row, upwards ? below : above);
    }
  }

  private void place(List<Integer> row, int[][] neighbours) {
    double[] wanted = new double[row.size()];
    double[] offset = new double[row.size()];
    for (int i = 0; i < wanted.length; i++) {
      int item = row.get(i);
      offset[i] = i == 0 ? 0 : offset[i - 1] + distance(row.get(i - 1), item);
      wanted[i] =
          Arrays.stream(neighbours[item]).mapToDouble(n -> at[n]).average().orElse(at[item])
              - offset[i];
    }
    double[] pooled = isotonic(wanted);
    for (int i = 0; i < pooled.length; i++) {
      at[row.get(i)] = pooled[i] + offset[i];
    }
  }

  private double distance(int left, int right) {
    return (extent[left] + extent[right]) / 2 + gap;
  }

  private double[] shifted() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < at.length; i++) {
      least = Math.min(least, at[i] - extent[i] / 2);
    }
    for (int i = 0; i < at.length; i++) {
      at[i] -= least;
    }
    return at;
  }

  /** The non-decreasing sequence nearest to {@code y} in least squares. */
  static double[] isotonic(double[] y) {
    double[] sum = new double[y.length];
    int[] size = new int[y.length];
    int blocks = 0;
    for (double value : y) {
      sum[blocks] = value;
      size[blocks++] = 1;
      while (blocks > 1
          && sum[blocks - 2] / size[blocks - 2] >= sum[blocks - 1] / size[blocks - 1]) {
        sum[blocks - 2] += sum[blocks - 1];
        size[blocks - 2] += size[blocks - 1];
        blocks--;
      }
    }
    double[] fitted = new double[y.length];
    for (int b = 0, i = 0; b < blocks; b++) {
      Arrays.fill(fitted, i, i + size[b], sum[b] / size[b]);
      i += size[b];
    }
    return fitted;
  }
}
