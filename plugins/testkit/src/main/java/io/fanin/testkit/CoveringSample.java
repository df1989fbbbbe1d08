package io.fanin.testkit;

import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Trees that cover every pair of (width, nodes, batch, fan-in) at least once, as far as memory
 * allows.
 *
 * <p>The design is greedy and seeded: each new shape is the one, of some drawn at random, that
 * covers most pairs not met before (D. M. Cohen et al., "The AETG System", IEEE TSE 23, 1997).
 * Where all pairs are covered it starts to cover them again until there are enough shapes. Fan-in 2
 * means a binary tree, so the number of leaves is the power of the fan-in nearest to the number
 * asked for.
 */
final class CoveringSample {
  /** How many shapes at least. */
  static final int FEWEST = 120;

  /** Most memory of one shape: blocks, their gradients, parameters and optimizer state, bytes. */
  static final long MOST_BYTES = 2_000_000_000L;

  /** Most floating point operations of a step, so that a hundred steps fit in a minute. */
  static final double MOST_FLOPS = 60e9;

  static final int[] WIDTHS = {1, 2, 3, 4, 7, 8, 16, 31, 32, 64, 128};
  static final int[] NODES = {1, 4, 16, 64, 256, 1024, 4096};
  static final int[] BATCHES = {1, 7, 64, 256, 1024};
  static final int[] FAN_INS = {2, 3, 4, 9};

  private static final int[][] FACTORS = {WIDTHS, NODES, BATCHES, FAN_INS};
  private static final int TRIES = 400;
  private static final long SEED = 20261124;

  private CoveringSample() {}

  /** The sample; always the same. */
  static List<TrainingShape> shapes() {
    RandomStream random = RandomStream.of(SEED, "covering-sample");
    Set<Pair> open = pairs();
    Set<String> names = new LinkedHashSet<>();
    List<TrainingShape> shapes = new ArrayList<>();
    while (shapes.size() < FEWEST || !open.isEmpty()) {
      int[] best = best(random, open, names);
      if (best.length == 0 || covered(best, open) == 0) {
        if (shapes.size() >= FEWEST) {
          break; // what is left open is too large in every combination tried
        }
        open = pairs();
        continue;
      }
      open.removeAll(pairsOf(best));
      TrainingShape shape = shape(best);
      names.add(shape.name());
      shapes.add(shape);
    }
    return List.copyOf(shapes);
  }

  /** A pair of factors with their choices. */
  record Pair(int factor, int choice, int other, int otherChoice) {}

  private static int[] best(RandomStream random, Set<Pair> open, Set<String> names) {
    int[] best = {};
    int most = -1;
    for (int i = 0; i < TRIES; i++) {
      int[] candidate = new int[FACTORS.length];
      for (int f = 0; f < candidate.length; f++) {
        candidate[f] = random.nextInt(FACTORS[f].length);
      }
      int covered = covered(candidate, open);
      if (covered > most && fits(candidate) && !names.contains(shape(candidate).name())) {
        best = candidate;
        most = covered;
      }
    }
    return best;
  }

  private static int covered(int[] choices, Set<Pair> open) {
    return (int) pairsOf(choices).stream().filter(open::contains).count();
  }

  /** Every pair of choices that some shape of bounded size has. */
  static Set<Pair> pairs() {
    Set<Pair> pairs = new LinkedHashSet<>();
    int[] choices = new int[FACTORS.length];
    for (choices[0] = 0; choices[0] < WIDTHS.length; choices[0]++) {
      for (choices[1] = 0; choices[1] < NODES.length; choices[1]++) {
        for (choices[2] = 0; choices[2] < BATCHES.length; choices[2]++) {
          for (choices[3] = 0; choices[3] < FAN_INS.length; choices[3]++) {
            if (fits(choices)) {
              pairs.addAll(pairsOf(choices));
            }
          }
        }
      }
    }
    return pairs;
  }

  static List<Pair> pairsOf(int[] choices) {
    List<Pair> pairs = new ArrayList<>();
    for (int f = 0; f < choices.length; f++) {
      for (int g = f + 1; g < choices.length; g++) {
        pairs.add(new Pair(f, choices[f], g, choices[g]));
      }
    }
    return pairs;
  }

  private static TrainingShape shape(int[] choices) {
    int width = WIDTHS[choices[0]];
    int batch = BATCHES[choices[2]];
    int fanIn = FAN_INS[choices[3]];
    int leaves = leaves(NODES[choices[1]], fanIn);
    String name = "cover-k%d-n%d-w%d-b%d".formatted(fanIn, leaves, width, batch);
    return TrainingShape.tree(name, leaves, fanIn, width, batch);
  }

  /** The power of the fan-in nearest to a number, by their quotient, and at most 4096. */
  static int leaves(int nodes, int fanIn) {
    long power = 1;
    while (power * fanIn <= 4096 && power * power * fanIn <= (long) nodes * nodes) {
      power *= fanIn;
    }
    return (int) power;
  }

  private static boolean fits(int[] choices) {
    long width = WIDTHS[choices[0]];
    long batch = BATCHES[choices[2]];
    long fanIn = FAN_INS[choices[3]];
    long leaves = leaves(NODES[choices[1]], (int) fanIn);
    long inner = (leaves - 1) / (fanIn - 1);
    long values = (leaves * fanIn + 3 * (leaves + inner) * width) * batch;
    long parameters = leaves * (fanIn + 1) * width + inner * (fanIn * width + 1) * width;
    double flops = 6.0 * batch * (leaves * fanIn * width + inner * fanIn * width * width);
    return Float.BYTES * (values + 4 * parameters) <= MOST_BYTES && flops <= MOST_FLOPS;
  }
}
