package io.fanin.experiments.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the streams are connected to.
 *
 * @param out whether results go to a terminal
 * @param err whether messages go to a terminal
 * @param colours whether colours are wanted there
 */
record Terminal(boolean out, boolean err, boolean colours) {
  /** No terminal anywhere: no bar, no colours. */
  static final Terminal NONE = new Terminal(false, false, false);

  /**
   * What the launcher found, for Java cannot tell one stream from the other.
   *
   * @param property {@code out}, {@code err}, both with a comma, or null
   * @param noColour value of {@code NO_COLOR}; set and not empty it forbids colours
   */
  static Terminal of(@Nullable String property, @Nullable String noColour) {
    List<String> streams = property == null ? List.of() : List.of(property.split(",", -1));
    boolean colours = noColour == null || noColour.isEmpty();
    return new Terminal(streams.contains("out"), streams.contains("err"), colours);
  }
}
