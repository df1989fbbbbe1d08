package io.fanin.experiments.claim.parity;

import io.fanin.random.RandomStream;
import io.fanin.train.Sampler;

/** Fresh rows of uniform signs with the parity of the first ones; 64 signs from one number. */
final class SignSampler implements Sampler {
  private final Cell cell;
  private final long seed;

  SignSampler(Cell cell, long seed) {
    this.cell = cell;
    this.seed = seed;
  }

  @Override
  public void sample(long step, int stream, double[] inputs, double[] targets, int count) {
    RandomStream random = RandomStream.of(seed, "parity-rows", cell.n(), stream, step);
    fill(random, inputs, targets, count);
  }

  void fill(RandomStream random, double[] inputs, double[] targets, int count) {
    int n = cell.n();
    for (int r = 0; r < count; r++) {
      long bits = random.nextLong();
      for (int i = 0; i < n; i++) {
        inputs[r * n + i] = (bits >>> i & 1) == 0 ? 1 : -1;
      }
      long read = bits & (cell.learnt() == 64 ? -1 : (1L << cell.learnt()) - 1);
      targets[r] = Long.bitCount(read) % 2 == 0 ? 1 : -1;
    }
  }
}
