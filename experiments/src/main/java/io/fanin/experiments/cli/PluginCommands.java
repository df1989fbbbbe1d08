package io.fanin.experiments.cli;

import io.fanin.experiments.plugin.CommandProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands that plugins bring. */
final class PluginCommands {
  private static final String PLUGINS = "--plugins";

  private PluginCommands() {}

  /**
   * A call of a command that is not one of the house.
   *
   * @param before options before the name, and every {@code --plugins}
   * @param rest what the command itself is given
   */
  record Call(String name, List<String> before, List<String> rest) {}

  /** The call, if the first word that is no option names none of the house's commands. */
  static Optional<Call> find(String[] arguments, Set<String> names) {
    List<String> before = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    String name = "";
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      boolean found = !name.isEmpty();
      if (word.equals(PLUGINS) && i + 1 < arguments.length) {
        before.add(word);
        before.add(arguments[++i]);
      } else if (word.startsWith(PLUGINS + "=") || (!found && word.startsWith("-"))) {
        before.add(word);
      } else if (found) {
        rest.add(word);
      } else {
        name = word;
      }
    }
    return name.isEmpty() || names.contains(name)
        ? Optional.empty()
        : Optional.of(new Call(name, before, rest));
  }

  /** Runs it if a plugin has such a command. */
  static Optional<Integer> run(Call call, Context context) {
    if (!context.services().commands().has(call.name())) {
      return Optional.empty();
    }
    CommandProvider command = context.services().commands().get(call.name());
    return Optional.of(command.run(call.rest(), context.out()));
  }
}
