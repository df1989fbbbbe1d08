package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import io.fanin.models.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table ready for learning: its rows as numbers, split into three parts; immutable.
 *
 * <p>Arrays that are handed out are shared and not to be changed.
 */
public final class LearningTable {
  /**
   * The rows that can be used.
   *
   * @param values {@code [rows][columns]}: a number, or the index of a category; NaN if missing
   * @param truth target of each row: a number, or the index of a class
   * @param numbers of each row in its file, from 1, the header not counted
   */
  record Rows(double[][] values, double[] truth, int[] numbers) {
    int count() {
      return numbers.length;
    }
  }

  private final String source;
  private final String digest;
  private final List<ColumnProfile> profiles;
  private final Preprocessing preprocessing;
  private final Rows rows;
  private final Parts parts;
  private final List<String> notes;

  LearningTable(
      String source,
      String digest,
      List<ColumnProfile> profiles,
      Preprocessing preprocessing,
      Rows rows,
      Parts parts,
      List<String> notes) {
    this.source = source;
    this.digest = digest;
    this.profiles = List.copyOf(profiles);
    this.preprocessing = preprocessing;
    this.rows = rows;
    this.parts = parts;
    this.notes = List.copyOf(notes);
  }

  /** Name of the file. */
  public String source() {
    return source;
  }

  /** Hex digest of the bytes of the files that the rows come from, and of the rules. */
  public String digest() {
    return digest;
  }

  /** What the columns of the file hold, dropped ones included. */
  public List<ColumnProfile> profiles() {
    return profiles;
  }

  /** How rows become numbers, learnt from the training rows. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** What is predicted. */
  public Target target() {
    return preprocessing.target();
  }

  /** Whether the target is a class. */
  public boolean isClassification() {
    return target().task() == Task.CLASSIFICATION;
  }

  /** Names of the input columns. */
  public List<String> columns() {
    return preprocessing.columns().stream().map(Column::name).toList();
  }

  /** How many rows, of all parts. */
  public int rows() {
    return rows.count();
  }

  /** Rows that networks learn from. */
  public int[] training() {
    return parts.training();
  }

  /** Rows that choose among networks. */
  public int[] validation() {
    return parts.validation();
  }

  /** Rows that are looked at once, at the end. */
  public int[] test() {
    return parts.test();
  }

  /** The number of a row in its file, from 1, the header not counted. */
  public int number(int row) {
    return rows.numbers()[row];
  }

  /** The true target of a row: a number in its own units, or the index of a class. */
  public double truth(int row) {
    return rows.truth()[row];
  }

  /** The number in a column, or the index of its category; NaN if missing. */
  public double value(int row, int column) {
    return rows.values()[row][column];
  }

  /** What was decided, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /** Targets as networks are trained on them: standardised numbers, or class indices. */
  public double[] targets() {
    double[] targets = rows.truth().clone();
    if (!isClassification()) {
      double mean = target().means().get(0);
      double scale = target().scales().get(0);
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (targets[i] - mean) / scale;
      }
    }
    return targets;
  }

  /** All input columns. */
  public TableView view() {
    return view(columns());
  }

  /**
   * Some input columns in the order of the names.
   *
   * @throws InvalidInputException if there is none of a name, or it is there twice
   */
  public TableView view(List<String> names) {
    List<String> known = columns();
    List<Column> chosen = new ArrayList<>();
    int[] places = new int[names.size()];
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < places.length; i++) {
      String name = names.get(i);
      places[i] = known.indexOf(name);
      if (places[i] < 0) {
        throw new InvalidInputException(
            "%s: has no input column '%s'%s"
                .formatted(source, Printed.of(name), Suggestions.hint(name, known)));
      }
      if (!seen.add(name)) {
        throw new InvalidInputException("column '" + Printed.of(name) + "' is named twice");
      }
      chosen.add(preprocessing.columns().get(places[i]));
    }
    double[][] values = new double[rows()][places.length];
    for (int row = 0; row < values.length; row++) {
      for (int i = 0; i < places.length; i++) {
        values[row][i] = rows.values()[row][places[i]];
      }
    }
    return TableView.of(new Preprocessing(preprocessing.missing(), chosen, target()), values);
  }
}
