package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** Fully connected layers over all inputs; with one hidden layer it is the shallow network. */
final class Dense implements ArchitectureProvider {
  static final Key<Boolean> RESIDUAL =
      Key.flag("residual", false, "Whether hidden layers after the first add what they read.");
  private final boolean shallow;

  Dense(boolean shallow) {
    this.shallow = shallow;
  }

  @Override
  public String id() {
    return shallow ? "shallow" : "dense";
  }

  @Override
  public String description() {
    return shallow
        ? "One hidden layer that sees all inputs, and a linear read-out."
        : "Hidden layers that see everything before them, and a linear read-out.";
  }

  @Override
  public List<Key<?>> keys() {
    return shallow
        ? List.of(Keys.WIDTH, Keys.ACTIVATION, Keys.BIAS)
        : List.of(Keys.WIDTH, Keys.DEPTH, Keys.ACTIVATION, Keys.BIAS, RESIDUAL);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    Settings settings = request.settings();
    int width = settings.get(Keys.WIDTH);
    int depth = shallow ? 1 : settings.get(Keys.DEPTH);
    boolean residual = !shallow && settings.get(RESIDUAL);
    boolean bias = settings.get(Keys.BIAS);
    Activation activation = Keys.activation(settings);
    NetworkBuilder builder = new NetworkBuilder(request.inputs());
    int[] blocks = Heads.range(request.inputs().size());
    int level = 0;
    for (int j = 1; j <= depth; j++) {
      Layer hidden = new Layer("hidden" + j, ++level, width, activation, bias, false);
      int block = builder.layer(hidden, List.of(blocks))[0];
      if (residual && j > 1) {
        block = Heads.sum(builder, ++level, blocks[0], block);
      }
      blocks = new int[] {block};
    }
    int head = Heads.linear(builder, level + 1, blocks, request, bias);
    return builder.output(Network.OUTPUT, head).build(id(), settings);
  }
}
