package io.fanin.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The nearest known name to one that is not known. */
public final class Suggestions {
  /** Most names that are listed; more than any fixed vocabulary has. */
  private static final int MOST = 40;

  private Suggestions() {}

  /**
   * The candidate with the smallest edit distance, if it is near enough to be a slip.
   *
   * <p>Two neighbours that are swapped count as one slip, as a wrong letter does. Near enough is a
   * distance of at most a third of the longer name, or 1, that leaves at least one letter in place.
   * Ties go to the alphabetically first.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    return new TreeSet<>(candidates)
        .stream().filter(c -> near(name, c)).min(Comparator.comparingInt(c -> distance(name, c)));
  }

  private static boolean near(String name, String candidate) {
    int slips = distance(name, candidate);
    int longer = Math.max(name.length(), candidate.length());
    return slips <= Math.max(1, longer / 3) && slips < longer;
  }

  /** {@code "; did you mean 'x'?"}, or a list of what there is when nothing is near. */
  public static String hint(String name, Collection<String> candidates) {
    return nearest(name, candidates)
        .map(c -> "; did you mean '" + c + "'?")
        .orElseGet(() -> "; known: " + listed(new TreeSet<>(candidates)));
  }

  /** All of them, or the first and how many more: a graph may have thousands. */
  private static String listed(TreeSet<String> names) {
    String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
    int rest = names.size() - MOST;
    return rest > 0 ? "%s and %d more".formatted(first, rest) : first;
  }

  /**
   * Fewest letters to insert, delete or replace and neighbours to swap, no letter being touched
   * twice (optimal string alignment); letters of either case are equal.
   */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, String a, String b, int i, int j) {
    boolean same = same(a, i - 1, b, j - 1);
    int best = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
    best = Math.min(best, rows[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
  }
}
