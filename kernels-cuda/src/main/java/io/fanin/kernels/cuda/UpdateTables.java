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

  /** Distinct rate scales; group {@code (scale * replicas + replica) * 2 + (1 for biases)}. */
  final List<Double> scales = new ArrayList<>();

  private final int[] tables;

  UpdateTables(Layout layout, Tables out) {
    int replicas = layout.plan.replicas();
    List<Integer> trained = new ArrayList<>();
    for (int s = 0; s < layout.plan.specs().size(); s++) {
      if (!layout.spec(s).frozen()) {
        trained.add(s);
      }
    }
    ByteBuffer tensors = Tables.part(Math.multiplyExact(trained.size(), TENSOR_BYTES));
    List<Integer> chunkTensor = new ArrayList<>();
    List<Integer> chunkIndex = new ArrayList<>();
    List<Integer> shareReplicas = new ArrayList<>();
    for (int t = 0; t < trained.size(); t++) {
      int s = trained.get(t);
      AffineSpec spec = layout.spec(s);
      int size = layout.parameters(s);
      tensors.putLong(layout.parameter(s)).putLong(size);
      tensors.putInt(spec.parametersPerShare()).putInt(spec.outWidth() * spec.readWidth());
      tensors.putInt(2 * replicas * scale(spec.rateScale())).putInt(shareReplicas.size());
      for (int share = 0; share < spec.shares(); share++) {
        shareReplicas.add(spec.replica(share));
      }
      for (int chunk = 0; (long) chunk * CHUNK < size; chunk++) {
        chunkTensor.add(t);
        chunkIndex.add(chunk);
      }
    }
    chunks = chunkTensor.size();
    tables =
        new int[] {
          out.append(tensors),
          out.ints(array(chunkTensor)),
          out.ints(array(chunkIndex)),
          out.ints(array(shareReplicas))
        };
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
