package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Orders each row so that few lines cross: barycentre sweeps (Sugiyama, Tagawa and Toda, 1981) from
 * the better of two starts, keeping the best order seen.
 *
 * <p>The starts are the order of the vertices, which is right for grids, and the order in which a
 * walk down from the outputs meets them, which draws any tree without a crossing. On a tie the
 * order of the vertices stays.
 */
final class Ordering {
  private static final int SWEEPS = 6;

  private final Layers layers;
  private final int[][] below;
  private final int[][] above;
  private final double[] place;
  private int[] best;
  private long fewest;

  private Ordering(Layers layers) {
    this.layers = layers;
    this.below = neighbours(layers, true);
    this.above = neighbours(layers, false);
    this.place = new double[layers.size()];
    number();
    this.best = snapshot();
    this.fewest = crossings();
  }

  /** Sorts the rows of {@code layers}. */
  static void apply(Layers layers, SparseGraph graph) {
    Ordering ordering = new Ordering(layers);
    int[] natural = ordering.best;
    long most = ordering.fewest / 2;
    ordering.tryOrder(ordering.walk(graph));
    ordering.restore();
    for (int sweep = 0; sweep < SWEEPS && ordering.fewest > 0; sweep++) {
      ordering.sweep(sweep % 2 == 0);
    }
    if (ordering.fewest > most) {
      ordering.best = natural;
    }
    ordering.restore();
  }

  /** For each item the items on the other end of its lines, below or above. */
  static int[][] neighbours(Layers layers, boolean below) {
    List<List<Integer>> found = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      found.add(new ArrayList<>());
    }
    for (Layers.Segment s : layers.segments) {
      found.get(below ? s.to() : s.from()).add(below ? s.from() : s.to());
    }
    return found.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private void sweep(boolean upwards) {
    int rows = layers.rows.size();
    for (int i = 1; i < rows; i++) {
      List<Integer> row = layers.rows.get(upwards ? i : rows - 1 - i);
      double[] key = new double[layers.size()];
      for (int item : row) {
        key[item] = mean(upwards ? below[item] : above[item], place[item]);
      }
      row.sort(Comparator.comparingDouble(item -> key[item]));
      number(row);
    }
    keepIfBetter();
  }

  private double mean(int[] items, double otherwise) {
    return Arrays.stream(items).mapToDouble(i -> place[i]).average().orElse(otherwise);
  }

  private void tryOrder(int[] rank) {
    for (List<Integer> row : layers.rows) {
      row.sort(Comparator.comparingInt(item -> rank[item]));
    }
    number();
    keepIfBetter();
  }

  private void keepIfBetter() {
    long crossings = crossings();
    if (crossings < fewest) {
      fewest = crossings;
      best = snapshot();
    }
  }

  private void restore() {
    for (List<Integer> row : layers.rows) {
      row.sort(Comparator.comparingInt(item -> best[item]));
    }
    number();
  }

  private void number() {
    layers.rows.forEach(this::number);
  }

  private void number(List<Integer> row) {
    for (int i = 0; i < row.size(); i++) {
      place[row.get(i)] = i;
    }
  }

  private int[] snapshot() {
    return Arrays.stream(place).mapToInt(p -> (int) p).toArray();
  }

  /** When a walk down from the outputs, reads in order, first leaves each item. */
  private int[] walk(SparseGraph graph) {
    int[] rank = new int[layers.size()];
    Arrays.fill(rank, Integer.MAX_VALUE);
    int[] stack = new int[layers.size() + layers.segments.size() + 1];
    int next = 0;
    for (int output : graph.outputs()) {
      int top = 0;
      stack[top++] = output;
      while (top > 0) {
        int item = stack[--top];
        if (rank[item] == Integer.MAX_VALUE) {
          rank[item] = next++;
          int[] reads = inOrderOfReads(graph, item);
          for (int i = reads.length - 1; i >= 0; i--) {
            stack[top++] = reads[i];
          }
        }
      }
    }
    return rank;
  }

  /** The items below one, by the first slot that reads through each. */
  private int[] inOrderOfReads(SparseGraph graph, int item) {
    int[] items = below[item];
    if (layers.isWaypoint(item) || items.length < 2) {
      return items;
    }
    int[] slot = new int[graph.vertices()];
    for (int s = graph.fanIn(item) - 1; s >= 0; s--) {
      slot[graph.read(item, s)] = s;
    }
    return Arrays.stream(items)
        .boxed()
        .sorted(Comparator.comparingInt(i -> slot[source(i)]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int source(int item) {
    int at = item;
    while (layers.isWaypoint(at)) {
      at = below[at][0];
    }
    return at;
  }

  /** Lines that cross between neighbouring rows, counted with a Fenwick tree for each row. */
  private long crossings() {
    long sum = 0;
    for (int l = 0; l + 1 < layers.rows.size(); l++) {
      sum += crossingsAbove(layers.rows.get(l), layers.rows.get(l + 1).size());
    }
    return sum;
  }

  private long crossingsAbove(List<Integer> row, int width) {
    int[] tree = new int[width + 1];
    long crossings = 0;
    int lines = 0;
    for (int item : row) {
      int level = layers.level.get(item) + 1;
      int[] ends =
          Arrays.stream(above[item])
              .filter(i -> layers.level.get(i) == level)
              .map(i -> (int) place[i])
              .toArray();
      for (int end : ends) {
        crossings += lines - upTo(tree, end);
      }
      for (int end : ends) {
        add(tree, end);
      }
      lines += ends.length;
    }
    return crossings;
  }

  private static int upTo(int[] tree, int index) {
    int sum = 0;
    for (int i = index + 1; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  private static void add(int[] tree, int index) {
    for (int i = index + 1; i < tree.length; i += i & -i) {
      tree[i]++;
    }
  }
}
