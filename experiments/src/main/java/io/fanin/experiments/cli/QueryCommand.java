package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.store.Store;
import io.fanin.experiments.store.Table;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions in SQL. */
@Command(
    name = "query",
    description = "Ask all runs in SQL (DuckDB), also while one is going on.",
    footer = {
      "",
      "Tables: runs, trials, metrics (a row for each number), results (a row for each trial).",
      "  fanin query \"select run, metric, avg(value) from metrics group by all\"",
      "  fanin query \"describe results\""
    })
final class QueryCommand implements Callable<Integer> {
  private static final List<String> FORMATS = List.of("table", "csv", "json");

  private final Context context;

  @Parameters(paramLabel = "SQL", description = "One statement that gives rows.")
  private String sql = "";

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: table).")
  private String format = "table";

  @Mixin private RunsOption runs = new RunsOption();

  QueryCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!FORMATS.contains(format)) {
      throw new InvalidInputException(
          "there is no format '" + format + "'" + Suggestions.hint(format, FORMATS));
    }
    Table table = table();
    switch (format) {
      case "csv" -> context.out().print(table.toCsv());
      case "json" -> printJson(table);
      default -> printText(table);
    }
    return ExitCode.FINE;
  }

  private Table table() {
    try {
      return Store.of(runs.folder()).query(sql);
    } catch (InvalidInputException e) {
      // The database also repeats the statement with a pointer below it: one line is enough.
      String[] parts = String.valueOf(e.getMessage()).split("\n\n?LINE ", 2);
      throw new InvalidInputException(parts[0].strip().replaceAll("\\s*\n\\s*", "; "), e);
    }
  }

  private void printText(Table table) {
    TextTable text = TextTable.of(table.columns().toArray(String[]::new));
    for (int k = 0; k < table.columns().size(); k++) {
      int column = k;
      if (table.rows().stream().anyMatch(row -> row.get(column) instanceof Number)) {
        text.numbers(k);
      }
    }
    for (List<@Nullable Object> row : table.rows()) {
      text.row(
          row.stream().map(value -> value == null ? "" : value.toString()).toArray(String[]::new));
    }
    text.print(context.out());
    context.note(table.rows().size() + (table.rows().size() == 1 ? " row" : " rows"));
  }

  private void printJson(Table table) {
    ObjectNode node = JsonOutput.of("query");
    ArrayNode columns = node.putArray("columns");
    table.columns().forEach(columns::add);
    ArrayNode rows = node.putArray("rows");
    for (List<@Nullable Object> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cells::addPOJO);
    }
    JsonOutput.print(context.out(), node);
  }
}
