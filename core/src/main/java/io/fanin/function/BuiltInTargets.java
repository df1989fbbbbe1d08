package io.fanin.function;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The targets that come with the library. */
final class BuiltInTargets {
  private static final Key<Integer> INPUTS =
      Key.integer("n", 8, "Number of inputs.").between(2, 100_000);
  private static final Key<Integer> DEGREE =
      Key.integer("k", 3, "Number of inputs that matter.").between(1, 1000);

  private BuiltInTargets() {}

  static List<TargetProvider> all() {
    return List.of(
        new TreeTarget(),
        new Given(
            "s4-tree",
            "the balanced binary tree of h(a, b) = 0.5 sin(1.5a + 0.5b) + 0.4ab - 0.1b^2 over"
                + " inputs in [-1, 1]",
            List.of(INPUTS),
            settings -> constructive(settings.get(INPUTS))),
        new Given(
            "product",
            "the product of n inputs in [-1, 1] as a balanced binary tree",
            List.of(INPUTS),
            settings -> tree(settings.get(INPUTS), new InputLaw.Uniform(-1, 1), "a*b")),
        new Given(
            "parity",
            "the product of the first k of n signs, as a balanced binary tree",
            List.of(INPUTS, DEGREE),
            BuiltInTargets::parity),
        new StaircaseTarget());
  }

  /** A provider whose function does not depend on the seed. */
  private record Given(
      String id, String description, List<Key<?>> keys, Function<Settings, SparseFunction> make)
      implements TargetProvider {
    @Override
    public SparseFunction create(Settings settings, long seed) {
      return make.apply(settings);
    }
  }

  private static SparseFunction constructive(int n) {
    return tree(n, new InputLaw.Uniform(-1, 1), "0.5*sin(1.5*a + 0.5*b) + 0.4*a*b - 0.1*b^2");
  }

  private static SparseFunction tree(int n, InputLaw law, String formula) {
    SparseFunctionBuilder builder = SparseFunction.builder().inputs(inputs(n), law);
    balanced(builder.function("h", formula, "a", "b"), inputs(n));
    return builder.build();
  }

  private static SparseFunction parity(Settings settings) {
    int n = settings.get(INPUTS);
    int k = settings.get(DEGREE);
    StaircaseTarget.checkAtMost("k", k, n);
    SparseFunctionBuilder builder =
        SparseFunction.builder().inputs(inputs(n), new InputLaw.Rademacher(0.5));
    if (k == 1) {
      return builder.node("n[1]", "x[1]").build();
    }
    balanced(builder.function("h", "a*b", "a", "b"), inputs(k));
    return builder.build();
  }

  static List<String> inputs(int n) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      names.add("x[" + i + "]");
    }
    return names;
  }

  /** Pairs neighbours again and again; an odd one moves up alone. */
  private static void balanced(SparseFunctionBuilder builder, List<String> leaves) {
    List<String> level = leaves;
    int node = 0;
    while (level.size() > 1) {
      List<String> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        String id = "n[" + ++node + "]";
        builder.apply(id, "h", level.subList(i, i + 2));
        next.add(id);
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
  }
}
