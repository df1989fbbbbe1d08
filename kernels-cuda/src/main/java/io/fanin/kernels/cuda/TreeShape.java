package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the fused kernels of a tree keep everything in shared memory, in words, for one direction.
 *
 * <p>It follows from the levels' widths and fan-ins alone, as {@link TensorShape} does.
 */
final class TreeShape {
  /** Most levels of a fused tree, as in {@code tree.cu}. */
  static final int MOST_LEVELS = 4;

  private static final int ALIGNMENT = 4; // words of a wide load

  /**
   * One level of a subtree; the kernel's struct says what lies at the places.
   *
   * @param nodes of a subtree
   */
  record Place(int nodes, int nodesAt, int weightsAt, int inputAt, int sumsAt, int rowStride) {}

  final List<Place> places = new ArrayList<>();
  final int rootAt;
  final int rootStride;

  /** Stages of the ring: the next piece is fetched early where two fit. */
  final int stages;

  private int words;

  private TreeShape(List<AffineSpec> specs, boolean backward, int stages) {
    this.stages = stages;
    int nodes = 1;
    for (int l = specs.size() - 1; l >= 0; l--) {
      places.add(place(specs.get(l), nodes, l == 0 ? stages : nodes, backward));
      nodes *= specs.get(l).fanIn();
    }
    Collections.reverse(places);
    rootStride = roundUp(specs.get(specs.size() - 1).outWidth(), 16) + ALIGNMENT;
    rootAt = take(TensorShape.TILE * rootStride);
  }

  /** Of the forward pass over levels, from the lowest up. */
  static TreeShape forward(List<AffineSpec> specs) {
    return roomiest(specs, false);
  }

  /** Of the backward pass over levels, from the lowest up. */
  static TreeShape backward(List<AffineSpec> specs) {
    return roomiest(specs, true);
  }

  private static TreeShape roomiest(List<AffineSpec> specs, boolean backward) {
    TreeShape two = new TreeShape(specs, backward, 2);
    return two.fits() ? two : new TreeShape(specs, backward, 1);
  }

  private Place place(AffineSpec spec, int nodes, int inputs, boolean backward) {
    int features = spec.readWidth();
    int stride = backward ? TensorShape.columnStride(features) : features + 4;
    return new Place(
        nodes,
        take(nodes),
        take(nodes * spec.outWidth() * stride),
        take(inputs * TensorShape.TILE * stride),
        take(backward ? nodes * spec.parametersPerShare() : 0),
        stride);
  }

  private int take(int count) {
    int at = words;
    words = Math.addExact(at, roundUp(count, ALIGNMENT));
    return at;
  }

  private static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  /** Whether the smallest cards have room for it. */
  boolean fits() {
    return bytes() <= TensorShape.MOST_SHARED;
  }

  /** Dynamic shared memory of a launch. */
  int bytes() {
    return words * Float.BYTES;
  }
}
