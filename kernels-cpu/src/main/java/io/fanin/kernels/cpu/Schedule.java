package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which thread computes what.
 *
 * <p>Nodes that share neither blocks (data apart) nor parameters fall into components, as the
 * members of an ensemble do. With enough of them every thread takes some through the whole step,
 * with no barrier and with a component's blocks in its cache; else the threads split the rows of
 * each spec. Either way each number is computed by one owner in one order, so the choice never
 * shows in a bit.
 */
final class Schedule {
  /** How much longer than the mean the longest thread's work may be. */
  private static final double IMBALANCE = 1.2;

  /**
   * The part of a spec in a bundle of components.
   *
   * @param nodes runs of nodes, {@code from, to, from, to, …}
   * @param shares runs of parameter sets
   */
  record Part(int spec, int[] nodes, int[] shares) {}

  /**
   * Components that one thread runs together.
   *
   * @param parts in the order of the specs
   * @param terms loss terms on their blocks, by index
   */
  record Bundle(List<Part> parts, int[] terms) {}

  private final Plan plan;
  private final Layout layout;
  private final int bundleRows;
  private final int[] parent;
  private final List<List<Bundle>> perThread = new ArrayList<>();

  /**
   * A schedule.
   *
   * @param bundleRows small components are run together up to this many rows
   */
  Schedule(Layout layout, int threads, int bundleRows) {
    this.bundleRows = bundleRows;
    this.plan = layout.plan;
    this.layout = layout;
    parent = new int[plan.blocks()];
    unite();
    split(collect(), threads);
  }

  /** True when every thread has bundles of its own. */
  boolean independent() {
    return !perThread.isEmpty();
  }

  /** How many bundles the threads have of their own. */
  int bundles() {
    return perThread.stream().mapToInt(List::size).sum();
  }

  /** The bundles of a thread. */
  List<Bundle> bundles(int thread) {
    return perThread.get(thread);
  }

  private void unite() {
    for (int b = 0; b < parent.length; b++) {
      parent[b] = b;
    }
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int block = spec.read(node, slot);
          if (block != BlockSpec.ZERO && layout.spec(block) >= 0) {
            unite(block, spec.firstBlock() + node);
          }
        }
        if (spec.shares() > 0) {
          int first = layout.nodeOfShare(s, layout.firstOfShare(s, spec.share(node)));
          unite(spec.firstBlock() + first, spec.firstBlock() + node);
        }
      }
    }
  }

  private void unite(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private int root(int block) {
    int at = block;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private List<Bundle> collect() {
    int[] bundleOf = new int[plan.blocks()]; // by root
    long[] rows = new long[plan.blocks()];
    for (int b = plan.inputs().size(); b < plan.blocks(); b++) {
      rows[root(b)] += plan.width(b);
    }
    int bundles = 0;
    long filled = 0;
    for (int b = plan.inputs().size(); b < plan.blocks(); b++) {
      if (root(b) == b) {
        if (filled >= bundleRows) {
          bundles++;
          filled = 0;
        }
        bundleOf[b] = bundles;
        filled += rows[b];
      }
    }
    return collect(bundleOf, bundles + 1);
  }

  private List<Bundle> collect(int[] bundleOf, int count) {
    List<List<Part>> parts = new ArrayList<>();
    List<Runs> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
      terms.add(new Runs());
    }
    for (int s = 0; s < plan.specs().size(); s++) {
      collect(s, bundleOf, parts);
    }
    for (int t = 0; t < plan.losses().size(); t++) {
      int block = plan.losses().get(t).block();
      if (layout.spec(block) >= 0) {
        terms.get(bundleOf[root(block)]).add(t);
      }
    }
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bundles.add(new Bundle(List.copyOf(parts.get(i)), terms.get(i).elements()));
    }
    return bundles;
  }

  private void collect(int s, int[] bundleOf, List<List<Part>> parts) {
    BlockSpec spec = plan.specs().get(s);
    Runs[] nodes = new Runs[parts.size()];
    Runs[] shares = new Runs[parts.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new Runs();
      shares[i] = new Runs();
    }
    for (int v = 0; v < spec.nodes(); v++) {
      nodes[bundleOf[root(spec.firstBlock() + v)]].add(v);
    }
    for (int share = 0; share < spec.shares(); share++) {
      int first = layout.nodeOfShare(s, layout.firstOfShare(s, share));
      shares[bundleOf[root(spec.firstBlock() + first)]].add(share);
    }
    for (int i = 0; i < nodes.length; i++) {
      if (!nodes[i].isEmpty()) {
        parts.get(i).add(new Part(s, nodes[i].runs(), shares[i].runs()));
      }
    }
  }

  /** Cuts the bundles into one stretch for each thread where that is fair. */
  private void split(List<Bundle> bundles, int threads) {
    double[] work = bundles.stream().mapToDouble(this::work).toArray();
    double total = Arrays.stream(work).sum();
    List<List<Bundle>> stretches = new ArrayList<>();
    double longest = 0;
    double done = 0;
    int next = 0;
    for (int thread = 0; thread < threads; thread++) {
      double start = done;
      List<Bundle> own = new ArrayList<>();
      double end = total * (thread + 1) / threads;
      while (next < work.length && (thread == threads - 1 || done + work[next] / 2 <= end)) {
        done += work[next];
        own.add(bundles.get(next++));
      }
      longest = Math.max(longest, done - start);
      stretches.add(List.copyOf(own));
    }
    if (threads == 1 || longest * threads <= IMBALANCE * total) {
      perThread.addAll(stretches);
    }
  }

  private double work(Bundle bundle) {
    double sum = 0;
    for (Part part : bundle.parts()) {
      BlockSpec spec = plan.specs().get(part.spec());
      for (int i = 0; i < part.nodes().length; i += 2) {
        double nodes = part.nodes()[i + 1] - part.nodes()[i];
        sum += nodes * spec.outWidth() * (spec.readWidth() + 1.0);
      }
    }
    return sum;
  }

  /** Ascending numbers, as runs. */
  private static final class Runs {
    private int[] ends = new int[4];
    private int size;

    void add(int number) {
      if (size > 0 && ends[size - 1] == number) {
        ends[size - 1]++;
        return;
      }
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, 2 * size);
      }
      ends[size++] = number;
      ends[size++] = number + 1;
    }

    boolean isEmpty() {
      return size == 0;
    }

    int[] runs() {
      return Arrays.copyOf(ends, size);
    }

    int[] elements() {
      int count = 0;
      for (int i = 0; i < size; i += 2) {
        count += ends[i + 1] - ends[i];
      }
      int[] elements = new int[count];
      int at = 0;
      for (int i = 0; i < size; i += 2) {
        for (int e = ends[i]; e < ends[i + 1]; e++) {
          elements[at++] = e;
        }
      }
      return elements;
    }
  }
}
