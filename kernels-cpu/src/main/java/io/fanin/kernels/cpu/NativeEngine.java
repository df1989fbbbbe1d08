package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostBuffer;
import io.fanin.kernel.HostMemory;
import io.fanin.kernel.HostParameters;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.Lane;
import io.fanin.kernels.cpu.onednn.UnsuitableException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A plan of block-local layers on native memory, through oneDNN.
 *
 * <p>Parameters and their gradients are copied between the heap and native memory once a step; the
 * data and the blocks that hold a loss pass through a heap arena of their own. Operations are
 * prepared when a number of live rows is first met, and kept for the last few such numbers.
 *
 * <p>The gradient with respect to the data, which no training step needs, is left to a {@link
 * FloatEngine} on the same parameters, made when it is first asked for. So is a pass whose data or
 * parameters are not finite, for oneDNN's relu turns NaN into 0 and would hide it.
 */
final class NativeEngine implements Engine {
  /** Counts whose operations are kept. */
  private static final int KEPT = 4;

  /** Components are bundled up to about the size of a second-level cache. */
  private static final int BUNDLE_ROWS = 512;

  private final Plan plan;
  private final int maxBatch;
  private final int threads;
  private final Layout layout;
  private final Schedule schedule;
  private final Workers workers;
  private final HostParameters store;
  private final FloatArena heap;
  private final FloatLosses terms;
  private final FloatScratch[] scratch;
  private final NativeLayout rows;
  private final NativeMemory memory;
  private final boolean[] lossBlocks;
  private final Map<Integer, NativePasses> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Workers.Task forwardBundles = this::forwardBundles;
  private final Workers.Task forwardSpec = this::forwardSpec;
  private final Workers.Task trainBundles = this::trainBundles;
  private final Workers.Task gradientsOfSpec = this::gradientsOfSpec;
  private final Workers.Task restOfSpec = this::restOfSpec;
  private boolean stale = true;
  private boolean parametersFinite;
  private boolean plainly;
  private float[] held = {};
  private @Nullable FloatEngine plain;

  // What the tasks work on, set before they run; fields, so that a step allocates nothing.
  private @Nullable NativePasses passes;
  private @Nullable Batch batch;
  private @Nullable HostBuffer targets;
  private double[] values = {};
  private int current;

  /**
   * An engine, with the operations for {@code maxBatch} rows.
   *
   * @throws UnsuitableException if oneDNN has no fast code for one of them
   */
  NativeEngine(Plan plan, int maxBatch, int threads, HostParameters store)
      throws UnsuitableException {
    this.plan = plan;
    this.maxBatch = maxBatch;
    this.threads = threads;
    this.store = store;
    layout = new Layout(plan);
    schedule = new Schedule(layout, threads, BUNDLE_ROWS);
    lossBlocks = lossBlocks(plan);
    heap = new FloatArena(layout, maxBatch, onHeap(plan));
    terms = new FloatLosses(layout, heap);
    scratch = new FloatScratch[threads];
    for (int i = 0; i < threads; i++) {
      scratch[i] = new FloatScratch(plan, maxBatch);
    }
    rows = new NativeLayout(layout, maxBatch);
    memory = new NativeMemory(rows, plan.parameters());
    try {
      kept.put(maxBatch, new NativePasses(layout, schedule, rows, memory, threads, maxBatch));
    } catch (UnsuitableException | RuntimeException | Error e) {
      memory.close();
      throw e;
    }
    workers = new Workers(threads, "fanin-cpu");
  }

  /**
   * Whether a plan is this engine's: decided by the shapes that occur in it alone, never by how
   * many nodes have them.
   *
   * @param narrowest some layer must read and write at least this width
   */
  static boolean suits(Plan plan, int narrowest) {
    for (BlockSpec spec : plan.specs()) {
      if (!(spec instanceof AffineSpec affine) || !Lane.takes(affine.activation())) {
        return false;
      }
    }
    return ChoiceTable.width(plan) >= narrowest;
  }

