package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.Arrays;
import java.util.Locale;

/** Settings that several architectures share. */
final class Keys {
  static final Key<String> ACTIVATION =
      Key.choice(
          "activation",
          "relu",
          "Function that hidden units apply.",
          Arrays.stream(Activation.values()).map(Keys::name).toArray(String[]::new));
  static final Key<Integer> WIDTH =
      Key.integer("width", 64, "Units of each hidden layer.").between(1, 1 << 20).unit("units");
  static final Key<Integer> DEPTH = Key.integer("depth", 2, "Hidden layers.").between(1, 1000);
  static final Key<Boolean> BIAS =
      Key.flag("bias", true, "Whether layers add biases; a network without has none at all.");

  private Keys() {}

  /** Such as {@code "leaky-relu"}. */
  static String name(Activation activation) {
    return activation.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Activation activation(Settings settings) {
    String name = settings.get(ACTIVATION);
    return Activation.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
