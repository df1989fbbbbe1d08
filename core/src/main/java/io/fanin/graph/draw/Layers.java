package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * The things that a layered picture puts in rows: every vertex, and a waypoint wherever a read
 * passes a level. All reads of one vertex share its waypoints, so a bundle leaves it and branches
 * off below each reader.
 */
final class Layers {
  /** Most waypoints; with more, long reads are drawn straight. */
  private static final int MAX_WAYPOINTS = 4_000;

  /** A line from one item to another on a later level, drawn {@code count} times side by side. */
  record Segment(int from, int to, int count) {}

  private final SparseGraph graph;

  /** The vertex of each item, or -1 for a waypoint; items of vertices come first, in order. */
  final List<Integer> vertex = new ArrayList<>();

  final List<Integer> level = new ArrayList<>();
  final List<List<Integer>> rows = new ArrayList<>();
  final List<Segment> segments = new ArrayList<>();

  Layers(SparseGraph graph) {
    this.graph = graph;
    for (int l = 0; l <= graph.depth(); l++) {
      rows.add(new ArrayList<>());
    }
    for (int v = 0; v < graph.vertices(); v++) {
      add(v, graph.level(v));
    }
    boolean routed = waypoints() <= MAX_WAYPOINTS;
    for (int v = 0; v < graph.vertices(); v++) {
      connect(v, routed);
    }
  }

  int size() {
    return vertex.size();
  }

  boolean isWaypoint(int item) {
    return vertex.get(item) < 0;
  }

  private int add(int v, int l) {
    vertex.add(v);
    level.add(l);
    rows.get(l).add(vertex.size() - 1);
    return vertex.size() - 1;
  }

  private long waypoints() {
    long count = 0;
    for (int v = 0; v < graph.vertices(); v++) {
      count += Math.max(0, lastReader(v) - graph.level(v) - 1);
    }
    return count;
  }

  private int lastReader(int v) {
    int last = 0;
    for (int w : graph.readers(v)) {
      last = Math.max(last, graph.level(w));
    }
    return last;
  }

  private void connect(int v, boolean routed) {
    int[] at = new int[graph.depth() + 1];
    int item = v;
    at[graph.level(v)] = v;
    for (int l = graph.level(v) + 1; routed && l < lastReader(v); l++) {
      int next = add(-1, l);
      segments.add(new Segment(item, next, 1));
      at[l] = next;
      item = next;
    }
    for (int w : graph.readers(v)) {
      int from = routed ? at[graph.level(w) - 1] : v;
      segments.add(new Segment(from, w, times(v, w)));
    }
  }

  private int times(int v, int w) {
    int times = 0;
    for (int slot = 0; slot < graph.fanIn(w); slot++) {
      times += graph.read(w, slot) == v ? 1 : 0;
    }
    return times;
  }
}
