package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network and a batch whose training step is checked and timed: levels of equal nodes, each
 * reading a window of the level below, and a squared error on the last one.
 *
 * <p>All replicas read the same inputs and have the same targets. Immutable.
 *
 * @param name unique among shapes, lower case with dashes
 * @param inputs input blocks, at least 1
 * @param inputWidth width of each
 * @param replicas independent copies in one program, at least 1
 * @param levels from the inputs up; the last has one node a replica
 * @param batch rows of a step, at least 1
 */
public record TrainingShape(
    String name, int inputs, int inputWidth, int replicas, List<WindowLevel> levels, int batch) {

  /** Checks that every level fits on the one below. */
  public TrainingShape {
    levels = List.copyOf(levels);
    if (inputs < 1 || inputWidth < 1 || replicas < 1 || batch < 1 || levels.isEmpty()) {
      throw new IllegalArgumentException(
          "inputs, input width, replicas, batch and levels must be >= 1, were %d, %d, %d, %d, %d"
              .formatted(inputs, inputWidth, replicas, batch, levels.size()));
    }
    int nodes = inputs;
    for (WindowLevel level : levels) {
      nodes = level.nodes(nodes);
    }
    if (nodes != 1) {
      throw new IllegalArgumentException(
          "the last level of '" + name + "' must have 1 node, has " + nodes);
    }
  }

  /**
   * A tree: every node reads {@code fanIn} blocks of the level below, all write the same width, and
   * a head of width 1 reads the root.
   *
   * @param leaves nodes of the first level, a power of {@code fanIn}; they read scalars
   */
  public static TrainingShape tree(String name, int leaves, int fanIn, int width, int batch) {
    List<WindowLevel> levels = new ArrayList<>();
    for (int nodes = leaves; nodes > 1; nodes /= fanIn) {
      levels.add(WindowLevel.local(fanIn, width, Activation.RELU));
    }
    levels.add(WindowLevel.local(fanIn, width, Activation.RELU));
    levels.add(WindowLevel.local(1, 1, Activation.IDENTITY));
    return new TrainingShape(name, leaves * fanIn, 1, 1, levels, batch);
  }

  /**
   * Replicas of a network matched to a binary tree: every constituent is a network {@code 2 ->
   * hidden -> 1}.
   *
   * @param inputs a power of two
   */
  public static TrainingShape matched(
      String name, int replicas, int inputs, int hidden, int batch) {
    List<WindowLevel> levels = new ArrayList<>();
    for (int nodes = inputs / 2; nodes >= 1; nodes /= 2) {
      levels.add(WindowLevel.local(2, hidden, Activation.RELU));
      levels.add(WindowLevel.local(1, 1, Activation.IDENTITY));
    }
    return new TrainingShape(name, inputs, 1, replicas, levels, batch);
  }

  /** Replicas of a dense network through these widths; the last is linear. */
  public static TrainingShape dense(String name, int replicas, int batch, int... widths) {
    List<WindowLevel> levels = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      boolean last = i == widths.length - 1;
      levels.add(WindowLevel.local(1, widths[i], last ? Activation.IDENTITY : Activation.RELU));
    }
    return new TrainingShape(name, 1, widths[0], replicas, levels, batch);
  }

  /** Width of the blocks that a level reads. */
  public int readWidth(int level) {
    return level == 0 ? inputWidth : levels.get(level - 1).width();
  }

  /** Blocks, in one replica, below a level, counted from 0. */
  public int blocksBelow(int level) {
    int nodes = inputs;
    for (int i = 0; i < level; i++) {
      nodes = levels.get(i).nodes(nodes);
    }
    return nodes;
  }

  /**
   * A shape that uses the same kernels at a bounded cost.
   *
   * @param shape the same levels, perhaps without the lowest ones
   * @param rows live rows, at most its batch
   */
  public record Sibling(TrainingShape shape, int rows) {
    @Override
    public String toString() {
      return shape.name() + ", " + shape.levels().size() + " levels, " + rows + " rows";
    }
  }

  /**
   * The largest sibling of a cost: first replicas go, then the lowest levels, then live rows.
   *
   * @param flops most floating point operations of a step; at least one row remains
   */
  public Sibling sibling(double flops) {
    TrainingShape shape = this;
    while (shape.flops(batch) > flops && shape.replicas > 2) {
      shape = new TrainingShape(name, inputs, inputWidth, shape.replicas / 2, levels, batch);
    }
    while (shape.flops(batch) > flops && shape.levels.size() > 3) {
      List<WindowLevel> upper = shape.levels.subList(1, shape.levels.size());
      int blocks = shape.blocksBelow(1);
      shape = new TrainingShape(name, blocks, shape.readWidth(1), shape.replicas, upper, batch);
    }
    int rows = (int) Math.max(1, Math.min(batch, Math.floor(flops / shape.flops(1))));
    return new Sibling(shape, rows);
  }

  /** Floating point operations of a step: six for each weight, node and row. */
  private double flops(int rows) {
    double sum = 0;
    for (int i = 0; i < levels.size(); i++) {
      WindowLevel level = levels.get(i);
      sum += (double) blocksBelow(i + 1) * level.fanIn() * readWidth(i) * level.width();
    }
    return 6 * sum * replicas * rows;
  }

  /** What a program computes. */
  public Plan plan() {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < inputs; i++) {
      plan.input(new InputBlock("x" + i, i * inputWidth, inputWidth, 0));
    }
    int[][] below = new int[replicas][];
    Arrays.fill(below, IntStream.range(0, inputs).toArray());
    for (int i = 0; i < levels.size(); i++) {
      below = add(plan, i, below);
    }
    for (int r = 0; r < replicas; r++) {
      plan.loss(new LossTerm("y" + r, Loss.MSE, below[r][0], 0, 1, r, 0));
    }
    return plan.build();
  }

  private int[][] add(Plan.Builder plan, int index, int[][] below) {
    WindowLevel level = levels.get(index);
    int[][] windows = level.windows(below[0].length);
    int each = windows.length;
    int nodes = replicas * each;
    int[] reads =
        Arrays.stream(below)
            .flatMapToInt(b -> Arrays.stream(windows).flatMapToInt(Arrays::stream).map(i -> b[i]))
            .toArray();
    int sets = level.shared() ? replicas : nodes;
    int first =
        plan.add(
            new AffineSpec(
                "level" + (index + 1),
                index + 1,
                plan.nextBlock(),
                IntStream.range(0, level.fanIn()).map(s -> readWidth(index)).toArray(),
                level.width(),
                level.activation(),
                true,
                reads,
                IntStream.range(0, nodes).map(v -> level.shared() ? v / each : v).toArray(),
                IntStream.range(0, sets).map(s -> s / (sets / replicas)).toArray(),
                false,
                1));
    int[][] blocks = new int[replicas][];
    for (int r = 0; r < replicas; r++) {
      blocks[r] = IntStream.range(first + r * each, first + (r + 1) * each).toArray();
    }
    return blocks;
  }

  @Override
  public String toString() {
    return name;
  }
}
