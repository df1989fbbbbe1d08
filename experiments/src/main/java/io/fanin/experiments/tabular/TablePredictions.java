package io.fanin.experiments.tabular;

import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.store.Table;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.models.Column;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a model says about the rows of a table.
 *
 * @param target of the model
 * @param first heading of the rows' names
 * @param names one for each row: its number from 1, or what the id column holds
 * @param predictions one for each row
 * @param unread columns of the table that the model does not read, besides target and id
 */
public record TablePredictions(
    io.fanin.models.Target target,
    String first,
    List<String> names,
    List<Prediction> predictions,
    List<String> unread) {
  /** Copies the lists. */
  public TablePredictions {
    names = List.copyOf(names);
    predictions = List.copyOf(predictions);
    unread = List.copyOf(unread);
  }

  /**
   * Predicts every row.
   *
   * @param id the column that names the rows; empty to number them
   * @throws InvalidInputException with file and line if a column or value is not there or cannot be
   *     used
   */
  public static TablePredictions of(Model model, RawTable table, Optional<String> id) {
    List<String> wanted = model.preprocessing().columns().stream().map(Column::name).toList();
    requireColumns(wanted, table);
    int idColumn = id.map(table::column).orElse(-1);
    int[] places = wanted.stream().mapToInt(table::column).toArray();
    List<String> names = new ArrayList<>();
    List<Prediction> predictions = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      names.add(idColumn < 0 ? Integer.toString(row + 1) : table.cell(row, idColumn));
      predictions.add(predict(model, table, row, wanted, places));
    }
    Set<String> read = new HashSet<>(wanted);
    read.add(model.preprocessing().target().name());
    id.ifPresent(read::add);
    return new TablePredictions(
        model.preprocessing().target(),
        id.orElse("row"),
        names,
        predictions,
        table.columns().stream().filter(c -> !read.contains(c)).toList());
  }

  private static void requireColumns(List<String> wanted, RawTable table) {
    List<String> lacking = wanted.stream().filter(c -> !table.columns().contains(c)).toList();
    if (!lacking.isEmpty()) {
      throw InvalidInputException.in(
          table.source(),
          "has no column '%s', which the model reads%s%s"
              .formatted(
                  lacking.get(0),
                  lacking.size() > 1
                      ? ", nor " + (lacking.size() - 1) + " more of its columns"
                      : "",
                  Suggestions.hint(lacking.get(0), table.columns())));
    }
  }

  private static Prediction predict(
      Model model, RawTable table, int row, List<String> wanted, int[] places) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int c = 0; c < places.length; c++) {
      cells.put(wanted.get(c), table.cell(row, places[c]));
    }
    try {
      return model.predict(cells);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          table.source() + ":" + table.line(row) + ": " + e.getMessage(), e);
    }
  }

  /** As a table, to be printed. */
  public Table table() {
    return PredictionTable.of(target, first, names, predictions);
  }
}
