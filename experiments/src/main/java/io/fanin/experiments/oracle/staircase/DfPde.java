package io.fanin.experiments.oracle.staircase;

import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dimension-free limit of online gradient descent on a two-layer network, for a target h of P
 * of infinitely many signs (E. Abbe, E. Boix-Adserà, T. Misiakiewicz, "The Merged-Staircase
 * Property", COLT 2022).
 *
 * <p>Particles {@code (a, u in R^P, s)}; {@code f(z) = mean_j a_j E_G sigma(u_j.z + s_j G)}, {@code
 * sigma(x) = 1 / (1 + exp(-x + shift))}, and
 *
 * <pre>
 * da/dt = E[(h - f) sigma]     du/dt = a E[(h - f) sigma' z]     ds/dt = a E[(h - f) sigma' G]
 * </pre>
 *
 * <p>from {@code a} on a grid of (-1, 1), {@code u = 0}, {@code s = 1}. Expectations are exact over
 * the {@code 2^P} signs and by Gauss's quadrature over G, so there is no noise; Euler's steps.
 *
 * <p><b>Symmetry.</b> Where a signed permutation leaves h as it is, exact arithmetic keeps every u
 * invariant under it, and that is why some targets are never learnt. Rounding breaks the symmetry,
 * and what should stay at 0 grows exponentially: such a run "learns" every target. So u is
 * projected after every step on what the computed group leaves as it is; no coordinate is set to 0
 * by hand.
 *
 * <p>Costs {@code particles * nodes * 2^P} divisions a step. Not thread-safe.
 */
public final class DfPde {
  /** Most variables: 2^12 sign vectors. */
  public static final int MAX_VARIABLES = 12;

  private static final double RISE = 1e-9; // of the risk, relative: what rounding may add

  /**
   * The numerics of a run.
   *
   * @param particles even, at least 2
   * @param nodes of the quadrature, in 1..200
   * @param step of time, positive; where it is too long the risk rises, and the run says so
   * @param shift of the sigmoid
   */
  public record Options(int particles, int nodes, double step, double shift) {
    /** Checks the ranges. */
    public Options {
      if (particles < 2 || particles % 2 != 0) {
        throw new InvalidInputException("particles must be even and >= 2, was " + particles);
      }
      if (!(step > 0)) {
        throw new InvalidInputException("step must be > 0, was " + step);
      }
    }
  }

  /**
   * What was seen at regular times.
   *
   * @param times of the records, the first 0
   * @param risks {@code E[(h - f)^2]}
   * @param coefficients Fourier coefficients of f at the target's terms, {@code [term][record]}
   */
  public record Trajectory(double[] times, double[] risks, double[][] coefficients) {
    /**
     * The first time at which a term's coefficient has reached a share of the target's, with a
     * straight line between records; infinite where it has not.
     *
     * @param target the coefficient in h
     */
    public double reached(int term, double target, double share) {
      double[] values = coefficients[term];
      for (int k = 0; k < values.length; k++) {
        double now = values[k] / target;
        if (now >= share) {
          if (k == 0) {
            return times[0];
          }
          double before = values[k - 1] / target;
          return times[k - 1] + (times[k] - times[k - 1]) * ((share - before) / (now - before));
        }
      }
      return Double.POSITIVE_INFINITY;
    }
  }

  private final Options options;
  private final List<Term> terms;
  private final int variables;
  private final int corners;
  private final double[] target;
  private final GaussHermite rule;
  private final @Nullable SignedPermutations group;
  private final double[] a;
  private final double[] u;
  private final double[] s;
  private final double[] value;
  private final double[] slope;
  private final double[] slopeG;
  private final double[] residual;

  private DfPde(SparsePolynomial h, Options options, @Nullable SignedPermutations group) {
    if (h.basis() != Basis.SIGNS) {
      throw new IllegalArgumentException("the target must be in the basis of signs");
    }
    variables = h.variables();
    if (variables > MAX_VARIABLES) {
      throw new InvalidInputException(
          "the target has %d variables; the limit is integrated for at most %d"
              .formatted(variables, MAX_VARIABLES));
    }
    this.options = options;
    this.group = group;
    terms = h.nonConstant();
    corners = 1 << variables;
    target = new double[corners];
    double[] z = new double[variables];
    for (int c = 0; c < corners; c++) {
      for (int i = 0; i < variables; i++) {
        z[i] = Cube.sign(c, i);
      }
      target[c] = h.value(z);
    }
    rule = GaussHermite.of(options.nodes());
    int n = options.particles();
    a = new double[n];
    u = new double[n * variables];
    s = new double[n];
    value = new double[n * corners];
    slope = new double[n * corners];
    slopeG = new double[n * corners];
    residual = new double[corners];
    Arrays.fill(s, 1);
    for (int j = 0; j < n; j++) {
      a[j] = (2 * j + 1.0 - n) / (n - 1); // from -1 to 1, mirrored to the last bit
    }
  }

  /** The exact limit: u from 0, kept invariant under the symmetries of h. */
  public static DfPde exact(SparsePolynomial h, Options options) {
    return new DfPde(h, options, SignedPermutations.of(h));
  }

  /**
   * The same equations without the projection. From {@code u = 0} rounding alone decides what they
   * find where h has symmetries; with {@code size > 0} every coordinate of u starts normal with
   * that deviation, as at a finite dimension {@code size^(-2)}.
   */
  public static DfPde perturbed(SparsePolynomial h, Options options, double size, long seed) {
    DfPde run = new DfPde(h, options, null);
    RandomStream random = RandomStream.of(seed, "df-pde-start");
    for (int i = 0; i < run.u.length; i++) {
      run.u[i] = size * random.nextGaussian();
    }
    return run;
  }

  /**
   * Runs for a time from where it stands, and records.
   *
   * @param time positive
   * @param every time between records, at least a step
   * @throws InvalidInputException if the risk rose: the step is too long for the target
   * @throws InterruptedException if the thread was interrupted
   */
  public Trajectory run(double time, double every) throws InterruptedException {
    return run(time, every, Double.POSITIVE_INFINITY, -1);
  }

  /**
   * The same, ended early once the coefficient of a term has reached a share of the target's.
   *
   * @param term which of the target's non-constant terms; -1 for none
   */
  public Trajectory run(double time, double every, double share, int term)
      throws InterruptedException {
    int steps = (int) Math.ceil(time / options.step() - 1e-9);
    int stride = Math.max(1, (int) Math.rint(every / options.step()));
    List<double[]> records = new ArrayList<>();
    double risk = look();
    for (int k = 0; ; k++) {
      if (k % stride == 0 || k == steps) {
        records.add(record(k * options.step(), risk));
        double[] last = records.get(records.size() - 1);
        if (k == steps || (term >= 0 && last[2 + term] / terms.get(term).coefficient() >= share)) {
          return trajectory(records);
        }
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the integration was interrupted");
      }
      move();
      double next = look();
      if (!(next <= risk * (1 + RISE) + 1e-15)) {
        throw new InvalidInputException(
            "the risk rose from %s to %s at t = %s, so step = %s is too long; lower it"
                .formatted(risk, next, (k + 1) * options.step(), options.step()));
      }
      risk = next;
    }
  }

  private double[] record(double time, double risk) {
    double[] record = new double[2 + terms.size()];
    record[0] = time;
    record[1] = risk;
    for (int t = 0; t < terms.size(); t++) {
      int set = 0;
      for (int i = 0; i < variables; i++) {
        set |= terms.get(t).exponents().get(i) << i;
      }
      double sum = 0;
      for (int c = 0; c < corners; c++) {
        sum += (target[c] - residual[c]) * Cube.character(set, c);
      }
      record[2 + t] = sum / corners;
    }
    return record;
  }

  private Trajectory trajectory(List<double[]> records) {
    int n = records.size();
    double[] times = new double[n];
    double[] risks = new double[n];
    double[][] coefficients = new double[terms.size()][n];
    for (int k = 0; k < n; k++) {
      times[k] = records.get(k)[0];
      risks[k] = records.get(k)[1];
      for (int t = 0; t < coefficients.length; t++) {
        coefficients[t][k] = records.get(k)[2 + t];
      }
    }
    return new Trajectory(times, risks, coefficients);
  }

  /** The terms that a trajectory's coefficients belong to. */
  public List<Term> terms() {
    return terms;
  }

  /** Expectations over G of every particle in every corner, the residual, and the risk. */
  private double look() {
    double[] signal = new double[corners];
    double[] f = new double[corners];
    for (int j = 0; j < a.length; j++) {
      integrate(j, signal);
      for (int c = 0; c < corners; c++) {
        f[c] += a[j] * value[j * corners + c];
      }
    }
    double risk = 0;
    for (int c = 0; c < corners; c++) {
      residual[c] = target[c] - f[c] / a.length;
      risk += residual[c] * residual[c];
    }
    return risk / corners;
  }

  /**
   * {@code sigma(u.z + s g) = 1 / (1 + exp(-u.z) exp(shift - s g))}: the exponential is a product,
   * so that a particle needs {@code P + nodes} exponentials and not {@code 2^P nodes}.
   */
  private void integrate(int j, double[] signal) {
    double[] flips = new double[variables];
    double product = 1;
    for (int i = 0; i < variables; i++) {
      double factor = StrictMath.exp(-u[j * variables + i]);
      product *= factor;
      flips[i] = 1 / (factor * factor);
    }
    signal[0] = product;
    for (int i = 0; i < variables; i++) {
      for (int c = 0; c < 1 << i; c++) {
        signal[c | 1 << i] = signal[c] * flips[i];
      }
    }
    double[] v = new double[corners];
    double[] d = new double[corners];
    double[] g = new double[corners];
    int nodes = rule.nodes().length;
    double scale = StrictMath.exp(options.shift());
    for (int q = 0; q < (nodes + 1) / 2; q++) { // nodes are mirrored, so one exponential gives two
      double node = rule.nodes()[q];
      double factor = StrictMath.exp(-s[j] * node);
      add(signal, scale * factor, rule.weights()[q], node, v, d, g);
      if (2 * q + 1 != nodes) { // the middle node is its own mirror
        add(signal, scale / factor, rule.weights()[q], -node, v, d, g);
      }
    }
    System.arraycopy(v, 0, value, j * corners, corners);
    System.arraycopy(d, 0, slope, j * corners, corners);
    System.arraycopy(g, 0, slopeG, j * corners, corners);
  }

  /** One node of the quadrature in all corners, in a loop that the compiler turns into vectors. */
  private static void add(
      double[] signal, double factor, double w, double node, double[] v, double[] d, double[] g) {
    for (int c = 0; c < signal.length; c++) {
      double sigma = 1 / (1 + signal[c] * factor);
      double weighted = w * sigma;
      double derivative = weighted * (1 - sigma);
      v[c] += weighted;
      d[c] += derivative;
      g[c] += node * derivative;
    }
  }

  private void move() {
    double scale = options.step() / corners;
    double[] pull = new double[variables];
    for (int j = 0; j < a.length; j++) {
      int at = j * corners;
      double da = 0;
      double ds = 0;
      Arrays.fill(pull, 0);
      for (int c = 0; c < corners; c++) {
        double r = residual[c];
        da += r * value[at + c];
        ds += r * slopeG[at + c];
        double d = r * slope[at + c];
        for (int i = 0; i < variables; i++) {
          pull[i] += (c >> i & 1) == 0 ? d : -d;
        }
      }
      for (int i = 0; i < variables; i++) {
        u[j * variables + i] += scale * a[j] * pull[i];
      }
      s[j] += scale * a[j] * ds;
      a[j] += scale * da;
      if (group != null) {
        group.project(u, j * variables);
      }
    }
  }
}
