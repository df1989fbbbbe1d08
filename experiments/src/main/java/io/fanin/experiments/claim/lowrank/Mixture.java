package io.fanin.experiments.claim.lowrank;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.random.RandomStream;

/**
 * Samples of a mixture of normal laws with random centres, and which law each is from.
 *
 * @param inputs {@code [samples, inputs]}
 * @param labels class of each, some of them drawn at random where there is noise
 */
record Mixture(double[] inputs, double[] labels) {
  static Mixture draw(SettingValues values, int number) {
    int dimension = values.integer(LowRank.INPUTS);
    int classes = values.integer(LowRank.CLASSES);
    int samples = values.integer(LowRank.SAMPLES);
    long seed = values.setup().seed();
    RandomStream centre = RandomStream.of(seed, "low-rank-centres", number);
    double[] centres = new double[classes * dimension];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = values.real(LowRank.SPREAD) * centre.nextGaussian();
    }
    RandomStream sample = RandomStream.of(seed, "low-rank-samples", number);
    RandomStream noise = RandomStream.of(seed, "low-rank-noise", number);
    double[] inputs = new double[samples * dimension];
    double[] labels = new double[samples];
    for (int r = 0; r < samples; r++) {
      int of = r % classes;
      for (int i = 0; i < dimension; i++) {
        inputs[r * dimension + i] = centres[of * dimension + i] + sample.nextGaussian();
      }
      boolean turned = noise.nextDouble() < values.real(LowRank.NOISE);
      int other = noise.nextInt(classes);
      labels[r] = turned ? other : of;
    }
    return new Mixture(inputs, labels);
  }
}
