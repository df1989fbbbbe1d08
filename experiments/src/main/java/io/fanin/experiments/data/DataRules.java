package io.fanin.experiments.data;

import io.fanin.models.Task;
import io.fanin.settings.ExactText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a table is made ready for learning; what is not said here is inferred and said in the notes.
 *
 * @param target column to predict
 * @param drop columns to leave out
 * @param keep columns to use though they look like names of rows, or are constant
 * @param categories columns whose values have no order, whatever they look like
 * @param missing what happens to missing values
 * @param markers texts that mean a missing value
 * @param task empty to infer it from the target
 * @param testShare of the rows, in (0, 1); not used where the test rows have a file of their own
 * @param validationShare of the rows that are not for testing, in (0, 1)
 * @param seed of the split
 */
public record DataRules(
    String target,
    Set<String> drop,
    Set<String> keep,
    Set<String> categories,
    MissingPolicy missing,
    List<String> markers,
    Optional<Task> task,
    double testShare,
    double validationShare,
    long seed) {
  /** Texts that mean a missing value wherever they stand. */
  public static final List<String> MARKERS =
      List.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "?");

  /** Copies the sets and checks the shares. */
  public DataRules {
    drop = Set.copyOf(drop);
    keep = Set.copyOf(keep);
    categories = Set.copyOf(categories);
    markers = List.copyOf(new LinkedHashSet<>(markers));
    share("testShare", testShare);
    share("validationShare", validationShare);
  }

  private static void share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1), was " + value);
    }
  }

  /**
   * The default rules for a target: a fifth of the rows for testing, a fifth of the rest for
   * validation.
   */
  public static DataRules of(String target, long seed) {
    return new DataRules(
        target,
        Set.of(),
        Set.of(),
        Set.of(),
        MissingPolicy.REFUSE,
        MARKERS,
        Optional.empty(),
        0.2,
        0.2,
        seed);
  }

  /** The same without some columns. */
  public DataRules dropping(String... columns) {
    return copy(Set.of(columns), keep, categories, missing, task);
  }

  /** The same with some columns that are used whatever they look like. */
  public DataRules keeping(String... columns) {
    return copy(drop, Set.of(columns), categories, missing, task);
  }

  /** The same with some columns whose values have no order. */
  public DataRules withCategories(String... columns) {
    return copy(drop, keep, Set.of(columns), missing, task);
  }

  /** The same with another rule for missing values. */
  public DataRules withMissing(MissingPolicy policy) {
    return copy(drop, keep, categories, policy, task);
  }

  /** The same with a task. */
  public DataRules withTask(Task wanted) {
    return copy(drop, keep, categories, missing, Optional.of(wanted));
  }

  /** The same with further texts that mean a missing value. */
  public DataRules withMarkers(List<String> more) {
    List<String> all = new ArrayList<>(markers);
    all.addAll(more);
    return new DataRules(
        target, drop, keep, categories, missing, all, task, testShare, validationShare, seed);
  }

  private DataRules copy(
      Set<String> drop,
      Set<String> keep,
      Set<String> categories,
      MissingPolicy missing,
      Optional<Task> task) {
    return new DataRules(
        target, drop, keep, categories, missing, markers, task, testShare, validationShare, seed);
  }

  /** Canonical text: equal for equal rules. */
  String text() {
    return String.join(
        "\n",
        target,
        new TreeSet<>(drop).toString(),
        new TreeSet<>(keep).toString(),
        new TreeSet<>(categories).toString(),
        missing.name(),
        markers.toString(),
        task.map(Task::name).orElse(""),
        ExactText.of(testShare),
        ExactText.of(validationShare),
        Long.toString(seed));
  }

  boolean isMissing(String cell) {
    return markers.contains(cell);
  }
}
