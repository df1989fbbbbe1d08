package org.example.ring;

import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.function.TargetProvider;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The mean over a circle of {@code sin(frequency * x * y)} of each two neighbours. */
public final class RingTarget implements TargetProvider {
  private static final Key<Integer> INPUTS =
      Key.integer("n", 8, "Number of inputs on the circle.").between(3, 1000);
  private static final Key<Double> FREQUENCY =
      Key.real("frequency", 2, "Factor inside the sine.").between(0.1, 20);

  @Override
  public String id() {
    return "ring";
  }

  @Override
  public String description() {
    return "the mean over a circle of a sine of each two neighbours' product";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(INPUTS, FREQUENCY);
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    int n = settings.get(INPUTS);
    String frequency = Double.toString(settings.get(FREQUENCY));
    List<String> inputs = IntStream.range(0, n).mapToObj(i -> "x[" + i + "]").toList();
    SparseFunctionBuilder builder =
        SparseFunction.builder().inputs(inputs, new InputLaw.Uniform(-1, 1));
    builder.function("h", "sin(" + frequency + "*a*b)", "a", "b");
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      nodes.add("h[" + i + "]");
      builder.apply(nodes.get(i), "h", List.of(inputs.get(i), inputs.get((i + 1) % n)));
    }
    return builder.node("mean", "(" + String.join(" + ", nodes) + ")/" + n).build();
  }
}
