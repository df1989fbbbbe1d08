package io.fanin.graph;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names of a graph's vertices: what a name may look like, and which one is which vertex. */
final class Names {
  /** Longest name in UTF-16 units. */
  static final int MAX_LENGTH = 200;

  private static final String ALLOWED_MARKS = "_.-[]:/#";

  /** Up to this many names, an unknown one is answered with the whole list. */
  private static final int LISTED = 20;

  /** Up to this many names, the nearest one is looked for; beyond, it would cost seconds. */
  private static final int SEARCHED = 20_000;

  private final Map<String, Integer> vertexOf = new LinkedHashMap<>();

  Names() {}

  Names(Names other) {
    vertexOf.putAll(other.vertexOf);
  }

  int size() {
    return vertexOf.size();
  }

  String[] inOrder() {
    return vertexOf.keySet().toArray(String[]::new);
  }

  /** Gives {@code name} the next vertex. */
  void add(String kind, String name) {
    check(kind, name);
    if (vertexOf.putIfAbsent(name, vertexOf.size()) != null) {
      throw new InvalidInputException(
          "%s '%s' has a name that is taken; every input and node needs its own"
              .formatted(kind, name));
    }
  }

  /** The vertex of {@code name}, or -1. */
  int find(String name) {
    return vertexOf.getOrDefault(name, -1);
  }

  /** What to add to a sentence about an unknown name; empty if there is nothing helpful. */
  String hint(String name) {
    if (vertexOf.size() <= LISTED) {
      return Suggestions.hint(name, vertexOf.keySet());
    }
    if (vertexOf.size() > SEARCHED || name.length() > MAX_LENGTH) {
      return "";
    }
    Optional<String> near = Suggestions.nearest(name, vertexOf.keySet());
    return near.map(n -> "; did you mean '" + n + "'?").orElse("");
  }

  /** Refuses a name that a text form, a picture or a file could not carry. */
  static void check(String kind, String name) {
    if (name.isEmpty()) {
      throw new InvalidInputException("the name of the %s is empty; give it one".formatted(kind));
    }
    if (name.length() > MAX_LENGTH) {
      throw new InvalidInputException(
          "%s name '%s…' has %d characters; at most %d are allowed"
              .formatted(kind, name.substring(0, 20), name.length(), MAX_LENGTH));
    }
    name.codePoints().filter(c -> !allowed(c)).findFirst().ifPresent(c -> refuse(kind, name, c));
    if (ALLOWED_MARKS.indexOf(name.charAt(0)) > 0) {
      throw new InvalidInputException(
          "%s name '%s' starts with '%c'; a name starts with a letter, a digit or _"
              .formatted(kind, name, name.charAt(0)));
    }
  }

  private static boolean allowed(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || ALLOWED_MARKS.indexOf(codePoint) >= 0;
  }

  private static void refuse(String kind, String name, int codePoint) {
    throw new InvalidInputException(
        "%s name '%s' holds %s; names may hold letters, digits and %s"
            .formatted(kind, Printable.of(name), Printable.of(codePoint), spaced(ALLOWED_MARKS)));
  }

  private static String spaced(String marks) {
    return String.join(" ", marks.split(""));
  }
}
