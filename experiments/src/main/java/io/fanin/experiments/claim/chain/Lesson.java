package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What is learnt by several seeds.
 *
 * @param n signs
 * @param dose of the arms that have one: levels between those that are labelled, or percent of the
 *     inner nodes; else 0
 */
record Lesson(Arm arm, int n, int dose) {
  /** Most expensive first, so that threads end together. */
  static List<Lesson> all(SettingValues values) {
    List<Lesson> lessons = new ArrayList<>();
    List<Integer> halves = halves(values);
    for (Arm arm : List.of(Arm.WIDE, Arm.NARROW)) {
      for (int i = halves.size() - 1; i >= 0; i--) {
        lessons.add(new Lesson(arm, halves.get(i), 0));
      }
    }
    List<Integer> sizes = new ArrayList<>(sizes(values));
    halves.stream().filter(n -> !sizes.contains(n)).forEach(sizes::add);
    for (int i = sizes.size() - 1; i >= 0; i--) {
      lessons.add(new Lesson(Arm.CHAIN, sizes.get(i), 0));
    }
    int n = even(ChainOfThought.DOSE, values.integer(ChainOfThought.DOSE));
    for (int gap = 1; gap <= Transcript.tree(n / 2).depth(); gap++) {
      lessons.add(new Lesson(Arm.DEPTH, n, gap));
    }
    for (int percent : rising(ChainOfThought.PERCENT, values)) {
      lessons.add(new Lesson(Arm.RANDOM, n, percent));
    }
    return lessons;
  }

  /** Where the cost with all labels is measured. */
  static List<Integer> sizes(SettingValues values) {
    List<Integer> sizes = rising(ChainOfThought.SIZES, values);
    sizes.forEach(n -> even(ChainOfThought.SIZES, n));
    return sizes;
  }

  /** Where learning end to end is measured. */
  static List<Integer> halves(SettingValues values) {
    List<Integer> halves = rising(ChainOfThought.HALVES, values);
    for (int n : halves) {
      if (n % 4 != 0) {
        throw new InvalidInputException(
            "%s=%d has k = %s, which is not even; for odd k the answer has no first-order signal, so take multiples of 4"
                .formatted(ChainOfThought.HALVES, n, n / 2.0));
      }
    }
    return halves;
  }

  private static int even(String key, int n) {
    if (n % 2 != 0) {
      throw new InvalidInputException(
          "%s=%d has no half; the parity reads half of the signs, so take even numbers"
              .formatted(key, n));
    }
    return n;
  }

  private static List<Integer> rising(String key, SettingValues values) {
    List<Integer> list = values.integers(key);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i) <= list.get(i - 1)) {
        throw new InvalidInputException(
            "%s=%s must rise; put them in order, each once".formatted(key, list));
      }
    }
    return list;
  }

  int k() {
    return n / 2;
  }

  /** Hidden units of each network. */
  int width(SettingValues values) {
    int one = values.integer(ChainOfThought.WIDTH);
    return arm == Arm.WIDE ? Math.multiplyExact(one, k() - 1) : one;
  }

  /** Steps after which a network is given up. */
  int limit(SettingValues values) {
    return values.integer(arm == Arm.CHAIN ? ChainOfThought.NODE_STEPS : ChainOfThought.STEPS);
  }

  /** Accuracy at which a node is learnt; a network that answers alone may err more often. */
  double wanted(SettingValues values) {
    return values.real(arm.endToEnd() ? ChainOfThought.ACCURACY : ChainOfThought.NODE_ACCURACY);
  }

  /** What a seed is told. */
  Transcript transcript(SettingValues values, int seed) {
    SparseGraph tree = Transcript.tree(k());
    boolean[] told = new boolean[tree.vertices()];
    switch (arm) {
      case WIDE, NARROW -> {}
      case CHAIN -> java.util.Arrays.fill(told, true);
      case DEPTH -> {
        for (int v = k(); v < told.length; v++) {
          told[v] = (tree.depth() - tree.level(v)) % dose == 0;
        }
      }
      case RANDOM -> {
        int inner = k() - 2;
        RandomStream random = RandomStream.of(values.setup().seed(), "chain-told", n, dose, seed);
        for (int i : random.sample(inner, (int) Math.rint(inner * dose / 100.0))) {
          told[k() + i] = true; // the answer is the last vertex
        }
      }
    }
    return new Transcript(n, k(), told, values.setup().control());
  }
}
