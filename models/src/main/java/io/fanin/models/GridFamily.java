package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/**
 * Layers of sliding windows over a line or an image; weights shared (convolutional) or not (locally
 * connected). Position {@code p} of an axis reads {@code p * stride - padding … + filter - 1}.
 */
final class GridFamily implements ArchitectureProvider {
  static final Key<List<Integer>> CHANNELS =
      Key.integers("channels", List.of(16), "Channels of each layer; as many layers.")
          .between(1, 1 << 16);
  static final Key<List<String>> FILTER =
      Key.texts("filter", List.of("3"), "Window, such as 3 or 2x3; one for all layers or each.");
  static final Key<List<String>> STRIDE =
      Key.texts("stride", List.of("1"), "Step, such as 1 or 1x2; one for all layers or each.");
  static final Key<List<String>> PADDING =
      Key.texts("padding", List.of("0"), "Zeros on every side, such as 1 or 0x1, or 'same'.");
  static final Key<String> HEAD =
      Key.choice(
          "head",
          "linear",
          "What reads the last layer: all of it, or its average.",
          "linear",
          "average");
  private static final String SAME = "same";
  private final boolean shared;

  GridFamily(boolean shared) {
    this.shared = shared;
  }

  @Override
  public String id() {
    return shared ? "conv" : "local";
  }

  @Override
  public String description() {
    return shared
        ? "Sliding windows with one set of weights for all positions (convolution)."
        : "Sliding windows with weights of their own at every position (locally connected).";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(CHANNELS, FILTER, STRIDE, PADDING, HEAD, Keys.ACTIVATION, Keys.BIAS);
  }

  @Override
  public Network build(ArchitectureRequest request) {
    ImageShape shape = request.requireShape(id());
    Settings settings = request.settings();
    List<Integer> channels = settings.get(CHANNELS);
    NetworkBuilder builder = new NetworkBuilder(request.inputs());
    int[] blocks = Heads.range(shape.positions());
    for (int layer = 0; layer < channels.size(); layer++) {
      Window rows = window(settings, layer, shape, 0);
      Window columns = window(settings, layer, shape, 1);
      List<int[]> reads = Window.reads(rows, columns, blocks);
      blocks = builder.layer(layer(settings, layer), reads, shape.channels());
      shape = new ImageShape(rows.count(), columns.count(), channels.get(layer));
    }
    int level = channels.size() + 1;
    if (settings.get(HEAD).equals("average")) {
      blocks = new int[] {Heads.average(builder, level++, blocks)};
    }
    int head = Heads.linear(builder, level, blocks, request, settings.get(Keys.BIAS));
    return builder.output(Network.OUTPUT, head).build(id(), settings);
  }

  private Layer layer(Settings settings, int layer) {
    Activation activation = Keys.activation(settings);
    int width = settings.get(CHANNELS).get(layer);
    boolean bias = settings.get(Keys.BIAS);
    return new Layer(id() + (layer + 1), layer + 1, width, activation, bias, shared);
  }

  private Window window(Settings settings, int layer, ImageShape shape, int axis) {
    int line = shape.height() == 1 ? 1 : -1;
    int size = axis == 0 ? shape.height() : shape.width();
    int filter = Extents.parse(FILTER.name(), entry(settings, FILTER, layer), line, 1)[axis];
    int stride = Extents.parse(STRIDE.name(), entry(settings, STRIDE, layer), line, 1)[axis];
    String padding = entry(settings, PADDING, layer);
    if (padding.equals(SAME)) {
      return Window.same(size, filter, stride);
    }
    int pad = Extents.parse(PADDING.name(), padding, Math.min(line, 0), 0)[axis];
    return Window.padded(id(), size, filter, stride, pad);
  }

  private static String entry(Settings settings, Key<List<String>> key, int layer) {
    return Extents.of(key.name(), settings.get(key), layer, settings.get(CHANNELS).size());
  }
}
