package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The trained parameters as a table for one launch, and their groups.
 *
 * <p>A group is what shares its coefficients: a rate scale, a replica, and weights or biases.
 */
final class UpdateTables {
  /** Parameters of one block of threads, as in the kernels. */
  static final int CHUNK = 1024;

  private static final int TENSOR_BYTES = 32;

  final int chunks;

  /** Chunks of what no backward pass updates by itself; they come first. */
  final int plainChunks;

  /** Distinct rate scales; group {@code (scale * replicas + replica) * 2 + (1 for biases)}. */
  final List<Double> scales = new ArrayList<>();

  private final int[] tables;
  private final int[] firstGroup;
  private final int[] firstShare;

  /**
   * Tables of a plan.
   *
   * @param fused specs whose backward pass can apply an update
   */
  UpdateTables(Layout layout, boolean[] fused, Tables out) {
    int replicas = layout.plan.replicas();
    firstGroup = new int[fused.length];
    firstShare = new int[fused.length];
    List<Integer> trained = new ArrayList<>();
    collect(layout, fused, false, trained);
    int plain = trained.size();
    collect(layout, fused, true, trained);
    ByteBuffer tensors = Tables.part(Math.multiplyExact(trained.size(), TENSOR_BYTES));
    List<Integer> chunkTensor = new ArrayList<>();
    List<Integer> chunkIndex = new ArrayList<>();
    List<Integer> shareReplicas = new ArrayList<>();
    int before = 0;
    for (int t = 0; t < trained.size(); t++) {
      int s = trained.get(t);
      firstGroup[s] = 2 * replicas * scale(layout.spec(s).rateScale());
      firstShare[s] = shareReplicas.size();
      AffineSpec spec = layout.spec(s);
      int size = layout.parameters(s);
      tensors.putLong(layout.parameter(s)).putLong(size);
      tensors.putInt(spec.parametersPerShare()).putInt(spec.outWidth() * spec.readWidth());
      tensors.putInt(firstGroup[s]).putInt(firstShare[s]);
      for (int share = 0; share < spec.shares(); share++) {
        shareReplicas.add(spec.replica(share));
      }
      for (int chunk = 0; (long) chunk * CHUNK < size; chunk++) {
        chunkTensor.add(t);
        chunkIndex.add(chunk);
      }
      before = t < plain ? chunkTensor.size() : before;
    }
    plainChunks = before;
    chunks = chunkTensor.size();
    tables =
        new int[] {
          out.append(tensors),
          out.ints(array(chunkTensor)),
          out.ints(array(chunkIndex)),
          out.ints(array(shareReplicas))
        };
  }

  private static void collect(Layout layout, boolean[] fused, boolean which, List<Integer> out) {
    for (int s = 0; s < fused.length; s++) {
      if (!layout.spec(s).frozen() && fused[s] == which) {
        out.add(s);
      }
    }
  }

  /** Group of the weights of replica 0 in a spec. */
  int firstGroup(int spec) {
    return firstGroup[spec];
  }

  /** Where the replicas of a spec's shares begin. */
  int firstShare(int spec) {
    return firstShare[spec];
  }

  private int scale(double scale) {
    int index = scales.indexOf(scale);
    if (index < 0) {
      scales.add(scale);
      return scales.size() - 1;
    }
    return index;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Writes the addresses of the tables in the order of the kernel's struct. */
  void writeTables(Arguments arguments, long base) {
    for (int table : tables) {
      arguments.address(base + table);
    }
  }
}
