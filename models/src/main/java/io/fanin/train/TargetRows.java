package io.fanin.train;

import io.fanin.function.SparseFunction;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.random.RandomStream;

/** Fixed rows of a target, on a device: what replicas that share a batch are measured on. */
public final class TargetRows implements AutoCloseable {
  private final Buffer inputs;
  private final EvaluationSet set;

  private TargetRows(Buffer inputs, EvaluationSet set) {
    this.inputs = inputs;
    this.set = set;
  }

  /**
   * Draws rows under the laws of the target's inputs; the caller closes them before the device.
   *
   * @param count at least 1
   */
  public static TargetRows sample(
      Device device, DType dtype, SparseFunction target, int count, long seed) {
    double[] rows = target.sample(RandomStream.of(seed, "target-rows"), count);
    Buffer inputs = device.allocate(dtype, count, target.inputWidth());
    inputs.write(rows, 0, count);
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    double[] values = target.evaluate(rows, count);
    return new TargetRows(inputs, EvaluationSet.shared(inputs, values, target.outputs(), 1, all));
  }

  /** The rows as metrics take them. */
  public EvaluationSet set() {
    return set;
  }

  @Override
  public void close() {
    inputs.close();
  }
}
