package io.fanin.experiments.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fanin.experiments.sweep.Metric;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * The columns of table {@code results} beyond the fixed ones: a setting and a metric each have the
 * column of their name, with {@code _setting} or {@code _metric} behind it where two would clash
 * (SQL does not tell upper from lower case). Series are in table {@code metrics} alone.
 */
final class ResultColumns {
  static final Set<String> FIXED = Set.of("run", "trial", "claim", "kind", "seed");

  private final SortedMap<String, ColumnType> settings = new TreeMap<>();
  private final SortedMap<String, ColumnType> metrics = new TreeMap<>();

  /** Makes room for a result. */
  void see(TrialResult result) {
    settings(result.trial())
        .forEach((n, v) -> settings.merge(n, ColumnType.of(v), ColumnType::join));
    metrics(result).forEach((n, v) -> metrics.merge(n, ColumnType.of(v), ColumnType::join));
  }

  /** The definitions for {@code create table}, each after a comma. */
  String definitions() {
    StringBuilder sql = new StringBuilder();
    names()
        .forEach((name, type) -> sql.append(", ").append(Sql.name(name)).append(' ').append(type));
    return sql.toString();
  }

  /** Appends the values of one result, in the order of {@link #definitions}. */
  void append(DuckDBAppender row, TrialResult result) throws SQLException {
    append(row, settings, settings(result.trial()));
    append(row, metrics, metrics(result));
  }

  /** Names in use are kept in lower case; a suffix is repeated until the name is free. */
  private Map<String, ColumnType> names() {
    Map<String, ColumnType> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(FIXED);
    settings.forEach((name, type) -> names.put(free(name, "_setting", taken), type));
    metrics.forEach((name, type) -> names.put(free(name, "_metric", taken), type));
    return names;
  }

  private static String free(String name, String suffix, Set<String> taken) {
    String candidate = name;
    while (!taken.add(candidate.toLowerCase(Locale.ROOT))) {
      candidate += suffix;
    }
    return candidate;
  }

  private static void append(
      DuckDBAppender row, SortedMap<String, ColumnType> columns, Map<String, JsonNode> values)
      throws SQLException {
    for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
      append(row, column.getValue(), values.get(column.getKey()));
    }
  }

  private static void append(DuckDBAppender row, ColumnType type, @Nullable JsonNode value)
      throws SQLException {
    if (value == null || value.isNull()) {
      row.appendNull();
      return;
    }
    switch (type) {
      case BOOLEAN -> row.append(value.booleanValue());
      case BIGINT -> row.append(value.longValue());
      case DOUBLE -> row.append(value.doubleValue());
      case VARCHAR -> row.append(value.isTextual() ? value.textValue() : value.toString());
    }
  }

  /** Settings that are no JSON object, which other writers may leave, have no columns. */
  private static Map<String, JsonNode> settings(Trial trial) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    try {
      JsonNode object = JsonFields.MAPPER.readTree(trial.settings());
      object.properties().forEach(e -> values.put(e.getKey(), e.getValue()));
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return values;
  }

  private static Map<String, JsonNode> metrics(TrialResult result) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    result
        .metrics()
        .forEach(
            (name, metric) -> {
              if (metric instanceof Metric.Scalar scalar) {
                values.put(name, DoubleNode.valueOf(scalar.value()));
              } else if (metric instanceof Metric.Text text) {
                values.put(name, TextNode.valueOf(text.value()));
              }
            });
    return values;
  }
}
