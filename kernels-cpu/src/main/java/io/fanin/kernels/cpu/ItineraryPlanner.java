package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Orders the work of a pass so that threads wait for each other as seldom as its dependencies
 * allow.
 *
 * <p>Work is cut by {@link Cuts} and given, in the order in which one thread alone could do it, to
 * this planner. Each piece goes to the earliest stage in which nothing that it needs of other
 * threads is still to be computed: one stage later than the latest of it. What it needs of its own
 * thread may be in the same stage. A thread goes from stage to stage without a word to the others,
 * but before a piece waits for just those of other threads that it needs. They are of earlier
 * stages, so no two threads ever wait for each other. Through a tree a thread goes up its subtrees
 * and down again to the updates of their parameters; only near the root it waits.
 *
 * <p>Within a stage a thread goes through its parts one by one, each through all specs, so that a
 * part stays in the cache. Work that needs something of a later part comes after all parts: it has
 * a higher rank. Every number is computed whole by one piece of work, so none of this shows in a
 * bit.
 */
final class ItineraryPlanner {
  private final Plan plan;
  private final Layout layout;
  private final Pairs pairs;
  private final Cuts cuts;
  private final boolean[] wanted;
  private final Moments values;
  private final Moments gradients;
  private final List<Moment> moments = new ArrayList<>();

  /**
   * A planner of one pass.
   *
   * @param wanted specs whose gradients are
   */
  private ItineraryPlanner(Layout layout, Pairs pairs, Cuts cuts, boolean[] wanted) {
    this.plan = layout.plan;
    this.layout = layout;
    this.pairs = pairs;
    this.cuts = cuts;
    this.wanted = wanted;
    values = new Moments(cuts.threads(), plan.blocks());
    gradients = new Moments(cuts.threads(), plan.blocks());
  }

  /** All blocks. */
  static Itinerary forward(Layout layout, Pairs pairs, Cuts cuts) {
    ItineraryPlanner planner = new ItineraryPlanner(layout, pairs, cuts, new boolean[0]);
    planner.forward();
    return planner.itinerary();
  }

  /** All blocks, losses, gradients, and new parameters if {@code update}. */
  static Itinerary training(
      Layout layout, Pairs pairs, Cuts cuts, boolean[] wanted, boolean update) {
    ItineraryPlanner planner = new ItineraryPlanner(layout, pairs, cuts, wanted);
    planner.forward();
    planner.losses();
    planner.backward(update);
    return planner.itinerary();
  }

  /** The gradients of all blocks that specs write, where one holds its own already. */
  static Itinerary toInputs(Layout layout, Cuts cuts) {
    Plan plan = layout.plan;
    ItineraryPlanner planner =
        new ItineraryPlanner(layout, Pairs.none(plan), cuts, new boolean[plan.specs().size()]);
    for (int s = plan.specs().size() - 1; s >= 0; s--) {
      planner.gradients(s);
    }
    return planner.itinerary();
  }

  private void forward() {
    for (Cuts.Piece piece : cuts.inputs()) {
      Moment moment = moment(piece);
      add(moment, new Work(Work.Kind.LOAD, -1, piece.from(), piece.to()));
      for (int b = piece.from(); b < piece.to(); b++) {
        values.at(b, moment);
      }
    }
    for (int s = 0; s < plan.specs().size(); s++) {
      if (!pairs.isHidden(s)) {
        for (Cuts.Piece piece : cuts.rows(s)) {
          forward(s, piece);
        }
      }
    }
  }

  private void forward(int s, Cuts.Piece piece) {
    BlockSpec spec = plan.specs().get(s);
    BlockSpec reader = pairs.hidden(s) >= 0 ? plan.specs().get(pairs.hidden(s)) : spec;
    Moment moment = moment(piece);
    for (int v = first(spec, piece); v <= last(spec, piece); v++) {
      afterReads(moment, reader, v, values);
    }
    add(moment, new Work(Work.Kind.FORWARD, s, piece.from(), piece.to()));
    for (int v = first(spec, piece); v <= last(spec, piece); v++) {
      values.at(spec.firstBlock() + v, moment);
    }
  }

  private Moment moment(Cuts.Piece piece) {
    return new Moment(piece, cuts.threads());
  }

  private static int first(BlockSpec spec, Cuts.Piece piece) {
    return piece.from() / spec.outWidth();
  }

  private static int last(BlockSpec spec, Cuts.Piece piece) {
    return (piece.to() - 1) / spec.outWidth();
  }

