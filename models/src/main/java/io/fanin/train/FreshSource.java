package io.fanin.train;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;

/**
 * Endless fresh samples: every step draws its own rows, for each stream.
 *
 * <p>Owns one table of inputs and one of targets, which every step overwrites.
 */
public final class FreshSource implements BatchSource {
  private final Sampler sampler;
  private final int streams;
  private final int batchSize;
  private final Buffer inputs;
  private final Buffer targets;
  private final double[] inputRows;
  private final double[] targetRows;
  private final Batch batch;

  /**
   * A source for a program; the caller closes it before the device.
   *
   * @param batchSize rows of every batch, at least 1
   */
  public FreshSource(Device device, Program program, Sampler sampler, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be >= 1, was " + batchSize);
    }
    Plan plan = program.plan();
    this.sampler = sampler;
    this.batchSize = batchSize;
    streams = plan.streams();
    inputRows = new double[batchSize * plan.inputColumns()];
    targetRows = new double[batchSize * plan.targetColumns()];
    int rows = Math.multiplyExact(streams, batchSize);
    inputs = device.allocate(program.options().dtype(), rows, plan.inputColumns());
    targets = device.allocate(program.options().dtype(), rows, plan.targetColumns());
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    batch = new Batch(inputs, targets, order, batchSize);
  }

  @Override
  public int maxBatch() {
    return batchSize;
  }

  @Override
  public Batch batch(long step) {
    for (int stream = 0; stream < streams; stream++) {
      sampler.sample(step, stream, inputRows, targetRows, batchSize);
      inputs.write(inputRows, stream * batchSize, batchSize);
      targets.write(targetRows, stream * batchSize, batchSize);
    }
    return batch;
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
  }
}
