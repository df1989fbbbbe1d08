package io.fanin.experiments.claim.feature;

import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.oracle.kernel.KernelRidge;
import java.util.Arrays;
import java.util.List;

/**
 * Kernel ridge regression with {@code 1 + t + ... + t^degree}, {@code t = <x, z> / d}: it sees
 * every polynomial up to the degree, and must pay for each.
 */
final class KernelLearner implements Learner {
  private final Samples samples;
  private final Kernel kernel;
  private final List<Double> ridges;
  private final double[][] rows;

  KernelLearner(Samples samples, int degree, List<Double> ridges) {
    this.samples = samples;
    this.kernel = Kernel.polynomial(degree);
    this.ridges = ridges;
    double scale = 1 / Math.sqrt(samples.inputs());
    this.rows = new double[samples.rows().length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.stream(samples.rows()[r]).map(x -> x * scale).toArray();
    }
  }

  @Override
  public Learnt learn(int n) throws InterruptedException {
    double[][] training = Arrays.copyOf(rows, n);
    double[] labels = Arrays.copyOf(samples.labels(), n);
    double[][] held = Arrays.copyOfRange(rows, samples.training(), rows.length);
    Learnt best = new Learnt(Double.NaN, Double.NaN, Double.NaN, 0);
    for (double ridge : ridges) {
      if (Thread.interrupted()) {
        throw new InterruptedException("kernel regression was interrupted");
      }
      KernelRidge fit = KernelRidge.fit(kernel, training, labels, ridge);
      double[] errors = samples.errors(fit.values(held));
      best = best.or(new Learnt(errors[0], errors[1], Double.NaN, 0));
    }
    return best;
  }

  @Override
  public long parameters() {
    return samples.training();
  }

  @Override
  public long multiplyAdds() {
    return (long) samples.training() * (samples.inputs() + 1);
  }
}