  private static void afterReads(Moment moment, BlockSpec spec, int node, Moments moments) {
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      if (spec.read(node, slot) != BlockSpec.ZERO) {
        moment.after(moments, spec.read(node, slot));
      }
    }
  }

  /**
   * By the thread that has the first rows of the block, so that terms of a block keep their order.
   */
  private void losses() {
    for (int t = 0; t < plan.losses().size(); t++) {
      LossTerm term = plan.losses().get(t);
      Moment moment = moment(owner(term.block()));
      moment.after(values, term.block());
      moment.after(gradients, term.block());
      add(moment, new Work(Work.Kind.LOSS, -1, t, t + 1));
      gradients.at(term.block(), moment);
    }
  }

  private Cuts.Piece owner(int block) {
    int s = layout.spec(block);
    int unit = s < 0 ? block : (block - plan.specs().get(s).firstBlock()) * plan.width(block);
    for (Cuts.Piece piece : s < 0 ? cuts.inputs() : cuts.rows(s)) {
      if (unit < piece.to()) {
        return piece;
      }
    }
    throw new IllegalArgumentException("block " + block + " belongs to no piece");
  }

  /**
   * From the last spec to the first; parameters change once the gradients of all that their nodes
   * read are known, for those are computed from the old ones.
   */
  private void backward(boolean update) {
    int[] lowest = lowestRead();
    for (int s = plan.specs().size() - 1; s >= 0; s--) {
      if (!wanted[s] || pairs.isHidden(s)) {
        continue;
      }
      gradients(s);
      parameters(s);
      for (int reader = s; update && reader < lowest.length; reader++) {
        if (lowest[reader] == s) {
          updates(reader);
        }
      }
    }
  }

  /** Of each spec the first whose gradients are computed with its parameters; else itself. */
  private int[] lowestRead() {
    int[] lowest = new int[plan.specs().size()];
    for (int s = 0; s < lowest.length; s++) {
      BlockSpec spec = plan.specs().get(s);
      lowest[s] = pairs.isHidden(s) ? -1 : s;
      for (int v = 0; v < spec.nodes() && !paired(s); v++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int read = spec.read(v, slot) == BlockSpec.ZERO ? -1 : layout.spec(spec.read(v, slot));
          lowest[s] = read >= 0 && wanted[read] ? Math.min(lowest[s], read) : lowest[s];
        }
      }
    }
    return lowest;
  }

  private boolean paired(int s) {
    return pairs.isHidden(s) || pairs.hidden(s) >= 0;
  }

  private void gradients(int s) {
    BlockSpec spec = plan.specs().get(s);
    for (Cuts.Piece piece : cuts.rows(s)) {
      Moment moment = moment(piece);
      for (int v = first(spec, piece); v <= last(spec, piece); v++) {
        int block = spec.firstBlock() + v;
        moment.after(values, block);
        moment.after(gradients, block);
        for (int r = layout.firstReader(block); r < layout.firstReader(block + 1); r++) {
          BlockSpec reader = plan.specs().get(layout.readerSpec(r));
          moment.after(gradients, reader.firstBlock() + layout.readerNode(r));
        }
      }
      add(moment, new Work(Work.Kind.GRADIENTS, s, piece.from(), piece.to()));
      for (int v = first(spec, piece); v <= last(spec, piece); v++) {
        gradients.at(spec.firstBlock() + v, moment);
      }
    }
  }

  private void parameters(int s) {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    if (spec.frozen()) {
      return;
    }
    BlockSpec reader = pairs.hidden(s) >= 0 ? plan.specs().get(pairs.hidden(s)) : spec;
    for (Cuts.Piece piece : cuts.parameters(s)) {
      Moment moment = moment(piece);
      for (int i = firstNode(s, piece); i < endNode(s, piece); i++) {
        int v = layout.nodeOfShare(s, i);
        moment.after(gradients, spec.firstBlock() + v);
        afterReads(moment, reader, v, values);
      }
      add(moment, new Work(Work.Kind.PARAMETERS, s, piece.from(), piece.to()));
      if (pairs.hidden(s) >= 0) {
        delivered(reader, piece, moment);
      }
    }
  }

  private int firstNode(int s, Cuts.Piece piece) {
    return layout.firstOfShare(s, first(plan.specs().get(s), piece));
  }

  private int endNode(int s, Cuts.Piece piece) {
    return layout.firstOfShare(s, last(plan.specs().get(s), piece) + 1);
  }

  /** A pair writes the gradients of what it reads, and each is a node's own. */
  private void delivered(BlockSpec hidden, Cuts.Piece nodes, Moment moment) {
    for (int v = nodes.from(); v < nodes.to(); v++) {
      for (int slot = 0; slot < hidden.fanIn(); slot++) {
        gradients.at(hidden.read(v, slot), moment);
      }
    }
  }

  private void updates(int s) {
    AffineSpec spec = (AffineSpec) plan.specs().get(s);
    if (spec.frozen()) {
      return;
    }
    for (Cuts.Piece piece : cuts.parameters(s)) {
      Moment moment = moment(piece);
      for (int i = firstNode(s, piece); i < endNode(s, piece); i++) {
        int v = layout.nodeOfShare(s, i);
        moment.after(gradients, spec.firstBlock() + v);
        if (pairs.hidden(s) < 0) {
          afterReads(moment, spec, v, gradients);
        }
      }
      add(moment, new Work(Work.Kind.UPDATE, s, piece.from(), piece.to()));
    }
  }

  private void add(Moment moment, Work work) {
    moment.work = work;
    moment.order = moments.size();
    moments.add(moment);
  }

  private Itinerary itinerary() {
    moments.sort(Moment.ORDER);
    int[] next = new int[cuts.threads()];
    for (Moment moment : moments) {
      moment.place = next[moment.thread]++;
    }
    int[][] waited = new int[cuts.threads()][cuts.threads()];
    List<int[]> after = new ArrayList<>();
    for (Moment moment : moments) {
      after.add(moment.after(waited[moment.thread]));
    }
    List<List<Itinerary.Stop>> stops = new ArrayList<>();
    for (int thread = 0; thread < cuts.threads(); thread++) {
      stops.add(new ArrayList<>());
    }
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      Work work = Objects.requireNonNull(moment.work);
      stops.get(moment.thread).add(new Itinerary.Stop(work, after.get(i), moment.awaited));
    }
    return new Itinerary(stops);
  }

  /** When a piece of work is done: as early as what it needs allows. */
  private static final class Moment {
    static final Comparator<Moment> ORDER =
        Comparator.<Moment>comparingInt(m -> m.stage)
            .thenComparingInt(m -> m.rank)
            .thenComparingInt(m -> m.part)
            .thenComparingInt(m -> m.order);
    private static final int[] NOTHING = {};

    private final int thread;
    private final int part;
    private final @Nullable Moment[] needs;
    private @Nullable Work work;
    private int stage;
    private int rank;
    private int order;
    private int place;
    private boolean awaited;

    Moment(Cuts.Piece piece, int threads) {
      thread = piece.thread();
      part = piece.part();
      needs = new Moment[threads];
    }

    void after(Moments moments, int block) {
      for (int other = 0; other < moments.threads; other++) {
        Moment needed = moments.of(other, block);
        if (needed != null) {
          after(needed);
        }
      }
    }

    private void after(Moment needed) {
      int least = needed.thread == thread ? needed.stage : needed.stage + 1;
      int leastRank = needed.thread != thread ? 0 : needed.rank + (needed.part > part ? 1 : 0);
      if (least > stage || least == stage && leastRank > rank) {
        stage = least;
        rank = leastRank;
      }
      needs[needed.thread] = latest(needs[needed.thread], needed);
    }

    static Moment latest(@Nullable Moment before, Moment next) {
      return before == null || ORDER.compare(before, next) <= 0 ? next : before;
    }

    /**
     * Stops of each thread to wait for, once places are known.
     *
     * @param waited those that the thread has waited for already; brought up to date
     */
    int[] after(int[] waited) {
      int[] after = NOTHING;
      for (Moment needed : needs) {
        if (needed != null && needed.thread != thread && needed.place >= waited[needed.thread]) {
          waited[needed.thread] = needed.place + 1;
          needed.awaited = true;
          after = after.length == 0 ? new int[waited.length] : after;
          after[needed.thread] = needed.place + 1;
        }
      }
      return after;
    }
  }

  /** When each thread is done with each block. */
  private static final class Moments {
    private final int threads;
    private final @Nullable Moment[] latest;

    Moments(int threads, int blocks) {
      this.threads = threads;
      latest = new Moment[Math.multiplyExact(threads, blocks)];
    }

    @Nullable Moment of(int thread, int block) {
      return latest[block * threads + thread];
    }

    void at(int block, Moment moment) {
      int i = block * threads + moment.thread;
      latest[i] = Moment.latest(latest[i], moment);
    }
  }
}
