package io.fanin.hierarchy.complexity;

import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.settings.Settings;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The networks that read strings of one-hot symbols.
 *
 * @param places symbols of a string
 * @param alphabet columns of a place
 * @param classes outputs
 */
public record Networks(int places, int alphabet, int classes) {
  /**
   * Layers of windows side by side, each reading {@code window} positions of the one below, so that
   * {@code levels} of them see the whole string, and a linear read-out.
   *
   * @param shared whether all positions of a layer have one set of weights
   * @param window filter and stride; {@code window^levels} is {@link #places}
   */
  public Network tree(boolean shared, int levels, int window, int channels) {
    return provider(shared).build(treeRequest(shared, levels, window, channels));
  }

  private static ArchitectureProvider provider(boolean shared) {
    return Architectures.builtIn().get(shared ? "conv" : "local");
  }

  private ArchitectureRequest treeRequest(boolean shared, int levels, int window, int channels) {
    ImageShape shape = new ImageShape(1, places, alphabet);
    Settings settings =
        Settings.of(provider(shared).keys())
            .with("channels", Collections.nCopies(levels, channels))
            .with("filter", List.of(String.valueOf(window)))
            .with("stride", List.of(String.valueOf(window)));
    return new ArchitectureRequest(shape.blocks(), classes, null, shape, settings);
  }

  /**
   * The same with as many channels as bring a size nearest to a target.
   *
   * @param size {@link Sizing#PARAMETERS} or {@link Sizing#MULTIPLY_ADDS}
   */
  public Network treeOfSize(
      boolean shared, int levels, int window, ToLongFunction<Network> size, long target) {
    ArchitectureProvider provider = provider(shared);
    ArchitectureRequest request = treeRequest(shared, levels, window, 1);
    Sizing sizing = Sizing.nearest(provider, request, "channels", size, target);
    return provider.build(request.with(sizing.settings()));
  }

  /**
   * One hidden layer that sees all symbols, as wide as brings a size nearest to a target.
   *
   * @param size {@link Sizing#PARAMETERS} or {@link Sizing#MULTIPLY_ADDS}
   */
  public Network shallowOfSize(ToLongFunction<Network> size, long target) {
    ArchitectureProvider provider = Architectures.builtIn().get("shallow");
    List<InputBlock> all = List.of(new InputBlock("x", 0, places * alphabet, 0));
    ArchitectureRequest request =
        new ArchitectureRequest(all, classes, null, null, Settings.of(provider.keys()));
    Sizing sizing = Sizing.nearest(provider, request, "width", size, target);
    return provider.build(request.with(sizing.settings()));
  }
}
