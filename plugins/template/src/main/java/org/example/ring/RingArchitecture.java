package org.example.ring;

import io.fanin.kernel.Activation;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Layer;
import io.fanin.models.Network;
import io.fanin.models.NetworkBuilder;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** One hidden node for each input on a circle, which reads it and the next ones. */
public final class RingArchitecture implements ArchitectureProvider {
  private static final Key<Integer> WIDTH =
      Key.integer("width", 8, "Units of a hidden node.").between(1, 4096);
  private static final Key<Integer> REACH =
      Key.integer("reach", 2, "Neighbours that a hidden node reads.").between(1, 64);

  @Override
  public String id() {
    return "ring";
  }

  @Override
  public String description() {
    return "One hidden layer whose nodes read neighbours on a circle, and a linear read-out.";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(WIDTH, REACH);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    int inputs = request.inputs().size();
    int reach = Math.min(inputs, request.settings().get(REACH));
    List<int[]> reads = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      int[] neighbours = new int[reach];
      for (int j = 0; j < reach; j++) {
        neighbours[j] = (i + j) % inputs;
      }
      reads.add(neighbours);
    }
    NetworkBuilder builder = new NetworkBuilder(request.inputs());
    int width = request.settings().get(WIDTH);
    int[] hidden = builder.layer(new Layer("ring", 1, width, Activation.TANH), reads);
    Layer head = Layer.linear("head", 2, request.outputWidth());
    int output = builder.layer(head, List.of(hidden))[0];
    return builder.output(Network.OUTPUT, output).build(id(), request.settings());
  }
}
