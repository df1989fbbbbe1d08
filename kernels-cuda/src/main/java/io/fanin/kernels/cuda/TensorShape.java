package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;

/**
 * Which layers the tensor-core kernels take, and how they are launched for them.
 *
 * <p>All of it follows from widths alone: never from nodes, batch or the card, on which bits must
 * not depend. The memory bound is that of the smallest cards of compute capability 8 and later.
 *
 * @param width written by a node
 * @param features read by a node
 */
record TensorShape(int width, int features) {
  /** Threads of every kernel of the family. */
  static final int THREADS = 128;

  /** Rows of a tile. */
  static final int TILE = 64;

  private static final int GRANULE = 8;

  /** Shared memory of the smallest cards. */
  static final int MOST_SHARED = 99 * 1024;

  private static final int RING = 3 * TILE * 36;
  private static final int WIDEST_BACKWARD = 128;
  private static final int WIDEST_OF_LARGE_GROUPS = 64;

  static TensorShape of(AffineSpec spec) {
    return new TensorShape(spec.outWidth(), spec.readWidth());
  }

  /** Whether the forward kernel takes a layer. */
  static boolean forward(AffineSpec spec, DType dtype) {
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      if (spec.readWidth(slot) % GRANULE != 0 || spec.readWidth(slot) != spec.readWidth(0)) {
        return false;
      }
    }
    return dtype == DType.FLOAT
        && spec.outWidth() % GRANULE == 0
        && of(spec).forwardShared() <= MOST_SHARED;
  }

  /** Whether the backward kernel takes a layer. */
  static boolean backward(AffineSpec spec, DType dtype) {
    return forward(spec, dtype)
        && spec.unshared()
        && !spec.frozen()
        && spec.outWidth() <= WIDEST_BACKWARD;
  }

  /** Outputs of one block of threads: 8, 16, 32 or 64. */
  int forwardOutputs() {
    return Math.min(64, powerAbove(width, GRANULE));
  }

  int forwardShared() {
    return Float.BYTES * (forwardOutputs() * (features + 4) + RING);
  }

  /** Such as {@code "tensor_forward_16_fp32"}. */
  String forwardKernel(Precision precision) {
    return "fanin_tensor_forward_%d_%s".formatted(forwardOutputs(), precision.id());
  }

  /**
   * Most features that one block of threads takes backwards: as many as leave its sums in registers
   * and its weights in shared memory.
   */
  int backwardFeatures() {
    return Math.min(features, width <= WIDEST_OF_LARGE_GROUPS ? 128 : 64);
  }

  /** Blocks of threads of a node backwards. */
  int backwardGroups() {
    return (features + backwardFeatures() - 1) / backwardFeatures();
  }

  private int backwardOutputs() {
    return powerAbove(width, 16);
  }

  /**
   * Tiles of what is read that shared memory holds: the next one is fetched early where two fit.
   */
  int backwardStages() {
    return backwardShared(2) <= MOST_SHARED ? 2 : 1;
  }

  int backwardShared() {
    return backwardShared(backwardStages());
  }

  private int backwardShared(int stages) {
    int stride = columnStride(backwardFeatures());
    return Float.BYTES * (width * stride + TILE * (backwardOutputs() + 4) + stages * TILE * stride);
  }

  /** Stride of rows that are read by columns, as in the kernels. */
  static int columnStride(int features) {
    return features + (features % 16 == 0 ? 8 : 16);
  }

  /** Such as {@code "tensor_backward_16_32_fp32"}. */
  String backwardKernel(Precision precision) {
    return "fanin_tensor_backward_%d_%d_%s"
        .formatted(backwardOutputs(), powerAbove(backwardFeatures(), 32), precision.id());
  }

  /** The smallest of {@code first}, twice that and so on that is at least {@code size}. */
  private static int powerAbove(int size, int first) {
    int power = first;
    while (power < size) {
      power *= 2;
    }
    return power;
  }
}
