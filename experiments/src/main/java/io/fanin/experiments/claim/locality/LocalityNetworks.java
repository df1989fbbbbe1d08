package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.target.Digits;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The networks of a setup: one hidden layer each, as nearly equal in size as widths allow. */
final class LocalityNetworks {
  private final LocalityValues setting;
  private final boolean control;
  private final long seed;
  private final Architectures architectures = Architectures.builtIn();

  private final int side;

  LocalityNetworks(ClaimSetup setup, Digits digits) {
    side = digits.side();
    setting = new LocalityValues(setup);
    control = setup.control();
    seed = setup.seed();
  }

  /** The network of an arm on unmoved pixels. */
  Network network(Arm arm, Sizes sizes) {
    ArchitectureProvider provider = architectures.get(arm.architecture());
    ArchitectureRequest request = request(arm, provider);
    String widthKey = arm.dense() ? "width" : "channels";
    Sizing sizing =
        Sizing.nearest(
            provider,
            request,
            widthKey,
            sizes == Sizes.PARAMETERS ? Sizing.PARAMETERS : Sizing.MULTIPLY_ADDS,
            sizes == Sizes.PARAMETERS ? parameters() : denseMultiplyAdds());
    return provider.build(request.with(sizing.settings()));
  }

  private long parameters() {
    return setting.integer(LocalityKeys.PARAMETERS);
  }

  private long denseMultiplyAdds() {
    return network(Arm.DENSE, Sizes.PARAMETERS).multiplyAdds();
  }

  private ArchitectureRequest request(Arm arm, ArchitectureProvider provider) {
    List<InputBlock> pixels = new ArrayList<>();
    for (int p = 0; p < side * side; p++) {
      pixels.add(new InputBlock("pixel" + p, p, 1, 0));
    }
    Settings settings =
        Settings.of(provider.keys()).with("activation", setting.text(LocalityKeys.ACTIVATION));
    if (arm.dense()) {
      settings = settings.with("depth", 1);
    } else {
      settings =
          settings
              .with("filter", List.of(String.valueOf(setting.integer(LocalityKeys.FILTER))))
              .with("stride", List.of(String.valueOf(setting.integer(LocalityKeys.STRIDE))))
              .with("channels", List.of(1));
    }
    ImageShape image = new ImageShape(side, side, 1);
    return new ArchitectureRequest(pixels, Digits.CLASSES, null, image, settings);
  }

  /**
   * The network as it stands for one training set: with its pixels moved by the set's own
   * permutation where the arm says so. The control moves those of every local network.
   */
  Network forSet(Network network, Arm arm, int set) {
    if (arm.shuffled()) {
      return network.permuted(permutation(set));
    }
    return control && !arm.dense() ? network.permuted(draw("locality-control", set)) : network;
  }

  /** Where each pixel is moved to for the shuffled networks of a set. */
  int[] permutation(int set) {
    return draw("locality-pixels", set);
  }

  private int[] draw(String purpose, int set) {
    return RandomStream.of(seed, purpose, set).permutation(side * side);
  }
}
