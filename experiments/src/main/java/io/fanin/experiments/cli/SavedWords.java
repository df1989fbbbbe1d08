package io.fanin.experiments.cli;

import io.fanin.experiments.run.CommandText;
import io.fanin.experiments.store.Asked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What of a command line says what is to be done, rather than where, how and for whom. */
final class SavedWords {
  private static final Set<String> LEFT_OUT =
      Set.of("--out", "--threads", "--backend", "--output", "--dry-run");

  private SavedWords() {}

  /** The command that was parsed, for the folder of its run. */
  static Asked of(ParseResult command, List<String> line) {
    List<String> words = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (ArgSpec argument : new LinkedHashSet<>(command.matchedArgs())) { // one for each occurrence
      if (argument instanceof OptionSpec option) {
        if (!option.inherited() && !LEFT_OUT.contains(option.longestName())) {
          option
              .originalStringValues()
              .forEach(value -> words.add(option.longestName() + "=" + value));
        }
      } else {
        places.addAll(argument.originalStringValues());
      }
    }
    words.add("--"); // a file may have a name like an option's
    words.addAll(places);
    return new Asked(CommandText.line(line), Path.of("").toAbsolutePath(), words);
  }
}
