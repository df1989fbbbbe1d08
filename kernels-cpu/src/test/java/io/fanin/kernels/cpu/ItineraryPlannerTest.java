package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.random.RandomStream;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Itineraries are followed in random order, each thread as far as its waits allow. */
class ItineraryPlannerTest {
  private static Itinerary itinerary(Plan plan, int threads, int parts) {
    return itinerary(plan, 256, threads, parts);
  }

  private static Itinerary itinerary(Plan plan, int batch, int threads, int parts) {
    Pairs pairs = Pairs.of(plan);
    Layout layout = new Layout(plan, pairs::isHidden);
    Cuts cuts = new Cuts(plan, batch, threads, parts);
    return ItineraryPlanner.training(layout, pairs, cuts, layout.specsWithGradient(), true);
  }

  private static long waits(Itinerary itinerary, int thread) {
    return Arrays.stream(itinerary.of(thread)).filter(stop -> stop.after().length > 0).count();
  }

  @Test
  void through_a_tree_threads_wait_only_near_the_root() {
    Itinerary itinerary = itinerary(TrainingShapes.binaryTree(1024, 8, 256).plan(), 2, 4);
    assertThat(waits(itinerary, 0)).isEqualTo(2);
    assertThat(waits(itinerary, 1)).isEqualTo(3);
  }

  @Test
  void one_thread_never_waits() {
    Itinerary itinerary = itinerary(TrainingShapes.binaryTree(64, 32, 256).plan(), 1, 4);
    assertThat(waits(itinerary, 0)).isZero();
  }

  @Test
  void a_part_is_taken_through_all_its_levels_before_the_next() {
    Itinerary itinerary = itinerary(TrainingShapes.binaryTree(16, 8, 256).plan(), 1, 4);
    assertThat(Arrays.stream(itinerary.of(0)).limit(5).map(Itinerary.Stop::work))
        .containsExactly(
            new Work(Work.Kind.LOAD, -1, 0, 4),
            new Work(Work.Kind.FORWARD, 0, 0, 16),
            new Work(Work.Kind.FORWARD, 1, 0, 8),
            new Work(Work.Kind.LOAD, -1, 4, 8),
            new Work(Work.Kind.FORWARD, 0, 16, 32));
  }

  @Test
  void a_node_of_a_wide_level_is_shared_by_the_threads() {
    Itinerary itinerary = itinerary(TrainingShape.dense("d", 1, 256, 64, 256, 1).plan(), 2, 1);
    assertThat(itinerary.of(0)[0].work()).isEqualTo(new Work(Work.Kind.FORWARD, 0, 0, 128));
    assertThat(itinerary.of(1)[1].work()).isEqualTo(new Work(Work.Kind.FORWARD, 0, 128, 256));
  }

  @Test
  void nothing_is_done_before_what_it_needs_and_everything_is_done_once() {
    List<Plan> plans =
        List.of(
            TrainingShapes.binaryTree(16, 4, 256).plan(),
            TrainingShape.tree("t", 9, 3, 5, 256).plan(),
            TrainingShape.matched("m", 1, 16, 3, 256).plan(),
            TrainingShape.dense("d", 1, 8192, 8, 12, 9, 1).plan(),
            skipping());
    for (Plan plan : plans) {
      for (int threads = 1; threads <= 4; threads++) {
        for (int parts : new int[] {1, 2, 4}) {
          for (int seed = 0; seed < 3; seed++) {
            int batch = seed == 0 ? 1 << 20 : 1; // large ones cut nodes
            new Journey(plan, itinerary(plan, batch, threads, parts), threads, seed).run();
          }
        }
      }
    }
  }

