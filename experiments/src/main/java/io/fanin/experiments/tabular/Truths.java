package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.store.Table;
import io.fanin.settings.ExactText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The targets of rows, and the parts that rows belong to, as text. */
final class Truths {
  private Truths() {}

  static String text(LearningTable table, int row) {
    return table.isClassification()
        ? table.target().classes().get((int) table.truth(row))
        : ExactText.of(table.truth(row));
  }

  /** Which rows of the file are in which part. */
  static Table split(LearningTable table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    add(rows, table, table.training(), "training");
    add(rows, table, table.validation(), "validation");
    add(rows, table, table.test(), "test");
    return new Table(List.of("row", "part"), rows);
  }

  private static void add(
      List<List<@Nullable Object>> rows, LearningTable table, int[] part, String name) {
    for (int row : part) {
      rows.add(List.of(table.number(row), name));
    }
  }
}
