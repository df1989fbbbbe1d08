package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** The targets: balanced binary trees of rough fields over inputs uniform in [-1, 1]. */
final class RoughTree {
  private RoughTree() {}

  /** The target of a seed. */
  static SparseFunction draw(int inputs, double beta, int levels, long runSeed, int seed) {
    List<String> level = new ArrayList<>();
    for (int i = 1; i <= inputs; i++) {
      level.add("x[" + i + "]");
    }
    SparseFunctionBuilder builder =
        SparseFunction.builder().inputs(level, new InputLaw.Uniform(-1, 1));
    int node = 0;
    while (level.size() > 1) {
      List<String> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        long own = RandomStream.of(runSeed, "sample-rate-target", seed, ++node).nextLong();
        String id = "n[" + node + "]";
        RoughField field = new RoughField(beta, levels, own);
        builder.node(id, field.constituent(), level.get(i), level.get(i + 1));
        next.add(id);
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
    return builder.build();
  }

  static SparseFunction draw(SettingValues values, int seed) {
    return draw(
        values.integer(SampleRate.INPUTS),
        values.real(SampleRate.BETA),
        values.integer(SampleRate.LEVELS),
        values.setup().seed(),
        seed);
  }

  /**
   * The wiring of matched networks: the tree's, or for the control one in which inputs are moved by
   * half of a pair, so that every lowest node reads inputs of two.
   */
  static SparseGraph wiring(SettingValues values) {
    SparseGraph graph = draw(values, 0).graph();
    int[] to = new int[graph.inputs()];
    for (int i = 0; i < to.length; i++) {
      to[i] = values.setup().control() ? (i + 1) % to.length : i;
    }
    return graph.permuteInputs(to);
  }

  /**
   * The samples of a seed: labels of mean 0 and variance 1 over all rows, plus noise but for the
   * test rows.
   */
  static Samples samples(SettingValues values, int seed) {
    List<Integer> sizes = SampleRate.sizes(values);
    int training = sizes.get(sizes.size() - 1);
    int validation = values.integer(SampleRate.VALIDATION);
    int test = values.integer(SampleRate.TEST);
    int rows = training + validation + test;
    SparseFunction target = draw(values, seed);
    long root = values.setup().seed();
    double[] inputs = target.sample(RandomStream.of(root, "sample-rate-rows", seed), rows);
    double[][] nodes = nodes(target, inputs, rows);
    double[] labels = nodes[nodes.length - 1].clone();
    standardise(labels);
    RandomStream random = RandomStream.of(root, "sample-rate-noise", seed);
    for (int r = 0; r < training + validation; r++) {
      labels[r] += values.real(SampleRate.NOISE) * random.nextGaussian();
    }
    return new Samples(inputs, labels, nodes, target.inputWidth(), training, validation, test);
  }

  private static double[][] nodes(SparseFunction target, double[] inputs, int rows) {
    int n = target.inputWidth();
    int count = target.graph().nodes();
    double[] all = target.values(inputs, rows);
    double[][] nodes = new double[count][rows];
    for (int r = 0; r < rows; r++) {
      for (int node = 0; node < count; node++) {
        nodes[node][r] = all[r * (n + count) + n + node];
      }
    }
    return nodes;
  }

  private static void standardise(double[] labels) {
    double mean = io.fanin.experiments.stats.Moments.mean(labels);
    double deviation = io.fanin.experiments.stats.Moments.standardDeviation(labels);
    for (int r = 0; r < labels.length; r++) {
      labels[r] = (labels[r] - mean) / deviation;
    }
  }
}