  /** Shared parameters, reads that skip a level and cross, a frozen spec, and losses on two. */
  private static Plan skipping() {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < 6; i++) {
      plan.input(new InputBlock("x" + i, i, 1, 0));
    }
    affine(plan, 4, 1, new int[] {0, 5, 1, 4, 2, 3, 3, 0, 4, 1, 5, 2}, true, true);
    affine(plan, 4, 4, new int[] {6, 11, 7, 10, 8, 9}, false, false);
    affine(plan, 4, 4, new int[] {12, 6, 13, 14, 14, 11}, true, false);
    affine(plan, 4, 4, new int[] {15, 12, 16, 17}, false, false);
    plan.loss(new LossTerm("y", Loss.MSE, 18, 0, 1, 0, 0));
    plan.loss(new LossTerm("z", Loss.MSE, 19, 0, 1, 0, 0));
    return plan.loss(new LossTerm("u", Loss.MSE, 13, 0, 1, 0, 0)).build();
  }

  private static void affine(
      Plan.Builder plan, int width, int read, int[] reads, boolean shared, boolean frozen) {
    int nodes = reads.length / 2;
    int[] share = IntStream.range(0, nodes).map(v -> shared ? 0 : v).toArray();
    int first = plan.nextBlock();
    plan.add(
        new AffineSpec(
            "a",
            1,
            first,
            new int[] {read, read},
            width,
            Activation.RELU,
            true,
            reads,
            share,
            new int[shared ? 1 : nodes],
            frozen,
            1));
  }

  /** Follows an itinerary and looks after every stop whether its needs were met. */
  private static final class Journey {
    private final Plan plan;
    private final Pairs pairs;
    private final Layout layout;
    private final Itinerary itinerary;
    private final int threads;
    private final RandomStream random;
    private final Set<String> done = new HashSet<>();
    private int losses;

    Journey(Plan plan, Itinerary itinerary, int threads, int seed) {
      this.plan = plan;
      this.itinerary = itinerary;
      this.threads = threads;
      pairs = Pairs.of(plan);
      layout = new Layout(plan, pairs::isHidden);
      random = RandomStream.of(seed, "journey");
    }

    void run() {
      int[] at = new int[threads];
      int left = IntStream.range(0, threads).map(t -> itinerary.of(t).length).sum();
      while (left > 0) {
        List<Integer> ready = ready(at);
        assertThat(ready).as("threads that do not wait").isNotEmpty();
        int thread = ready.get(random.nextInt(ready.size()));
        follow(itinerary.of(thread)[at[thread]++].work());
        left--;
      }
      checkAll();
    }

    private List<Integer> ready(int[] at) {
      List<Integer> ready = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        if (at[t] < itinerary.of(t).length && met(itinerary.of(t)[at[t]].after(), at)) {
          ready.add(t);
        }
      }
      return ready;
    }

    /** A thread tells of a stop only where somebody waits for it. */
    private boolean met(int[] after, int[] at) {
      for (int other = 0; other < after.length; other++) {
        assertThat(after[other] == 0 || itinerary.of(other)[after[other] - 1].awaited()).isTrue();
        if (at[other] < after[other]) {
          return false;
        }
      }
      return true;
    }

    private void follow(Work work) {
      for (int unit = work.from(); unit < work.to(); unit++) {
        switch (work.kind()) {
          case LOAD -> load(unit);
          case FORWARD -> forward(work.index(), unit);
          case LOSS -> loss(unit);
          case GRADIENTS -> gradient(work.index(), unit);
          case PARAMETERS -> parameters(work.index(), unit);
          case UPDATE -> update(work.index(), unit);
        }
      }
    }

    private void finish(String number) {
      assertThat(done.add(number)).as(number).isTrue();
    }

    private void load(int block) {
      for (int row = 0; row < plan.width(block); row++) {
        finish("value " + block + " " + row);
      }
    }

    private void needAll(String kind, int block) {
      for (int row = 0; block != BlockSpec.ZERO && row < plan.width(block); row++) {
        assertThat(done).contains(kind + " " + block + " " + row);
      }
    }

    private BlockSpec reading(int s) {
      return plan.specs().get(pairs.hidden(s) >= 0 ? pairs.hidden(s) : s);
    }

    private void needReads(String kind, int s, int node) {
      BlockSpec reader = reading(s);
      for (int slot = 0; slot < reader.fanIn(); slot++) {
        needAll(kind, reader.read(node, slot));
      }
    }

    private void forward(int s, int unit) {
      BlockSpec spec = plan.specs().get(s);
      needReads("value", s, unit / spec.outWidth());
      assertThat(done).doesNotContain("new " + s + " " + spec.share(unit / spec.outWidth()));
      finish(
          "value " + (spec.firstBlock() + unit / spec.outWidth()) + " " + unit % spec.outWidth());
    }

    private void loss(int term) {
      needAll("value", plan.losses().get(term).block());
      losses++;
      finish("loss " + term);
    }

    private void gradient(int s, int unit) {
      BlockSpec spec = plan.specs().get(s);
      int block = spec.firstBlock() + unit / spec.outWidth();
      for (int t = 0; t < plan.losses().size(); t++) {
        if (plan.losses().get(t).block() == block) {
          assertThat(done).contains("loss " + t);
        }
      }
      for (int r = layout.firstReader(block); r < layout.firstReader(block + 1); r++) {
        gradientFrom(layout.readerSpec(r), layout.readerNode(r));
      }
      finish("gradient " + block + " " + unit % spec.outWidth());
    }

    private void gradientFrom(int reader, int node) {
      BlockSpec spec = plan.specs().get(reader);
      if (pairs.isHidden(reader)) {
        assertThat(done).contains("parameters " + pairs.outer(reader) + " " + node);
      } else {
        needAll("gradient", spec.firstBlock() + node);
        assertThat(done).doesNotContain("new " + reader + " " + spec.share(node));
      }
    }

    private void parameters(int s, int unit) {
      BlockSpec spec = plan.specs().get(s);
      for (int v = 0; v < spec.nodes(); v++) {
        if (spec.share(v) == unit / spec.outWidth()) {
          needReads("value", s, v);
          int block = spec.firstBlock() + v;
          assertThat(done).contains("gradient " + block + " " + unit % spec.outWidth());
        }
      }
      finish("parameters " + s + " " + unit);
    }

    private void update(int s, int unit) {
      assertThat(done).contains("parameters " + s + " " + unit);
      finish("update " + s + " " + unit);
      done.add("new " + s + " " + unit / plan.specs().get(s).outWidth());
    }

    private void checkAll() {
      assertThat(losses).isEqualTo(plan.losses().size());
      for (int s = 0; s < plan.specs().size(); s++) {
        BlockSpec spec = plan.specs().get(s);
        for (int v = 0; v < spec.nodes() && !pairs.isHidden(s); v++) {
          needAll("value", spec.firstBlock() + v);
        }
        int units = spec.frozen() || pairs.isHidden(s) ? 0 : spec.shares() * spec.outWidth();
        for (int unit = 0; unit < units; unit++) {
          assertThat(done).contains("update " + s + " " + unit);
        }
      }
    }
  }
}
