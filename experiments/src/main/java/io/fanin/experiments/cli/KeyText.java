package io.fanin.experiments.cli;

import io.fanin.settings.Settings;

/** Values of settings as they are written behind {@code --set}. */
final class KeyText {
  private KeyText() {}

  /** The value as YAML that reads back as it; a text without its quotes. */
  static String value(Settings settings, String name) {
    String start = name + "=";
    String line =
        settings.canonical().lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    String value = line.substring(start.length());
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
