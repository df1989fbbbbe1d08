package io.fanin.experiments.claim.bounds;

import io.fanin.bounds.LayeredNetwork;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.target.Digits;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The networks that the bounds are computed for. */
final class DigitNetwork {
  private DigitNetwork() {}

  /** The convolutional network, or the dense one of the control. */
  static Network of(SettingValues values) {
    int layers = values.integer(NormBounds.LAYERS);
    int side = NormBounds.digits(values).side();
    if (values.setup().control()) {
      return build(
          side,
          "dense",
          List.of(new InputBlock("pixels", 0, side * side, 0)),
          Map.of("width", values.integer(NormBounds.CHANNELS), "depth", layers, "bias", false));
    }
    List<InputBlock> pixels = new ArrayList<>();
    for (int p = 0; p < side * side; p++) {
      pixels.add(new InputBlock("pixel" + p, p, 1, 0));
    }
    return build(
        side,
        "conv",
        pixels,
        Map.of(
            "filter",
            Collections.nCopies(layers, String.valueOf(values.integer(NormBounds.FILTER))),
            "stride",
            Collections.nCopies(layers, "1"),
            "channels",
            Collections.nCopies(layers, values.integer(NormBounds.CHANNELS)),
            "bias",
            false));
  }

  private static Network build(
      int side, String architecture, List<InputBlock> inputs, Map<String, Object> settings) {
    ArchitectureProvider provider = Architectures.builtIn().get(architecture);
    Settings own = Settings.of(provider.keys()).withAll(settings);
    ImageShape image = new ImageShape(side, side, 1);
    return provider.build(new ArchitectureRequest(inputs, Digits.CLASSES, null, image, own));
  }

  /** Whether a network that skips a level is refused. */
  static boolean refusesSkips() {
    SparseGraph graph =
        SparseGraph.withInputs("a", "b").node("p", "a", "b").node("q", "p", "a").build();
    ArchitectureProvider matched = Architectures.builtIn().get("matched");
    Network skipping =
        matched.build(
            new ArchitectureRequest(
                List.of(new InputBlock("a", 0, 1, 0), new InputBlock("b", 1, 1, 0)),
                1,
                graph,
                null,
                Settings.of(matched.keys()).withAll(Map.of("bias", false, "width", 2))));
    try {
      LayeredNetwork.of(skipping.plan(), skipping.initial(Initialisers.suited(), 1));
      return false;
    } catch (InvalidInputException refused) {
      return true;
    }
  }
}
