package io.fanin.hierarchy.complexity;

import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Growing numbers of samples, and the climb over them.
 *
 * @param sizes rising, at least one
 */
public record Ladder(int[] sizes) {
  private static final int LARGEST = 10_000_000;

  /** Copies the sizes. */
  public Ladder {
    sizes = sizes.clone();
  }

  @Override
  public int[] sizes() {
    return sizes.clone();
  }

  /**
   * A geometric ladder.
   *
   * @param first smallest size, before rounding
   * @param ratio above 1
   * @param rungs how many at most, at least 1
   * @param most no size is above it
   * @throws InvalidInputException if not even the first fits
   */
  public static Ladder geometric(double first, double ratio, int rungs, double most) {
    List<Integer> sizes = new ArrayList<>();
    double next = first;
    for (int r = 0; r < rungs && next <= most; r++) {
      if (!(next <= LARGEST)) {
        throw new InvalidInputException(
            "a ladder from %s by %s reaches %s samples with %d rungs; it may reach %d: lower one of them"
                .formatted(first, ratio, next, rungs, LARGEST));
      }
      int size = (int) Math.max(2, Math.rint(next));
      if (sizes.isEmpty() || size > sizes.get(sizes.size() - 1)) {
        sizes.add(size);
      }
      next *= ratio;
    }
    if (sizes.isEmpty()) {
      throw new InvalidInputException(
          "a ladder from %s samples does not fit below %s, so much can be drawn; lower its first rung"
              .formatted(first, most));
    }
    return new Ladder(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** What a climb gave: results of every member at each size that was tried. */
  public record Climb(int[] sizes, List<List<Learnt>> rungs) {
    /** The errors of one member, {@code [rungs]}. */
    public double[] errors(int member) {
      return rungs.stream().mapToDouble(rung -> rung.get(member).error()).toArray();
    }

    /** The sizes that were tried, as numbers. */
    public double[] tried() {
      return Arrays.stream(sizes).asDoubleStream().toArray();
    }

    /** Where the errors fall below a threshold. */
    public ErrorCurve curve(double threshold, double least) {
      double[][] errors = new double[rungs.get(0).size()][];
      Arrays.setAll(errors, this::errors);
      return new ErrorCurve(tried(), errors, threshold, least);
    }
  }

  /**
   * Trains anew at each size, from the smallest up, until every member's error is at most the
   * threshold; what lies above would tell nothing more of where that is.
   *
   * @param members given a number of samples, the members with so many; more of them begin equal
   */
  public Climb climb(
      Learner learner, IntFunction<List<Member>> members, double threshold, Probe probe)
      throws InterruptedException {
    List<List<Learnt>> rungs = new ArrayList<>();
    for (int size : sizes) {
      List<Learnt> learnt = learner.learn(members.apply(size), size, probe);
      rungs.add(learnt);
      if (learnt.stream().allMatch(one -> one.error() <= threshold)) {
        break;
      }
    }
    return new Climb(Arrays.copyOf(sizes, rungs.size()), rungs);
  }
}