  private static boolean[] lossBlocks(Plan plan) {
    boolean[] marked = new boolean[plan.blocks()];
    for (LossTerm term : plan.losses()) {
      marked[term.block()] = true;
    }
    return marked;
  }

  /** Blocks that pass through the heap. */
  private static IntPredicate onHeap(Plan plan) {
    boolean[] losses = lossBlocks(plan);
    return block -> block < plan.inputs().size() || losses[block];
  }

  /**
   * Bytes of numbers that the engine of a plan will hold, without what the library asks for as
   * scratch once its operations are prepared: 1% of a dense network 1024 wide, less of others.
   */
  static double bytes(Plan plan, int maxBatch) {
    Layout layout = new Layout(plan);
    return new NativeLayout(layout, maxBatch).bytes()
        + FloatArena.bytes(layout, maxBatch, onHeap(plan));
  }

  @Override
  public double bytes() {
    double more = plain == null ? 0 : plain.bytes();
    return memory.bytes() + heap.bytes() + HostMemory.arrayBytes(held.length, Float.BYTES) + more;
  }

  @Override
  public void forward(Batch next) {
    load(next);
    if (plainly) {
      plain().forward(next);
    } else if (next.count() > 0) {
      forwardLoaded();
    }
  }

  private FloatEngine plain() {
    @Nullable FloatEngine known = plain;
    if (known == null) {
      known = new FloatEngine(plan, maxBatch, threads, store);
      plain = known;
    }
    return known;
  }

