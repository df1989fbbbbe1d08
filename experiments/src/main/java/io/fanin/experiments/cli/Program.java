package io.fanin.experiments.cli;

/** What a person types to call this command. */
final class Program {
  private Program() {}

  /** As the launcher was called; {@code fanin} without a launcher. */
  static String name() {
    return System.getProperty("fanin.program", "fanin");
  }
}
