package io.fanin.kernels.cpu;

import io.fanin.kernel.Plan;
import io.fanin.kernel.Slice;
import io.fanin.optim.Role;
import java.util.ArrayList;
import java.util.List;

/** Ranges of parameters, in order, that an update treats alike. */
final class UpdateRuns {
  private final int[] start;
  private final int[] end;
  private final int[] replica;
  private final double[] scale;
  private final boolean[] bias;

  /**
   * The ranges of all that is trained.
   *
   * @param byRole whether biases are kept apart
   */
  UpdateRuns(Plan plan, boolean byRole) {
    List<Slice> firsts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (Slice slice : plan.slices()) {
      if (slice.frozen() || slice.rateScale() == 0) {
        continue;
      }
      int last = firsts.size() - 1;
      if (last >= 0 && ends.get(last) == slice.offset() && alike(firsts.get(last), slice, byRole)) {
        ends.set(last, slice.offset() + slice.size());
      } else {
        firsts.add(slice);
        ends.add(slice.offset() + slice.size());
      }
    }
    int count = firsts.size();
    start = firsts.stream().mapToInt(Slice::offset).toArray();
    end = ends.stream().mapToInt(Integer::intValue).toArray();
    replica = firsts.stream().mapToInt(Slice::replica).toArray();
    scale = firsts.stream().mapToDouble(Slice::rateScale).toArray();
    bias = new boolean[count];
    for (int i = 0; i < count; i++) {
      bias[i] = firsts.get(i).role() == Role.BIAS;
    }
  }

  private static boolean alike(Slice a, Slice b, boolean byRole) {
    return a.replica() == b.replica()
        && a.rateScale() == b.rateScale()
        && !(byRole && a.role() != b.role());
  }

  int count() {
    return start.length;
  }

  /** The first range that ends after a parameter. */
  int after(int parameter) {
    int low = 0;
    int high = start.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end[middle] <= parameter) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int start(int run) {
    return start[run];
  }

  int end(int run) {
    return end[run];
  }

  int replica(int run) {
    return replica[run];
  }

  double scale(int run) {
    return scale[run];
  }

  /** Meaningful where biases are kept apart. */
  boolean bias(int run) {
    return bias[run];
  }
}