  private boolean dataFinite() {
    for (int b = 0; b < plan.inputs().size(); b++) {
      for (int g = 0; g < heap.segments(); g++) {
        for (int j = 0; j < plan.width(b); j++) {
          if (!finite(heap.values(g)[layout.row(b) + j], heap.live(g))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether {@code 0 x} is 0 for all: one addition each, and no branch. */
  private static boolean finite(float[] numbers, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 0 * numbers[i];
    }
    return sum == 0;
  }

  private void load(Batch next) {
    heap.count(next.count());
    plainly = false;
    if (next.count() == 0) {
      return;
    }
    passes = passes(next.count());
    heap.load(next, 0, 1);
    for (int b = 0; b < plan.inputs().size(); b++) {
      upload(b, false);
    }
    if (stale) {
      memory.weights.put(0, store.floats(), plan.parameters());
      stale = false;
      parametersFinite = finite(store.floats(), plan.parameters());
    }
    plainly = !parametersFinite || !dataFinite();
  }

  private NativePasses passes(int count) {
    @Nullable NativePasses known = kept.get(count);
    if (known != null) {
      return known;
    }
    if (kept.size() == KEPT) {
      Iterator<NativePasses> oldest = kept.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    try {
      NativePasses made = new NativePasses(layout, schedule, rows, memory, threads, count);
      kept.put(count, made);
      return made;
    } catch (UnsuitableException e) {
      throw new IllegalStateException(
          "oneDNN takes this plan with %d rows but not with %d".formatted(maxBatch, count), e);
    }
  }

  private void upload(int block, boolean gradients) {
    int row = layout.row(block);
    for (int g = 0; g < heap.segments(); g++) {
      for (int j = 0; j < plan.width(block); j++) {
        float[] from = (gradients ? heap.gradients(g) : heap.values(g))[row + j];
        long at = rows.at(row + j) + (long) g * FloatArena.SEGMENT;
        (gradients ? memory.gradients : memory.values).put(at, from, heap.live(g));
      }
    }
  }

  private void download(int block) {
    int row = layout.row(block);
    for (int g = 0; g < heap.segments(); g++) {
      for (int j = 0; j < plan.width(block); j++) {
        long at = rows.at(row + j) + (long) g * FloatArena.SEGMENT;
        memory.values.get(at, heap.values(g)[row + j], heap.live(g));
      }
    }
  }

  private void forwardLoaded() {
    if (schedule.independent()) {
      workers.run(forwardBundles);
      return;
    }
    for (current = 0; current < plan.specs().size(); current++) {
      workers.run(forwardSpec);
    }
  }

  private void forwardBundles(int worker) {
    NativePasses own = Objects.requireNonNull(passes);
    for (int i = 0; i < schedule.bundles(worker).size(); i++) {
      own.forward(worker, i);
    }
  }

  private void forwardSpec(int worker) {
    Objects.requireNonNull(passes).forward(worker, current);
  }

  private void gradientsOfSpec(int worker) {
    Objects.requireNonNull(passes).gradients(worker, current);
  }

  private void restOfSpec(int worker) {
    Objects.requireNonNull(passes).rest(worker, current);
  }

  @Override
  public void read(int block, int count, double[] out) {
    if (plainly) {
      plain().read(block, count, out);
      return;
    }
    int width = plan.width(block);
    float[] row = new float[count];
    for (int j = 0; j < width; j++) {
      memory.values.get(rows.at(layout.row(block) + (long) j), row, count);
      for (int i = 0; i < count; i++) {
        out[i * width + j] = row[i];
      }
    }
  }

  @Override
  public void train(Batch next, HostBuffer wanted, double[] losses, boolean accumulate) {
    Arrays.fill(losses, 0);
    load(next);
    if (plainly) {
      plain().train(next, wanted, losses, accumulate);
    } else if (next.count() > 0) {
      batch = next;
      targets = wanted;
      values = losses;
      trainLoaded(next, wanted);
      batch = null;
      targets = null;
      hold(accumulate);
    } else if (!accumulate) {
      Arrays.fill(store.floatGradient(), 0);
    }
  }

  private void trainLoaded(Batch next, HostBuffer wanted) {
    if (schedule.independent()) {
      terms.onInputs(next, wanted, values, scratch[0]);
      workers.run(trainBundles);
      return;
    }
    forwardLoaded();
    for (int b = plan.inputs().size(); b < plan.blocks(); b++) {
      if (lossBlocks[b]) {
        download(b);
      }
    }
    terms.all(next, wanted, values, scratch[0]);
    for (int b = plan.inputs().size(); b < plan.blocks(); b++) {
      if (lossBlocks[b]) {
        upload(b, true);
      }
    }
    for (current = plan.specs().size() - 1; current >= 0; current--) {
      workers.run(gradientsOfSpec);
      workers.run(restOfSpec);
    }
  }

  private void trainBundles(int worker) {
    NativePasses own = Objects.requireNonNull(passes);
    Batch live = Objects.requireNonNull(batch);
    HostBuffer wanted = Objects.requireNonNull(targets);
    for (int i = 0; i < schedule.bundles(worker).size(); i++) {
      int[] numbers = schedule.bundles(worker).get(i).terms();
      own.forward(worker, i);
      for (int t : numbers) {
        download(plan.losses().get(t).block());
      }
      terms.some(numbers, live, wanted, values, scratch[worker]);
      for (int t : numbers) {
        upload(plan.losses().get(t).block(), true);
      }
      own.gradients(worker, i);
    }
  }

  private void hold(boolean accumulate) {
    float[] gradient = store.floatGradient();
    if (!accumulate) {
      memory.weightGradients.get(0, gradient, gradient.length);
      return;
    }
    if (held.length < gradient.length) {
      held = new float[gradient.length];
    }
    memory.weightGradients.get(0, held, gradient.length);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += held[i];
    }
  }

  @Override
  public void inputGradient(Batch next, int block, double[] cotangent, double[] out) {
    plain().inputGradient(next, block, cotangent, out);
    forward(next);
  }

  @Override
  public void parametersChanged() {
    stale = true;
  }

  @Override
  public void close() {
    workers.close();
    kept.values().forEach(NativePasses::close);
    memory.close();
    if (plain != null) {
      plain.close();
    }
  }
}
