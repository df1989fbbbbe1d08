package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Draws a plan in few words: blocks, who reads whom, and losses. */
final class Sketch {
  final Plan.Builder plan = Plan.builder();
  private final java.util.List<Integer> widths = new java.util.ArrayList<>();
  private int columns;
  private int targetColumns;
  private int level;

  /** Adds input blocks side by side; returns their numbers. */
  int[] inputs(int count, int width) {
    int[] blocks = new int[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = plan.input(new InputBlock("x" + i, columns, width, 0));
      widths.add(width);
      columns += width;
    }
    return blocks;
  }

  /** Nodes with a parameter set of their own each, of replica 0. */
  int[] affine(Activation activation, int width, int[]... reads) {
    return affine(activation, width, IntStream.range(0, reads.length).toArray(), false, reads);
  }

  /** Nodes that all share one parameter set. */
  int[] shared(Activation activation, int width, int[]... reads) {
    return affine(activation, width, new int[reads.length], false, reads);
  }

  /** Nodes that share one frozen parameter set. */
  int[] frozen(Activation activation, int width, int[]... reads) {
    return affine(activation, width, new int[reads.length], true, reads);
  }

  private int[] affine(
      Activation activation, int width, int[] share, boolean frozen, int[]... reads) {
    int shares = Arrays.stream(share).max().orElse(0) + 1;
    return affine(activation, width, share, new int[shares], frozen, reads);
  }

  int[] affine(
      Activation activation,
      int width,
      int[] share,
      int[] replica,
      boolean frozen,
      int[]... reads) {
    return add(
        new AffineSpec(
            (frozen ? "frozen" : "level") + ++level,
            level,
            plan.nextBlock(),
            readWidths(reads),
            width,
            activation,
            !frozen,
            Arrays.stream(reads).flatMapToInt(Arrays::stream).toArray(),
            share,
            replica,
            frozen,
            1));
  }

  /** Widths of the slots, from the first node that reads a block there. */
  int[] readWidths(int[]... reads) {
    int[] result = new int[reads[0].length];
    for (int[] read : reads) {
      for (int slot = 0; slot < result.length; slot++) {
        if (read[slot] != BlockSpec.ZERO) {
          result[slot] = widths.get(read[slot]);
        }
      }
    }
    return result;
  }

  int[] add(BlockSpec spec) {
    int first = plan.add(spec);
    for (int node = 0; node < spec.nodes(); node++) {
      widths.add(spec.outWidth());
    }
    level = spec.level();
    return IntStream.range(first, first + spec.nodes()).toArray();
  }

  int nextLevel() {
    return level + 1;
  }

  /** Makes blocks results with a loss each, on target columns of their own. */
  Sketch losses(Loss loss, double weight, int... blocks) {
    for (int block : blocks) {
      loss(loss, weight, block, 0);
    }
    return this;
  }

  Sketch loss(Loss loss, double weight, int block, int replica) {
    plan.output(new Output("y" + block, block, replica));
    plan.loss(new LossTerm("y" + block, loss, block, targetColumns, weight, replica, 0));
    targetColumns += loss.targetColumns(widths.get(block));
    return this;
  }

  Plan build() {
    return plan.build();
  }
}
