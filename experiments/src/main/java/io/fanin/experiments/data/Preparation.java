package io.fanin.experiments.data;

import io.fanin.experiments.sweep.Digests;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Loss;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a table ready for learning, by the rules of {@code docs/data.md}. */
public final class Preparation {
  private static final int LEAST_ROWS = 10;

  private final RawTable table;
  private final DataRules rules;
  private final List<ColumnProfile> profiles;
  private final List<Feature> features;
  private final Feature target;
  private final List<String> notes = new ArrayList<>();

  private Preparation(RawTable table, DataRules rules) {
    this.table = table;
    this.rules = rules;
    this.profiles = ColumnProfiler.profiles(table, rules.markers());
    this.features = ColumnRules.features(table, profiles, rules);
    this.target = TargetRules.target(table, profiles.get(table.column(rules.target())), rules);
  }

  /**
   * Decides what the columns are, splits the rows by seed, and learns the scales.
   *
   * @throws InvalidInputException if the table cannot be used, with the flag that mends it
   */
  public static LearningTable of(RawTable table, DataRules rules) {
    return new Preparation(table, rules).prepare(null);
  }

  /**
   * The same with test rows of their own.
   *
   * @param test has the same columns, in any order, and perhaps more
   */
  public static LearningTable of(RawTable table, RawTable test, DataRules rules) {
    return new Preparation(table, rules).prepare(test);
  }

  private LearningTable prepare(@Nullable RawTable test) {
    notes.addAll(table.notes());
    refuseMissing(table);
    TableRows own = TableRows.of(table, features, target, rules);
    note(own, table);
    LearningTable.Rows rows = own.rows();
    requireEnough(rows.count());
    Parts parts;
    if (test == null) {
      parts = Parts.split(rows.count(), rules);
    } else {
      TableRows others = TableRows.of(test, features, target, rules);
      note(others, test);
      if (others.rows().count() == 0) {
        throw InvalidInputException.in(test.source(), "has no row that can be used for testing");
      }
      parts = Parts.split(rows.count(), others.rows().count(), rules);
      rows = TableRows.together(rows, others.rows());
    }
    Preprocessing preprocessing = learn(rows, parts.training());
    conclude(rows, parts, test);
    String other = test == null ? "" : test.digest();
    return new LearningTable(
        table.source(),
        Digests.sha256(table.digest() + "\n" + other + "\n" + rules.text()),
        profiles,
        preprocessing,
        rows,
        parts,
        notes);
  }

  private void requireEnough(int rows) {
    if (rows < LEAST_ROWS) {
      throw InvalidInputException.in(
          table.source(),
          "has %d rows that can be used; learning needs at least %d".formatted(rows, LEAST_ROWS));
    }
  }

  /** By the flag that mends it. */
  private void refuseMissing(RawTable from) {
    if (rules.missing() != MissingPolicy.REFUSE) {
      return;
    }
    List<String> gaps = new ArrayList<>();
    for (ColumnProfile profile : profiles) {
      if (profile.missing() > 0 && !rules.drop().contains(profile.name())) {
        gaps.add(gap(from, profile));
      }
    }
    if (!gaps.isEmpty()) {
      throw InvalidInputException.in(
          from.source(),
          "values are missing: %s; give --missing drop to leave such rows out, or --missing mean to"
                  .formatted(String.join(", ", gaps))
              + " put the mean of the training rows in their place");
    }
  }

  private String gap(RawTable from, ColumnProfile profile) {
    int column = from.column(profile.name());
    int row = 0;
    while (!rules.isMissing(from.cell(row, column))) {
      row++;
    }
    return "'%s' in %d row%s, first on line %d"
        .formatted(
            Printed.of(profile.name()),
            profile.missing(),
            profile.missing() == 1 ? "" : "s",
            from.line(row));
  }

  private void note(TableRows read, RawTable from) {
    if (read.withoutTarget() > 0) {
      notes.add(
          from.source() + ": " + counted(read.withoutTarget()) + " without a target left out");
    }
    if (read.incomplete() > 0) {
      notes.add(
          rules.missing() == MissingPolicy.DROP
              ? "%s: %s with a missing value left out"
                  .formatted(from.source(), counted(read.incomplete()))
              : "%s: %s with a missing value, which counts as the training rows' mean"
                  .formatted(from.source(), counted(read.incomplete())));
    }
  }

  private static String counted(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private Preprocessing learn(LearningTable.Rows rows, int[] training) {
    List<Column> columns = new ArrayList<>();
    boolean gaps = rules.missing() == MissingPolicy.MEAN;
    for (int c = 0; c < features.size(); c++) {
      Feature feature = features.get(c);
      if (feature.isCategory()) {
        columns.add(new Column.Category(feature.name(), feature.values(), gaps));
      } else {
        int column = c;
        double[] values =
            Arrays.stream(training).mapToDouble(r -> rows.values()[r][column]).toArray();
        Scale scale = Scale.of(table.source(), feature.name(), values);
        columns.add(new Column.Numeric(feature.name(), scale.mean(), scale.deviation(), gaps));
      }
    }
    return new Preprocessing(rules.markers(), columns, target(rows, training));
  }

  private Target target(LearningTable.Rows rows, int[] training) {
    if (target.isCategory()) {
      return Target.classification(target.name(), Loss.SOFTMAX_CROSS_ENTROPY, target.values());
    }
    double[] values = Arrays.stream(training).mapToDouble(r -> rows.truth()[r]).toArray();
    Scale scale = Scale.of(table.source(), target.name(), values);
    return Target.regression(target.name(), scale.mean(), scale.deviation());
  }

  private void conclude(LearningTable.Rows rows, Parts parts, @Nullable RawTable test) {
    notes.add(
        target.isCategory()
            ? "target '%s' has %d classes: classification"
                .formatted(target.name(), target.values().size())
            : "target '%s' is a number: regression".formatted(target.name()));
    notes.add(
        "%,d rows to learn from, %,d to choose by, %,d to test on (%s)"
            .formatted(
                parts.training().length,
                parts.validation().length,
                parts.test().length,
                test == null ? "split by seed " + rules.seed() : "from " + test.source()));
    int copies = copies(rows);
    if (copies > 0) {
      notes.add(
          (copies == 1 ? "1 row is an exact copy" : copies + " rows are exact copies")
              + " of earlier ones; copies may stand on both sides of the split");
    }
    noteUnseen(rows, parts);
  }

  private static int copies(LearningTable.Rows rows) {
    Set<String> seen = new HashSet<>();
    int copies = 0;
    for (int row = 0; row < rows.count(); row++) {
      String text = Arrays.toString(rows.values()[row]) + rows.truth()[row];
      copies += seen.add(text) ? 0 : 1;
    }
    return copies;
  }

  private void noteUnseen(LearningTable.Rows rows, Parts parts) {
    if (!target.isCategory()) {
      return;
    }
    boolean[] seen = new boolean[target.values().size()];
    for (int row : parts.training()) {
      seen[(int) rows.truth()[row]] = true;
    }
    for (int k = 0; k < seen.length; k++) {
      if (!seen[k]) {
        notes.add(
            "class '%s' has no row to learn from".formatted(Printed.of(target.values().get(k))));
      }
    }
  }
}
