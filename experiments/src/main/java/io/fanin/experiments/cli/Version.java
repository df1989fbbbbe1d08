package io.fanin.experiments.cli;

import io.fanin.experiments.run.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "fanin " + Versions.fanin(), "Java " + Versions.java(),
    };
  }
}
