package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.random.RandomStream;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * A binary tree of random smooth functions
 *
 * <pre>h(a, b) = w₁ sin(u₁ a + v₁ b + c₁) + w₂ sin(u₂ a + v₂ b + c₂) + w₃ a b</pre>
 *
 * with {@code |w₁| + |w₂| + |w₃| = 1}, so that values stay in [-1, 1] at every node. The leaves are
 * the inputs in order; a random shape joins two random neighbours at each step.
 */
final class TreeTarget implements TargetProvider {
  private static final Key<Integer> INPUTS =
      Key.integer("n", 8, "Number of inputs.").between(2, 100_000);
  private static final Key<String> SHAPE =
      Key.choice("shape", "balanced", "How neighbours are joined.", "balanced", "random", "chain");
  private static final Key<Boolean> SHARED =
      Key.flag("shared", false, "Whether all nodes have the same function.");
  private static final Key<Double> FREQUENCY =
      Key.real("frequency", 2, "Largest slope inside a sine.").between(0.125, 64);

  @Override
  public String id() {
    return "tree";
  }

  @Override
  public String description() {
    return "a binary tree of random smooth functions of two arguments with values in [-1, 1]";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(INPUTS, SHAPE, SHARED, FREQUENCY);
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    List<String> level = new ArrayList<>(BuiltInTargets.inputs(settings.get(INPUTS)));
    SparseFunctionBuilder builder =
        SparseFunction.builder().inputs(level, new InputLaw.Uniform(-1, 1));
    boolean shared = settings.get(SHARED);
    double frequency = settings.get(FREQUENCY);
    if (shared) {
      builder.function(
          "h", Constituent.of(formula(seed, 0, frequency, "a", "b"), List.of("a", "b")));
    }
    Joins joins = new Joins(settings.get(SHAPE), seed);
    for (int node = 1; level.size() > 1; node++) {
      int at = joins.next(level.size());
      List<String> pair = List.copyOf(level.subList(at, at + 2));
      String id = "n[" + node + "]";
      if (shared) {
        builder.apply(id, "h", pair);
      } else {
        builder.node(id, formula(seed, node, frequency, pair.get(0), pair.get(1)), pair);
      }
      level.set(at, id);
      level.remove(at + 1);
    }
    return builder.build();
  }

  /** Where the next two neighbours are joined. */
  private static final class Joins {
    private final String shape;
    private final RandomStream random;
    private int cursor;

    Joins(String shape, long seed) {
      this.shape = shape;
      this.random = RandomStream.of(seed, "target-shape");
    }

    int next(int size) {
      if (shape.equals("random")) {
        return random.nextInt(size - 1);
      }
      if (shape.equals("chain")) {
        return 0;
      }
      int at = cursor + 1 < size ? cursor : 0;
      cursor = at + 1;
      return at;
    }
  }

  private static Expression formula(long seed, int node, double frequency, String a, String b) {
    RandomStream random = RandomStream.of(seed, "target-node", node);
    double[] w = new double[3];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      w[i] = random.uniform(0.25, 1) * random.nextSign();
      sum += Math.abs(w[i]);
    }
    String sines =
        sine(w[0] / sum, random, frequency, a, b) + sine(w[1] / sum, random, frequency, a, b);
    return Expression.parse(sines + rounded(w[2] / sum) + "*" + a + "*" + b);
  }

  private static String sine(
      double weight, RandomStream random, double frequency, String a, String b) {
    String inner =
        rounded(random.uniform(-frequency, frequency))
            + "*"
            + a
            + " + "
            + rounded(random.uniform(-frequency, frequency))
            + "*"
            + b
            + " + "
            + rounded(random.uniform(-1, 1));
    return rounded(weight) + "*sin(" + inner + ") + ";
  }

  /** Cut towards zero to 10 bits, so that formulas stay short and weights never sum above 1. */
  private static String rounded(double value) {
    double cut = Math.floor(Math.abs(value) * 1024) / 1024;
    return Expression.constant(Math.copySign(cut, value) + 0.0).toString();
  }
}
