package io.fanin.bounds;

import java.util.List;

/**
 * Five bounds on the error of one trained network, from the same facts.
 *
 * <p>All hold with probability {@code 1 - delta} for errors at margin 1; what they differ in is
 * what they know: the graph, the norms, or the number of parameters.
 *
 * @param network the trained network
 * @param sample the training rows
 * @param classes how many
 * @param error training error at margin 1, in [0, 1]
 * @param delta in (0, 1)
 */
public record GeneralizationBounds(
    LayeredNetwork network, SampleNorms sample, int classes, double error, double delta) {
  /** Checks the ranges. */
  public GeneralizationBounds {
    if (!(error >= 0 && error <= 1) || !(delta > 0 && delta < 1) || classes < 2) {
      throw new IllegalArgumentException(
          "error must be in [0, 1], delta in (0, 1), classes >= 2, were %s, %s, %d"
              .formatted(error, delta, classes));
    }
  }

  /** All five, in the order in which they were published to stand. */
  public List<Bound> all() {
    return List.of(sparse(false), parameterCount(), golowich(), spectral(), pathNorm());
  }

  /**
   * The bound that knows the graph (T. Galanti, M. Xu, L. Galanti, T. Poggio, "Norm-based
   * Generalization Bounds for Sparse Neural Networks", NeurIPS 2023, theorem 3.1):
   *
   * <pre>
   * err + (2 sqrt2 (rho + 1) / m) (1 + sqrt(2 (L log(2 deg) + log C)))
   *        sqrt(max over chains prod |pred| sum_i |x_ij|^2) + 3 sqrt(log(2 (rho + 2)^2 / delta) / 2m)
   * </pre>
   *
   * @param readOut whether the fan-in of the read-out counts, in the degree and in the chains: the
   *     theorem counts it, its authors' code does not
   */
  public Bound sparse(boolean readOut) {
    int degree = network.degree();
    if (readOut) {
      degree = Math.max(degree, network.layers().get(network.depth() - 1).maxFanIn());
    }
    double data = Math.sqrt(network.chains(sample.energies(), readOut));
    return rademacher(readOut ? "sparse, read-out counted" : "sparse", network.rho(), degree, data);
  }

  /**
   * The same with the graph forgotten, as in the authors' code: Frobenius norms of the unrolled
   * layers, degree 1, whole rows (after N. Golowich, A. Rakhlin, O. Shamir, COLT 2018).
   */
  public Bound golowich() {
    return rademacher("Golowich", network.frobeniusProduct(), 1, Math.sqrt(sample.energy()));
  }

  private Bound rademacher(String name, double rho, int degree, double data) {
    double m = sample.rows();
    double depth = depthFactor(network.depth(), degree, classes);
    double complexity = 2 * Math.sqrt(2) * (rho + 1) / m * depth * data;
    double confidence = 3 * Math.sqrt(StrictMath.log(2 * (rho + 2) * (rho + 2) / delta) / (2 * m));
    return new Bound(
        name,
        error + complexity + confidence,
        List.of(
            new Bound.Factor("norms", rho + 1),
            new Bound.Factor("depth and degree", depth),
            new Bound.Factor("data / sqrt m", data / Math.sqrt(m)),
            new Bound.Factor("1 / sqrt m", 2 * Math.sqrt(2) / Math.sqrt(m))));
  }

  /** {@code 1 + sqrt(2 (L log(2 deg) + log C))}. */
  static double depthFactor(int depth, int degree, int classes) {
    return 1 + Math.sqrt(2 * (depth * StrictMath.log(2.0 * degree) + StrictMath.log(classes)));
  }

  /**
   * Golowich's bound over the sparse one as far as architecture goes, without the data's factor:
   * the ratio of norms counts the places at which each kernel is used, that of the chains the
   * fan-ins. 19.6 for three layers of 2 by 2 kernels on 8 by 8 pixels, 1640 on 28 by 28, with 10
   * classes.
   */
  public double architectureRatio() {
    double ratio = 1;
    for (LayerOperator layer : network.layers().subList(0, network.depth() - 1)) {
      ratio *= Math.sqrt(layer.nodes()) / Math.sqrt(layer.maxFanIn());
    }
    return ratio
        * depthFactor(network.depth(), 1, classes)
        / depthFactor(network.depth(), network.degree(), classes);
  }

  /**
   * The spectrally normalised bound (P. Bartlett, D. Foster, M. Telgarsky, NIPS 2017, lemma A.8,
   * twice the Rademacher complexity, margin 1):
   *
   * <pre>
   * err + 8 / m^(3/2) + (72 |X|_F log(2W) log m / m) prod s_l (sum (b_l / s_l)^(2/3))^(3/2)
   *     + 3 sqrt(log(2 / delta) / 2m)
   * </pre>
   *
   * with {@code s} the spectral norms of the unrolled layers, {@code b} the (2,1) norms of their
   * transposes, W the widest layer.
   */
  public Bound spectral() {
    double m = sample.rows();
    double product = 1;
    double sum = 0;
    int widest = network.layers().get(0).inputs();
    for (LayerOperator layer : network.layers()) {
      double s = layer.spectralNorm();
      product *= s;
      sum += StrictMath.pow(layer.rowNorms() / s, 2.0 / 3);
      widest = Math.max(widest, layer.outputs());
    }
    double spread = sum * Math.sqrt(sum);
    double logs = StrictMath.log(2.0 * widest) * StrictMath.log(m);
    double data = Math.sqrt(sample.energy());
    return new Bound(
        "spectral",
        error + 8 / (m * Math.sqrt(m)) + 72 * data * logs / m * product * spread + confidence(),
        List.of(
            new Bound.Factor("spectral norms", product),
            new Bound.Factor("(2,1) over spectral norms", spread),
            new Bound.Factor("data / sqrt m", data / Math.sqrt(m)),
            new Bound.Factor("logarithms", logs),
            new Bound.Factor("72 / sqrt m", 72 / Math.sqrt(m))));
  }

  private double confidence() {
    return 3 * Math.sqrt(StrictMath.log(2 / delta) / (2.0 * sample.rows()));
  }

  /**
   * The path norm's bound (B. Neyshabur, R. Tomioka, N. Srebro, "Norm-based Capacity Control", COLT
   * 2015, for the l1 path norm), summed over classes by the contraction of A. Maurer (2016):
   *
   * <pre>
   * err + 2 sqrt2 2^(L-1) sqrt(4 log(2D) / m) max|x| sum_c path(c) + 3 sqrt(log(2 / delta) / 2m)
   * </pre>
   */
  public Bound pathNorm() {
    double m = sample.rows();
    double paths = 0;
    for (double path : network.pathNorms()) {
      paths += path;
    }
    int inputs = network.layers().get(0).inputs();
    double depth = Math.scalb(1.0, network.depth() - 1);
    double logs = Math.sqrt(4 * StrictMath.log(2.0 * inputs));
    double scale = 2 * Math.sqrt(2) / Math.sqrt(m);
    return new Bound(
        "path norm",
        error + scale * depth * logs * sample.largest() * paths + confidence(),
        List.of(
            new Bound.Factor("path norms", paths),
            new Bound.Factor("2^(L-1)", depth),
            new Bound.Factor("logarithms", logs),
            new Bound.Factor("max |x|", sample.largest()),
            new Bound.Factor("1 / sqrt m", scale)));
  }

  /**
   * Parameter counting (P. Long, H. Sedghi, "Generalization Bounds for Deep Convolutional Neural
   * Networks", ICLR 2020), with the theorem's constant taken as 1, which flatters it:
   *
   * <pre>
   * err + sqrt((W (sum_l s_l + log(L_loss m)) + log(1 / delta)) / m)
   * </pre>
   *
   * with W the parameters, {@code s} the spectral norms, and a loss of Lipschitz constant 1.
   */
  public Bound parameterCount() {
    double m = sample.rows();
    double norms = 0;
    for (LayerOperator layer : network.layers()) {
      norms += layer.spectralNorm();
    }
    double w = network.parameters();
    double inner = norms + StrictMath.log(m);
    return new Bound(
        "parameter counting",
        error + Math.sqrt((w * inner + StrictMath.log(1 / delta)) / m),
        List.of(
            new Bound.Factor("sqrt(parameters / m)", Math.sqrt(w / m)),
            new Bound.Factor("norms and logarithm", Math.sqrt(inner))));
  }
}
