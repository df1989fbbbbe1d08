package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import io.fanin.models.Task;

/** Decides whether the target is a number or a class. */
final class TargetRules {
  /** A target of whole numbers or texts with at most so many values is a class. */
  static final int MOST_CLASSES = 20;

  private TargetRules() {}

  /** The target; a category for classification. */
  static Feature target(RawTable table, ColumnProfile profile, DataRules rules) {
    String what = table.source() + ": target '" + Printed.of(profile.name()) + "' ";
    if (profile.present() == 0) {
      throw new InvalidInputException(what + "has no value in any row; choose another");
    }
    if (profile.kind() == ColumnKind.CONSTANT) {
      throw new InvalidInputException(
          what + "has the same value in every row, so there is nothing to learn; choose another");
    }
    Task task = rules.task().orElseGet(() -> inferred(what, table, profile));
    if (task == Task.REGRESSION) {
      if (!profile.numeric()) {
        throw new InvalidInputException(what + notNumeric(table, profile));
      }
      return Feature.numeric(profile.name());
    }
    if (profile.values().isEmpty()) {
      throw new InvalidInputException(
          what
              + "has more than %,d different values, too many classes; give --task regression"
                  .formatted(ColumnProfile.MOST_VALUES));
    }
    return Feature.category(profile.name(), profile.values());
  }

  private static Task inferred(String what, RawTable table, ColumnProfile profile) {
    boolean few = profile.distinct() <= MOST_CLASSES;
    if (profile.numeric()) {
      return profile.whole() && few ? Task.CLASSIFICATION : Task.REGRESSION;
    }
    if (few) {
      return Task.CLASSIFICATION;
    }
    String problem =
        profile.kind() == ColumnKind.MIXED || profile.kind() == ColumnKind.DECIMAL_COMMA
            ? notNumeric(table, profile)
            : "holds %d different texts; give --task classification if they are classes"
                .formatted(profile.distinct());
    throw new InvalidInputException(what + problem);
  }

  private static String notNumeric(RawTable table, ColumnProfile profile) {
    String cell = table.cell(profile.oddRow(), table.column(profile.name()));
    String remedy =
        profile.kind() == ColumnKind.DECIMAL_COMMA
            ? "write numbers with a decimal point"
            : "correct it, or give --missing-value '" + Printed.of(cell) + "'";
    return "holds '%s' on line %d, which is not a finite number; %s"
        .formatted(Printed.of(cell), table.line(profile.oddRow()), remedy);
  }
}
