package io.fanin.testkit;

import io.fanin.kernel.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks whose training steps are checked and timed; one catalogue for the conformance suite
 * and for the benchmarks.
 */
public final class TrainingShapes {
  /** Rows of a batch where nothing else is said. */
  public static final int BATCH = 256;

  private TrainingShapes() {}

  /** Which shapes belong together. */
  public enum Group {
    /** Binary trees of blocks of one width. */
    TREES,
    /** Replicas of networks matched to a binary tree. */
    ENSEMBLES,
    /** Dense networks, one wide block a level. */
    DENSE,
    /** Convolutions along a line and on a square. */
    CONVOLUTIONS,
    /** Batches of few rows. */
    SMALL,
    /** A covering sample of widths, nodes, batches and fan-ins. */
    COVERING
  }

  /** The shapes of a group. */
  public static List<TrainingShape> of(Group group) {
    return switch (group) {
      case TREES -> trees();
      case ENSEMBLES -> ensembles();
      case DENSE -> dense();
      case CONVOLUTIONS -> convolutions();
      case SMALL -> small();
      case COVERING -> CoveringSample.shapes();
    };
  }

  /** Binary trees; {@code tree-64x8} has 64 scalar inputs and blocks of width 8. */
  private static List<TrainingShape> trees() {
    List<TrainingShape> shapes = new ArrayList<>();
    for (int inputs : new int[] {64, 256, 1024}) {
      for (int width : new int[] {8, 16, 32, 64, 128}) {
        if (inputs * width <= 1 << 16) {
          shapes.add(binaryTree(inputs, width, BATCH));
        }
      }
    }
    return List.copyOf(shapes);
  }

  /** A binary tree over scalars, with blocks of one width. */
  public static TrainingShape binaryTree(int inputs, int width, int batch) {
    String rows = batch == BATCH ? "" : "-b" + batch;
    String name = "tree-" + inputs + "x" + width + rows;
    return TrainingShape.tree(name, inputs / 2, 2, width, batch);
  }

  private static List<TrainingShape> ensembles() {
    List<TrainingShape> shapes = new ArrayList<>();
    for (int inputs : new int[] {8, 16}) {
      for (int hidden : new int[] {8, 16, 32}) {
        shapes.add(matched(24, inputs, hidden));
      }
    }
    shapes.add(TrainingShape.dense("dense24-16-24-24-1", 24, BATCH, 16, 24, 24, 1));
    return List.copyOf(shapes);
  }

  /** Replicas of a matched tree; {@code matched24-16x8} has 24, of 16 inputs, 8 hidden units. */
  public static TrainingShape matched(int replicas, int inputs, int hidden) {
    String name = "matched" + replicas + "-" + inputs + "x" + hidden;
    return TrainingShape.matched(name, replicas, inputs, hidden, BATCH);
  }

  private static List<TrainingShape> dense() {
    return List.of(
        dense(BATCH, 16, 64, 64, 1),
        dense(BATCH, 64, 256, 256, 1),
        dense(BATCH, 784, 512, 512, 10),
        dense(BATCH, 1024, 1024, 1024, 1));
  }

  private static TrainingShape dense(int batch, int... widths) {
    StringBuilder name = new StringBuilder("dense");
    for (int width : widths) {
      name.append('-').append(width);
    }
    if (batch != BATCH) {
      name.append("-b").append(batch);
    }
    return TrainingShape.dense(name.toString(), 1, batch, widths);
  }

  private static List<TrainingShape> convolutions() {
    return List.of(convolutionTree(256, 32), line(), plane());
  }

  /** A binary tree whose nodes of a level share their weights. */
  private static TrainingShape convolutionTree(int inputs, int width) {
    List<WindowLevel> levels = new ArrayList<>();
    for (int nodes = inputs; nodes > 1; nodes /= 2) {
      levels.add(WindowLevel.convolution(2, 2, width));
    }
    levels.add(WindowLevel.local(1, 1, Activation.IDENTITY));
    return new TrainingShape("convtree-" + inputs + "x" + width, inputs, 1, 1, levels, BATCH);
  }

  private static TrainingShape line() {
    List<WindowLevel> levels =
        List.of(
            WindowLevel.convolution(9, 1, 16),
            WindowLevel.convolution(3, 1, 16),
            WindowLevel.convolution(3, 1, 16),
            WindowLevel.local(128 - 8 - 2 - 2, 1, Activation.IDENTITY));
    return new TrainingShape("conv1d-128-c16", 128, 1, 1, levels, BATCH);
  }

  private static TrainingShape plane() {
    List<WindowLevel> levels =
        List.of(
            WindowLevel.plane(3, 1, 8),
            WindowLevel.plane(2, 2, 16),
            WindowLevel.plane(3, 2, 32),
            WindowLevel.local(36, 10, Activation.IDENTITY));
    return new TrainingShape("conv2d-28-c8-c16-c32", 28 * 28, 1, 1, levels, BATCH);
  }

  private static List<TrainingShape> small() {
    return List.of(
        binaryTree(64, 16, 1),
        binaryTree(64, 16, 7),
        binaryTree(1024, 8, 1),
        binaryTree(1024, 8, 7),
        dense(1, 64, 256, 256, 1),
        dense(7, 64, 256, 256, 1),
        dense(1, 784, 512, 512, 10));
  }
}
