package io.fanin.graph;

import java.util.Arrays;
import java.util.BitSet;

/** Facts about a wiring that one sweep over its reads tells. */
final class Shape {
  private Shape() {}

  static int maxFanIn(Wiring wiring) {
    int widest = 0;
    for (int v = wiring.inputs; v < wiring.vertices(); v++) {
      widest = Math.max(widest, wiring.to(v) - wiring.from(v));
    }
    return widest;
  }

  static long binarisedNodes(Wiring wiring) {
    long sum = 0;
    for (int v = wiring.inputs; v < wiring.vertices(); v++) {
      sum += Math.max(1, wiring.to(v) - wiring.from(v) - 1);
    }
    return sum;
  }

  static int binarisedDepth(Wiring wiring) {
    int[] depth = new int[wiring.vertices()];
    for (int v = wiring.inputs; v < depth.length; v++) {
      int below = 0;
      for (int e = wiring.from(v); e < wiring.to(v); e++) {
        below = Math.max(below, depth[wiring.read[e]]);
      }
      depth[v] = below + Math.max(1, ceilLog2(wiring.to(v) - wiring.from(v)));
    }
    return Arrays.stream(depth).max().orElseThrow();
  }

  /** Whether each vertex but {@code root} is read once, and the root never. */
  static boolean isTree(Wiring wiring, int root) {
    int[] count = new int[wiring.vertices()];
    for (int r : wiring.read) {
      count[r]++;
    }
    count[root]++;
    return Arrays.stream(count).allMatch(c -> c == 1);
  }

  static boolean readsTheLevelBefore(Wiring wiring) {
    for (int v = wiring.inputs; v < wiring.vertices(); v++) {
      for (int e = wiring.from(v); e < wiring.to(v); e++) {
        if (wiring.level[wiring.read[e]] != wiring.level[v] - 1) {
          return false;
        }
      }
    }
    return true;
  }

  static Wiring permuteInputs(Wiring wiring, int[] to) {
    checkPermutation(wiring.inputs, to);
    int[] read = wiring.read.clone();
    for (int e = 0; e < read.length; e++) {
      if (read[e] < wiring.inputs) {
        read[e] = to[read[e]];
      }
    }
    return new Wiring(wiring.inputs, wiring.start, read);
  }

  private static void checkPermutation(int size, int[] to) {
    BitSet seen = new BitSet();
    Arrays.stream(to).filter(i -> i >= 0 && i < size).forEach(seen::set);
    if (to.length != size || seen.cardinality() != size) {
      throw new IllegalArgumentException(
          "not a permutation of 0 … %d: %s".formatted(size - 1, Arrays.toString(to)));
    }
  }

  private static int ceilLog2(int n) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }
}
