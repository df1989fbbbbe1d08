package io.fanin.experiments.claim.feature;

import io.fanin.experiments.oracle.kernel.FeatureRidge;
import io.fanin.experiments.oracle.kernel.RandomFeatures;
import io.fanin.kernel.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A network of three layers, trained layer by layer (Z. Wang, E. Nichani, J. Lee, ICLR 2024).
 *
 * <p>A random first layer of relu units; a second layer of one linear unit that is trained on the
 * labels with weight decay; a third layer of random relu units that read this one number, whose
 * read-out is trained on the same labels. Both trainings are convex: where gradient descent with
 * weight decay ends is ridge regression, which is computed.
 */
final class ThreeLayers implements Learner {
  private static final double READ_OUT_RIDGE = 1e-6;

  private final Samples samples;
  private final ToDoubleFunction<double[]> constituent;
  private final List<Double> ridges;
  private final RandomFeatures first;
  private final RandomFeatures third;
  private final int width;
  private final int readOut;
  private final double[][] held;

  /**
   * A network.
   *
   * @param constituent what the second layer should find
   * @param ridges weight decays of the second layer to choose from
   * @param width units of the first layer
   * @param readOut units of the third layer
   */
  ThreeLayers(
      Samples samples,
      ToDoubleFunction<double[]> constituent,
      List<Double> ridges,
      int width,
      int readOut,
      long seed) {
    this.samples = samples;
    this.constituent = constituent;
    this.ridges = ridges;
    this.width = width;
    this.readOut = readOut;
    this.first = new RandomFeatures(samples.inputs(), width, Activation.RELU, seed);
    this.third = new RandomFeatures(1, readOut, Activation.RELU, seed + 1);
    this.held = first.of(samples.held());
  }

  @Override
  public Learnt learn(int n) throws InterruptedException {
    double[][] features = first.of(Arrays.copyOf(samples.rows(), n));
    double[] labels = Arrays.copyOf(samples.labels(), n);
    List<FeatureRidge> path = FeatureRidge.path(features, labels, ridges);
    Learnt best = new Learnt(Double.NaN, Double.NaN, Double.NaN, 0);
    for (FeatureRidge second : path) {
      if (Thread.interrupted()) {
        throw new InterruptedException("layerwise training was interrupted");
      }
      best = best.or(finish(second, features, labels));
    }
    return best;
  }

  /** The third layer on top of a second one. */
  private Learnt finish(FeatureRidge second, double[][] features, double[] labels) {
    double[] seen = values(second, features);
    double[] shown = values(second, held);
    double scale = 1 / Math.sqrt(meanSquare(seen));
    FeatureRidge last = FeatureRidge.fit(third.of(columns(seen, scale)), labels, READ_OUT_RIDGE);
    double[] errors = samples.errors(values(last, third.of(columns(shown, scale))));
    return new Learnt(errors[0], errors[1], samples.alignment(shown, constituent), 0);
  }

  private static double[] values(FeatureRidge fit, double[][] features) {
    return Arrays.stream(features).mapToDouble(fit::value).toArray();
  }

  private static double meanSquare(double[] values) {
    return Arrays.stream(values).map(v -> v * v).sum() / values.length;
  }

  private static double[][] columns(double[] values, double scale) {
    double[][] columns = new double[values.length][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new double[] {scale * values[i]};
    }
    return columns;
  }

  /** Random ones count: they are there to be used. */
  @Override
  public long parameters() {
    return parameters(samples.inputs(), width, readOut);
  }

  static long parameters(int inputs, int width, int readOut) {
    return (long) width * (inputs + 2) + 3L * readOut;
  }

  @Override
  public long multiplyAdds() {
    return (long) width * (samples.inputs() + 1) + 2L * readOut;
  }
}
