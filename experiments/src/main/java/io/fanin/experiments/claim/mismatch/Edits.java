package io.fanin.experiments.claim.mismatch;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A graph that was changed at random, and how far that took it. */
final class Edits {
  private static final int TRIES = 1000;

  private Edits() {}

  /**
   * A changed graph, with all its nodes.
   *
   * @param graph a tree
   * @param changes edges that are added or taken away, or pairs of inputs that change places
   * @throws InvalidInputException if the graph has no room for so many
   */
  static SparseGraph of(SparseGraph graph, Kind kind, int changes, RandomStream random) {
    return switch (kind) {
      case RIGHT, DENSE -> graph;
      case EXTRA -> extra(graph, changes, random);
      case MISSING -> missing(graph, changes, random);
      case SWAPPED -> swapped(graph, changes, random);
    };
  }

  /** The most changes of a kind that a tree of so many inputs has room for. */
  static int most(Kind kind, int inputs) {
    return switch (kind) {
      case RIGHT, DENSE -> 0;
      case EXTRA -> { // node i of 0 … inputs - 2 may read inputs + i vertices, and reads 2
        int nodes = inputs - 1;
        yield nodes * inputs + nodes * (nodes - 1) / 2 - 2 * nodes;
      }
      case MISSING -> inputs - 1;
      case SWAPPED -> inputs / 2;
    };
  }

  private static SparseGraph extra(SparseGraph graph, int changes, RandomStream random) {
    List<List<Integer>> reads = reads(graph);
    List<int[]> absent = new ArrayList<>();
    for (int node = 0; node < reads.size(); node++) {
      for (int u = 0; u < graph.inputs() + node; u++) {
        if (!reads.get(node).contains(u)) {
          absent.add(new int[] {node, u});
        }
      }
    }
    for (int i : random.sample(absent.size(), changes)) {
      reads.get(absent.get(i)[0]).add(absent.get(i)[1]);
    }
    return graph(graph, reads);
  }

  /** Every node keeps a read; which edge goes next depends on those that have gone. */
  private static SparseGraph missing(SparseGraph graph, int changes, RandomStream random) {
    List<List<Integer>> reads = reads(graph);
    for (int change = 0; change < changes; change++) {
      List<int[]> free = new ArrayList<>();
      for (int node = 0; node < reads.size(); node++) {
        for (int slot = 0; reads.get(node).size() > 1 && slot < reads.get(node).size(); slot++) {
          free.add(new int[] {node, slot});
        }
      }
      int[] gone = free.get(random.nextInt(free.size()));
      reads.get(gone[0]).remove(gone[1]);
    }
    return graph(graph, reads);
  }

  /** Pairs of inputs with different readers, until the constituents see other sets of inputs. */
  private static SparseGraph swapped(SparseGraph graph, int changes, RandomStream random) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int[] drawn = random.sample(graph.inputs(), 2 * changes);
      int[] to = new int[graph.inputs()];
      Arrays.setAll(to, i -> i);
      boolean apart = true;
      for (int i = 0; i < drawn.length; i += 2) {
        to[drawn[i]] = drawn[i + 1];
        to[drawn[i + 1]] = drawn[i];
        apart &= !Arrays.equals(graph.readers(drawn[i]), graph.readers(drawn[i + 1]));
      }
      SparseGraph moved = graph.permuteInputs(to);
      if (apart && !cones(moved).equals(cones(graph))) {
        return moved;
      }
    }
    throw new InvalidInputException(
        "%s=%d: no such swap moves an input to another constituent of this tree; take fewer swaps or more inputs"
            .formatted(Mismatch.SWAPS, changes));
  }

  /** Edges of one graph that the other has not, both ways; nodes are those of the same number. */
  static int distance(SparseGraph a, SparseGraph b) {
    int distance = 0;
    for (int v = a.inputs(); v < a.vertices(); v++) {
      Set<Integer> own = read(a, v);
      Set<Integer> other = read(b, v);
      for (int u : own) {
        distance += other.contains(u) ? 0 : 1;
      }
      for (int u : other) {
        distance += own.contains(u) ? 0 : 1;
      }
    }
    return distance;
  }

  /** The sets of inputs that the nodes depend on. */
  static Set<BitSet> cones(SparseGraph graph) {
    Set<BitSet> cones = new HashSet<>();
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      cones.add(graph.lightConeInputs(v));
    }
    return cones;
  }

  private static Set<Integer> read(SparseGraph graph, int v) {
    Set<Integer> read = new HashSet<>();
    for (int u : graph.reads(v)) {
      read.add(u);
    }
    return read;
  }

  private static List<List<Integer>> reads(SparseGraph graph) {
    List<List<Integer>> reads = new ArrayList<>();
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      List<Integer> own = new ArrayList<>();
      for (int u : graph.reads(v)) {
        own.add(u);
      }
      reads.add(own);
    }
    return reads;
  }

  private static SparseGraph graph(SparseGraph like, List<List<Integer>> reads) {
    SparseGraph.Builder builder = SparseGraph.withInputs(like.names().subList(0, like.inputs()));
    for (int node = 0; node < reads.size(); node++) {
      List<String> names = reads.get(node).stream().map(like::name).toList();
      builder.node(like.name(like.inputs() + node), names);
    }
    return builder.outputs(like.name(like.outputs()[0])).build();
  }
}
