package io.fanin.bench;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which shapes are timed: groups, names, and names with a star at their end. */
final class Selection {
  /** One of each kind, for a glance. */
  static final String QUICK =
      "tree-64x8,tree-64x32,tree-256x16,tree-1024x8,matched24-16x8,dense-64-256-256-1,"
          + "conv1d-128-c16,tree-64x16-b1";

  /** Everything but the covering sample. */
  static final String USUAL = "trees,ensembles,dense,convolutions,small";

  static final String ALL = "all";

  private final Map<String, List<TrainingShape>> groups = new LinkedHashMap<>();
  private final Map<String, TrainingShape> names = new LinkedHashMap<>();

  Selection() {
    for (TrainingShapes.Group group : TrainingShapes.Group.values()) {
      List<TrainingShape> shapes = TrainingShapes.of(group);
      groups.put(group.name().toLowerCase(Locale.ROOT), shapes);
      shapes.forEach(shape -> names.put(shape.name(), shape));
    }
    groups.put(ALL, List.copyOf(names.values()));
  }

  /** Every group with its shapes. */
  Map<String, List<TrainingShape>> groups() {
    return groups;
  }

  /**
   * The shapes that words joined by commas ask for, each once.
   *
   * @throws InvalidInputException if a word names nothing
   */
  List<TrainingShape> of(String words) {
    Map<String, TrainingShape> chosen = new LinkedHashMap<>();
    for (String word : words.split(",", -1)) {
      find(word.strip()).forEach(shape -> chosen.put(shape.name(), shape));
    }
    return List.copyOf(chosen.values());
  }

  private List<TrainingShape> find(String word) {
    if (groups.containsKey(word)) {
      return groups.get(word);
    }
    if (names.containsKey(word)) {
      return List.of(names.get(word));
    }
    if (word.endsWith("*")) {
      String start = word.substring(0, word.length() - 1);
      List<TrainingShape> found =
          names.values().stream().filter(shape -> shape.name().startsWith(start)).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw new InvalidInputException("--shapes: no shape or group '" + word + "'" + hint(word));
  }

  private String hint(String word) {
    List<String> known = new ArrayList<>(groups.keySet());
    known.addAll(names.keySet());
    return Suggestions.nearest(word, known).isPresent()
        ? Suggestions.hint(word, known)
        : "; groups: " + String.join(", ", groups.keySet()) + "; --list shows the names";
  }
}
