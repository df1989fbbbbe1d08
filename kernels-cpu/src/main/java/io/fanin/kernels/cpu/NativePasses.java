package io.fanin.kernels.cpu;

import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.Kernel;
import io.fanin.kernels.cpu.onednn.Lane;
import io.fanin.kernels.cpu.onednn.UnsuitableException;
import java.util.ArrayList;
import java.util.List;

/** The native operations of a plan's passes for one number of live rows, thread by thread. */
final class NativePasses implements AutoCloseable {
  private final Plan plan;
  private final Layout layout;
  private final Schedule schedule;
  private final NativeLayout rows;
  private final NativeMemory memory;
  private final List<Lane> lanes = new ArrayList<>();
  private final Kernel[][][] forward; // [thread][bundle or spec]
  private final Kernel[][][] gradients;
  private final Kernel[][][] rest;

  NativePasses(
      Layout layout,
      Schedule schedule,
      NativeLayout rows,
      NativeMemory memory,
      int threads,
      int count)
      throws UnsuitableException {
    plan = layout.plan;
    this.layout = layout;
    this.schedule = schedule;
    this.rows = rows;
    this.memory = memory;
    forward = new Kernel[threads][][];
    gradients = new Kernel[threads][][];
    rest = new Kernel[threads][][];
    try {
      for (int thread = 0; thread < threads; thread++) {
        lower(thread, threads, count);
      }
    } catch (UnsuitableException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void lower(int thread, int threads, int count) throws UnsuitableException {
    Lane lane = new Lane();
    lanes.add(lane);
    NativeKernels kernels = new NativeKernels(layout, rows, memory, lane, count);
    int units = schedule.independent() ? schedule.bundles(thread).size() : plan.specs().size();
    forward[thread] = new Kernel[units][];
    gradients[thread] = new Kernel[units][];
    rest[thread] = new Kernel[units][];
    for (int i = 0; i < units; i++) {
      if (schedule.independent()) {
        lowerBundle(kernels, thread, i);
      } else {
        lowerSpec(kernels, thread, threads, i);
      }
    }
    lane.finish();
  }

  private void lowerBundle(NativeKernels kernels, int thread, int i) throws UnsuitableException {
    List<Schedule.Part> parts = schedule.bundles(thread).get(i).parts();
    for (Schedule.Part part : parts) {
      for (int r = 0; r < part.nodes().length; r += 2) {
        kernels.forward(part.spec(), part.nodes()[r], part.nodes()[r + 1]);
      }
    }
    forward[thread][i] = kernels.take();
    for (int p = parts.size() - 1; p >= 0; p--) {
      if (rows.needed(parts.get(p).spec())) {
        backward(kernels, parts.get(p));
      }
    }
    gradients[thread][i] = kernels.take();
    rest[thread][i] = kernels.take();
  }

  private static void backward(NativeKernels kernels, Schedule.Part part)
      throws UnsuitableException {
    int[] nodes = part.nodes();
    for (int r = 0; r < nodes.length; r += 2) {
      kernels.gradients(part.spec(), nodes[r], nodes[r + 1]);
    }
    int[] shares = part.shares();
    for (int r = 0; r < shares.length; r += 2) {
      kernels.parameterGradients(part.spec(), shares[r], shares[r + 1]);
    }
    for (int r = 0; r < nodes.length; r += 2) {
      kernels.readGradients(part.spec(), nodes[r], nodes[r + 1]);
    }
  }

  private void lowerSpec(NativeKernels kernels, int thread, int threads, int s)
      throws UnsuitableException {
    int nodes = plan.specs().get(s).nodes();
    int shares = plan.specs().get(s).shares();
    int from = cut(nodes, thread, threads);
    int to = cut(nodes, thread + 1, threads);
    if (from < to) {
      kernels.forward(s, from, to);
    }
    forward[thread][s] = kernels.take();
    if (rows.needed(s) && from < to) {
      kernels.gradients(s, from, to);
    }
    gradients[thread][s] = kernels.take();
    if (rows.needed(s)) {
      kernels.parameterGradients(s, cut(shares, thread, threads), cut(shares, thread + 1, threads));
      if (from < to) {
        kernels.readGradients(s, from, to);
      }
    }
    rest[thread][s] = kernels.take();
  }

  private static int cut(int units, int thread, int threads) {
    return (int) ((long) units * thread / threads);
  }

  /** Forward over a bundle, or a thread's share of a spec. */
  void forward(int thread, int unit) {
    run(forward[thread][unit]);
  }

  /** Backward over a bundle, or the block gradients of a thread's share of a spec. */
  void gradients(int thread, int unit) {
    run(gradients[thread][unit]);
  }

  /** What follows the block gradients of a whole spec; nothing for a bundle. */
  void rest(int thread, int unit) {
    run(rest[thread][unit]);
  }

  private static void run(Kernel[] kernels) {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
