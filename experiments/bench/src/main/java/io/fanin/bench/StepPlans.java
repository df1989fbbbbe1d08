package io.fanin.bench;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The networks whose training steps are timed. */
final class StepPlans {
  private StepPlans() {}

  /**
   * An ensemble matched to a binary tree: every constituent is a network {@code 2 -> hidden -> 1}.
   *
   * @param inputs a power of two
   */
  static Plan matchedTrees(int replicas, int inputs, int hidden) {
    Plan.Builder plan = inputs(inputs);
    int[][] level = new int[replicas][];
    Arrays.fill(level, IntStream.range(0, inputs).toArray());
    int depth = 1;
    for (int nodes = inputs / 2; nodes >= 1; nodes /= 2) {
      int[][] units = layer(plan, depth++, level, 2, hidden, Activation.RELU);
      level = layer(plan, depth++, units, 1, 1, Activation.IDENTITY);
    }
    return withLosses(plan, level);
  }

  /** An ensemble of dense networks through these widths. */
  static Plan dense(int replicas, int inputs, int... widths) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, inputs, 0));
    int[][] level = new int[replicas][];
    Arrays.fill(level, new int[] {0});
    int read = inputs;
    for (int i = 0; i < widths.length; i++) {
      Activation activation = i + 1 < widths.length ? Activation.RELU : Activation.IDENTITY;
      level = layer(plan, i + 1, level, 1, read, widths[i], activation);
      read = widths[i];
    }
    return withLosses(plan, level);
  }

  /** One binary tree whose nodes all have this width, and a head of width 1. */
  static Plan tree(int inputs, int width) {
    Plan.Builder plan = inputs(inputs);
    int[][] level = {IntStream.range(0, inputs).toArray()};
    int depth = 1;
    int read = 1;
    for (int nodes = inputs / 2; nodes >= 1; nodes /= 2) {
      level = layer(plan, depth++, level, 2, read, width, Activation.RELU);
      read = width;
    }
    level = layer(plan, depth, level, 1, width, 1, Activation.IDENTITY);
    return withLosses(plan, level);
  }

  private static Plan.Builder inputs(int count) {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < count; i++) {
      plan.input(new InputBlock("x" + i, i, 1, 0));
    }
    return plan;
  }

  private static int[][] layer(
      Plan.Builder plan, int level, int[][] blocks, int fanIn, int width, Activation activation) {
    int read = fanIn == 2 ? 1 : width(plan, blocks);
    return layer(plan, level, blocks, fanIn, read, width, activation);
  }

  /** Matched trees alternate between blocks of width 1 and hidden ones. */
  private static int width(Plan.Builder plan, int[][] blocks) {
    return plan.build().width(blocks[0][0]);
  }

  private static int[][] layer(
      Plan.Builder plan,
      int level,
      int[][] blocks,
      int fanIn,
      int read,
      int width,
      Activation activation) {
    int each = blocks[0].length / fanIn;
    int[] reads = Arrays.stream(blocks).flatMapToInt(Arrays::stream).toArray();
    int nodes = blocks.length * each;
    int[] share = IntStream.range(0, nodes).toArray();
    int[] replica = IntStream.range(0, nodes).map(v -> v / each).toArray();
    int[] widths = new int[fanIn];
    Arrays.fill(widths, read);
    int first =
        plan.add(
            new AffineSpec(
                "level" + level,
                level,
                plan.nextBlock(),
                widths,
                width,
                activation,
                true,
                reads,
                share,
                replica,
                false,
                1));
    int[][] next = new int[blocks.length][each];
    for (int r = 0; r < next.length; r++) {
      for (int v = 0; v < each; v++) {
        next[r][v] = first + r * each + v;
      }
    }
    return next;
  }

  private static Plan withLosses(Plan.Builder plan, int[][] roots) {
    for (int r = 0; r < roots.length; r++) {
      plan.loss(new LossTerm("y" + r, Loss.MSE, roots[r][0], 0, 1, r, 0));
    }
    return plan.build();
  }
}
