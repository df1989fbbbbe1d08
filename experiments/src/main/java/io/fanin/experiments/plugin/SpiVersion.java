package io.fanin.experiments.plugin;

import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The version of the service interfaces, which every plugin's jar declares in its manifest. */
public final class SpiVersion {
  /** The manifest's attribute, as in {@code Fanin-Spi-Version: 1}. */
  public static final String ATTRIBUTE = "Fanin-Spi-Version";

  /** The version of this build; it rises when a plugin must be built anew. */
  public static final int CURRENT = 1;

  private SpiVersion() {}

  /** Why a jar with this manifest cannot be used; nothing if it can. */
  static Optional<String> refusal(@Nullable Manifest manifest) {
    String declared =
        manifest == null
            ? null
            : manifest.getMainAttributes().getValue(new Attributes.Name(ATTRIBUTE));
    if (declared == null) {
      return Optional.of(
          "its manifest does not say for which service interfaces it was built; add "
              + ATTRIBUTE
              + ": "
              + CURRENT);
    }
    if (!declared.strip().equals(Integer.toString(CURRENT))) {
      return Optional.of(
          "it was built for version %s of the service interfaces, and this is version %d; %s"
              .formatted(declared.strip(), CURRENT, "build it against this version of Fanin"));
    }
    return Optional.empty();
  }
}
