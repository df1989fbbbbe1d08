package io.fanin.testkit;

import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.ImageShape;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on an architecture of a plugin, with those usual requests that it can build. */
@ExtendWith(Offered.class)
final class ArchitectureCheck extends ArchitectureContract {
  private static final int SMALL = 3;

  private final ArchitectureProvider provider;

  ArchitectureCheck(ArchitectureProvider provider) {
    this.provider = provider;
  }

  @Override
  protected ArchitectureProvider provider() {
    return provider;
  }

  @Override
  protected List<ArchitectureRequest> requests() {
    return usual(provider).stream().filter(r -> refusal(provider, r).isEmpty()).toList();
  }

  /** Why none of the usual requests can be built; empty where one can. */
  static String refusal(ArchitectureProvider provider) {
    String reason = "";
    for (ArchitectureRequest request : usual(provider)) {
      reason = refusal(provider, request);
      if (reason.isEmpty()) {
        return "";
      }
    }
    return "it refuses columns, a graph and an image: " + reason;
  }

  private static String refusal(ArchitectureProvider provider, ArchitectureRequest request) {
    try {
      provider.build(request);
      return "";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Five columns, four columns with a tree over them, an image of 3 by 3. */
  private static List<ArchitectureRequest> usual(ArchitectureProvider provider) {
    Settings settings = small(provider);
    ImageShape image = new ImageShape(3, 3, 1);
    return List.of(
        request(5, null, settings),
        request(4, GraphFamilies.kAryTree(4, 2), settings),
        new ArchitectureRequest(image.blocks(), 2, null, image, settings));
  }

  private static ArchitectureRequest request(
      int columns, @Nullable SparseGraph graph, Settings settings) {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      inputs.add(new InputBlock("x" + i, i, 1, 0));
    }
    return new ArchitectureRequest(inputs, 1, graph, null, settings);
  }

  /**
   * Every gradient is taken by differences, so large whole numbers are made small where allowed.
   */
  private static Settings small(ArchitectureProvider provider) {
    Settings settings = Settings.of(provider.keys());
    for (Key<?> key : provider.keys()) {
      if (key.defaultValue() instanceof Integer size && size > SMALL) {
        settings = with(settings, key.name());
      }
    }
    return settings;
  }

  private static Settings with(Settings settings, String name) {
    try {
      return settings.withAll(Map.of(name, SMALL));
    } catch (InvalidInputException e) {
      return settings; // it has to be larger
    }
  }
}
