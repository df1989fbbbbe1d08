package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.experiments.stats.Moments;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.List;

/** Targets and inputs of the three families; a seed draws a new one of each. */
final class Families {
  private final SettingValues values;
  private final int inputs;

  Families(SettingValues values) {
    this.values = values;
    this.inputs = values.integer(Alternatives.INPUTS);
  }

  /** The tree of a seed, whose wiring matched networks have in every family. */
  SparseFunction tree(int seed) {
    TargetProvider provider = Targets.of(List.of()).provider("tree");
    long own = RandomStream.of(root(), "alternatives-tree", seed).nextLong();
    return provider.create(Settings.of(provider.keys()).with("n", inputs), own);
  }

  private long root() {
    return values.setup().seed();
  }

  private RandomStream stream(String what, View view, int seed) {
    return RandomStream.of(root(), "alternatives-" + what, view.stream(), seed);
  }

  /**
   * Samples of a seed: inputs of variance 1/3 each, like uniform ones on [-1, 1], up to the
   * manifold's own shape, and labels of mean 0 and variance 1 without noise.
   */
  Samples samples(View view, int seed) {
    int training = values.integer(Alternatives.SAMPLES);
    int validation = values.integer(Alternatives.VALIDATION);
    int test = values.integer(Alternatives.TEST);
    int rows = training + validation + test;
    double[] labels = new double[rows];
    double[] x = new double[rows * inputs];
    double[][] nodes = {};
    switch (view) {
      case SPARSE -> nodes = sparse(seed, rows, x, labels);
      case INDEX -> index(seed, rows, x, labels);
      case MANIFOLD -> manifold(seed, rows, x, labels);
    }
    standardise(labels);
    if (values.setup().control()) {
      shuffle(labels, view, seed);
    }
    return new Samples(x, labels, nodes, inputs, training, validation, test);
  }

  private double[][] sparse(int seed, int rows, double[] x, double[] labels) {
    SparseFunction tree = tree(seed);
    double[] drawn = tree.sample(stream("rows", View.SPARSE, seed), rows);
    System.arraycopy(drawn, 0, x, 0, x.length);
    double[] all = tree.values(x, rows);
    int count = tree.graph().nodes();
    double[][] nodes = new double[count][rows];
    for (int r = 0; r < rows; r++) {
      for (int node = 0; node < count; node++) {
        nodes[node][r] = all[r * (inputs + count) + inputs + node];
      }
      labels[r] = nodes[count - 1][r];
    }
    return nodes;
  }

  private void index(int seed, int rows, double[] x, double[] labels) {
    RandomStream random = stream("rows", View.INDEX, seed);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.uniform(-1, 1);
    }
    int count = values.integer(Alternatives.DIRECTIONS);
    double[][] directions = directions(count, stream("target", View.INDEX, seed));
    Waves waves = new Waves(count, values, stream("waves", View.INDEX, seed));
    double[] z = new double[count];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        z[k] = 0;
        for (int i = 0; i < inputs; i++) {
          z[k] += directions[k][i] * x[r * inputs + i];
        }
      }
      labels[r] = waves.value(z);
    }
  }

  /**
   * Angles {@code t} uniform, inputs {@code x_i = sqrt(2/3) cos(<w_i, t> + phase)}, where {@code
   * w_i} has whole numbers of size at most 2: a closed surface in all inputs.
   */
  private void manifold(int seed, int rows, double[] x, double[] labels) {
    int dimension = values.integer(Alternatives.DIMENSION);
    RandomStream target = stream("target", View.MANIFOLD, seed);
    double[][] frequencies = new double[inputs][dimension];
    double[] phases = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      for (int k = 0; k < dimension; k++) {
        frequencies[i][k] = target.nextInt(5) - 2;
      }
      frequencies[i][i % dimension] = 1 + target.nextInt(2); // every angle is seen
      phases[i] = target.uniform(-Math.PI, Math.PI);
    }
    Waves waves = new Waves(inputs, values, stream("waves", View.MANIFOLD, seed));
    RandomStream random = stream("rows", View.MANIFOLD, seed);
    double[] t = new double[dimension];
    double[] row = new double[inputs];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < dimension; k++) {
        t[k] = random.uniform(-Math.PI, Math.PI);
      }
      for (int i = 0; i < inputs; i++) {
        double angle = phases[i];
        for (int k = 0; k < dimension; k++) {
          angle += frequencies[i][k] * t[k];
        }
        row[i] = Math.sqrt(2.0 / 3) * StrictMath.cos(angle);
      }
      System.arraycopy(row, 0, x, r * inputs, inputs);
      labels[r] = waves.value(row);
    }
  }

  /** Orthonormal directions by Gram and Schmidt, {@code [count][inputs]}. */
  private double[][] directions(int count, RandomStream random) {
    double[][] directions = new double[count][inputs];
    for (int k = 0; k < count; k++) {
      double[] own = directions[k];
      for (int i = 0; i < inputs; i++) {
        own[i] = random.nextGaussian();
      }
      for (int before = 0; before < k; before++) {
        double along = dot(own, directions[before]);
        for (int i = 0; i < inputs; i++) {
          own[i] -= along * directions[before][i];
        }
      }
      double length = Math.sqrt(dot(own, own));
      for (int i = 0; i < inputs; i++) {
        own[i] /= length;
      }
    }
    return directions;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A sum of random plane waves: no structure but smoothness. */
  private static final class Waves {
    private static final int COUNT = 20;
    private final double[][] directions;
    private final double[] phases = new double[COUNT];

    Waves(int arguments, SettingValues values, RandomStream random) {
      double frequency = values.real(Alternatives.FREQUENCY);
      directions = new double[COUNT][arguments];
      for (int w = 0; w < COUNT; w++) {
        for (int i = 0; i < arguments; i++) {
          directions[w][i] = frequency * random.nextGaussian() / Math.sqrt(arguments);
        }
        phases[w] = random.uniform(-Math.PI, Math.PI);
      }
    }

    double value(double[] x) {
      double sum = 0;
      for (int w = 0; w < COUNT; w++) {
        sum += StrictMath.sin(dot(directions[w], x) + phases[w]);
      }
      return sum;
    }
  }

  private static void standardise(double[] labels) {
    double mean = Moments.mean(labels);
    double deviation = Moments.standardDeviation(labels);
    for (int r = 0; r < labels.length; r++) {
      labels[r] = (labels[r] - mean) / deviation;
    }
  }

  private void shuffle(double[] labels, View view, int seed) {
    int[] from = stream("shuffle", view, seed).permutation(labels.length);
    double[] own = labels.clone();
    for (int r = 0; r < labels.length; r++) {
      labels[r] = own[from[r]];
    }
  }
}
