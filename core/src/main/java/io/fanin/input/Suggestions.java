package io.fanin.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** The nearest known name to one that is not known. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * The candidate with the smallest edit distance, if it is near enough to be a slip.
   *
   * <p>Near enough is a distance of at most a third of the longer name, and at least 1. Ties go to
   * the alphabetically first.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    return new TreeSet<>(candidates)
        .stream()
            .filter(c -> distance(name, c) <= Math.max(1, Math.max(name.length(), c.length()) / 3))
            .min(Comparator.comparingInt(c -> distance(name, c)));
  }

  /** {@code "; did you mean 'x'?"}, or the list of what there is when nothing is near. */
  public static String hint(String name, Collection<String> candidates) {
    return nearest(name, candidates)
        .map(c -> "; did you mean '" + c + "'?")
        .orElseGet(() -> "; known: " + String.join(", ", new TreeSet<>(candidates)));
  }

  /** Levenshtein distance; letters of either case are equal. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        row[j] = Math.min(Math.min(previous[j], row[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
