package io.fanin.experiments.plugin;

import java.io.PrintStream;
import java.util.List;

/**
 * A further command, run as {@code fanin ID ARGUMENTS…}; found through {@link
 * java.util.ServiceLoader}.
 */
public interface CommandProvider {
  /** Unique and stable, lower case with dashes; not the name of a command that Fanin has. */
  String id();

  /** One line on what it does. */
  String description();

  /**
   * Does the work.
   *
   * @param arguments what stands behind the command's name
   * @param out for results; problems go to the log
   * @return the exit code: 0 fine, 3 a claim fails, 4 undecided or partial
   * @throws io.fanin.input.InvalidInputException if the arguments cannot be used, which is shown as
   *     one line with exit code 2
   */
  int run(List<String> arguments, PrintStream out);
}
