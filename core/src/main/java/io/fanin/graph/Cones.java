package io.fanin.graph;

import java.util.BitSet;

/** What a vertex can see and what sees it: one sweep over the reads each. */
final class Cones {
  private Cones() {}

  /** Adds every ancestor of the vertices that are set. */
  static BitSet ancestors(Wiring wiring, BitSet seeds) {
    for (int v = seeds.length() - 1; v >= wiring.inputs; v = seeds.previousSetBit(v - 1)) {
      for (int e = wiring.from(v); e < wiring.to(v); e++) {
        seeds.set(wiring.read[e]);
      }
    }
    return seeds;
  }

  /** Adds every descendant of the vertices that are set. */
  static BitSet descendants(Wiring wiring, BitSet seeds) {
    for (int v = seeds.nextSetBit(0); v >= 0; v = seeds.nextSetBit(v + 1)) {
      for (int e = wiring.readerStart[v]; e < wiring.readerStart[v + 1]; e++) {
        seeds.set(wiring.reader[e]);
      }
    }
    return seeds;
  }
}
