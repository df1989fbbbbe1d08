package io.fanin.models;

import io.fanin.settings.Key;
import java.util.List;

/** {@code y = W x + b} over all inputs. */
final class Linear implements ArchitectureProvider {
  static final String ID = "linear";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "One linear map of all inputs: what every other network must beat.";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(Keys.BIAS);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    NetworkBuilder builder = new NetworkBuilder(request.inputs());
    boolean bias = request.settings().get(Keys.BIAS);
    int head = Heads.linear(builder, 1, Heads.range(request.inputs().size()), request, bias);
    return builder.output(Network.OUTPUT, head).build(ID, request.settings());
  }
}
