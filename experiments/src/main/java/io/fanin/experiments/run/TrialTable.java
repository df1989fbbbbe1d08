package io.fanin.experiments.run;

import io.fanin.experiments.store.Table;
import io.fanin.experiments.sweep.Metric;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.settings.ExactText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every trial as a row: identity first, then what it gave. */
final class TrialTable {
  private TrialTable() {}

  static Table of(List<TrialResult> results) {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> names.addAll(result.metrics().keySet()));
    List<String> columns = new ArrayList<>(List.of("trial", "kind", "seed", "settings"));
    columns.addAll(names);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TrialResult result : results) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(result.trial().digest());
      row.add(result.trial().kind());
      row.add(result.trial().seed());
      row.add(result.trial().settings());
      names.forEach(name -> row.add(cell(result.metrics().get(name))));
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private static @Nullable String cell(@Nullable Metric metric) {
    if (metric instanceof Metric.Scalar scalar) {
      return ExactText.of(scalar.value());
    }
    if (metric instanceof Metric.Series series) {
      return Arrays.stream(series.values())
          .mapToObj(ExactText::of)
          .collect(Collectors.joining(" "));
    }
    return metric instanceof Metric.Text text ? text.value() : null;
  }
}
