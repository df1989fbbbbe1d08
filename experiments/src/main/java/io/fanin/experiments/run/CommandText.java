package io.fanin.experiments.run;

import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines that a shell can run as they stand. */
public final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private CommandText() {}

  /** The line that gives a result again. */
  static String run(String program, RunRequest request) {
    List<String> words = new ArrayList<>(List.of(program, "run", request.claim().id()));
    words.add("--" + request.modeWord());
    words.addAll(List.of("--seed", Long.toString(request.setup().seed())));
    if (request.setup().control()) {
      words.add("--control");
    }
    if (!request.device().isEmpty()) {
      words.addAll(List.of("--device", request.device()));
    }
    Settings settings = request.setup().settings();
    for (Key<?> key : settings.keys()) {
      if (!settings.isDefault(key)) {
        words.add("--set");
        words.add(assignment(settings, key.name()));
      }
    }
    return line(words);
  }

  /**
   * The line that goes on with work.
   *
   * @param words of the command, behind the program's name
   * @param usual the folder of runs that need not be named
   */
  public static String goOn(String program, List<String> words, Path runs, Path usual) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(words);
    if (!runs.equals(usual)) {
      all.addAll(List.of("--out", runs.toString()));
    }
    return line(all);
  }

  /** Such as {@code d=[20, 40]}: the line of the canonical text. */
  private static String assignment(Settings settings, String name) {
    return settings
        .canonical()
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  /** Words as one line. */
  public static String line(List<String> words) {
    return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
