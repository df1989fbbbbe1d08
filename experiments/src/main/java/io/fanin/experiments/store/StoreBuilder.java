package io.fanin.experiments.store;

import io.fanin.experiments.sweep.Metric;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Fills a new database file from what runs hold. */
final class StoreBuilder {
  /** One run as it is read from its folder. */
  record Run(
      String id,
      RunMetadata metadata,
      RunSummary summary,
      String problem,
      List<TrialResult> results) {}

  private static final String TABLES =
      """
      create table runs(run varchar, claim varchar, status varchar, problem varchar, seed bigint,
        trials bigint, created timestamp with time zone, git varchar, machine varchar,
        device varchar, digest varchar, settings varchar, versions varchar, notes varchar);
      create table trials(run varchar, trial varchar, claim varchar, kind varchar, settings varchar,
        seed bigint, provider varchar, tables varchar, isa varchar, dtype varchar, digest varchar);
      create table metrics(run varchar, trial varchar, metric varchar, "index" integer,
        value double, text varchar);
      create table fanin_store(fingerprint varchar);
      """;

  private final DuckDBConnection database;

  private StoreBuilder(DuckDBConnection database) {
    this.database = database;
  }

  /** Makes the file; nothing may be there yet. */
  static void build(Path file, String fingerprint, List<Run> runs) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      StoreBuilder builder = new StoreBuilder(connection.unwrap(DuckDBConnection.class));
      ResultColumns columns = new ResultColumns();
      runs.forEach(run -> run.results().forEach(columns::see));
      builder.execute(TABLES);
      builder.execute(
          "create table results(run varchar, trial varchar, claim varchar, kind varchar, seed"
              + " bigint"
              + columns.definitions()
              + ")");
      builder.execute("insert into fanin_store values (" + Sql.text(fingerprint) + ")");
      builder.fill(runs, columns);
      builder.execute("checkpoint");
    }
  }

  private void fill(List<Run> runs, ResultColumns columns) throws SQLException {
    try (DuckDBAppender runRows = database.createAppender("runs");
        DuckDBAppender trialRows = database.createAppender("trials");
        DuckDBAppender metricRows = database.createAppender("metrics");
        DuckDBAppender resultRows = database.createAppender("results")) {
      for (Run run : runs) {
        appendRun(runRows, run);
        for (TrialResult result : run.results()) {
          appendTrial(trialRows, run.id(), result);
          appendMetrics(metricRows, run.id(), result);
          appendResult(resultRows, run.id(), result, columns);
        }
      }
    }
  }

  private static void appendRun(DuckDBAppender rows, Run run) throws SQLException {
    RunMetadata m = run.metadata();
    rows.beginRow();
    append(rows, run.id(), m.claim(), run.summary().status().word(), run.problem());
    rows.append(m.seed()).append((long) run.results().size());
    rows.append(m.created().atOffset(ZoneOffset.UTC));
    append(rows, m.gitCommit(), m.machine(), m.device(), run.summary().digest(), m.settings());
    append(rows, json(m.versions()), json(run.summary().notes()));
    rows.endRow();
  }

  private static void appendTrial(DuckDBAppender rows, String run, TrialResult result)
      throws SQLException {
    Trial t = result.trial();
    rows.beginRow();
    append(rows, run, t.digest(), t.claim(), t.kind(), t.settings());
    rows.append(t.seed());
    append(rows, t.numerics().provider(), t.numerics().tables(), t.numerics().isa());
    append(rows, t.numerics().dtype(), result.digest());
    rows.endRow();
  }

  private static void appendMetrics(DuckDBAppender rows, String run, TrialResult result)
      throws SQLException {
    String trial = result.trial().digest();
    for (Map.Entry<String, Metric> e : result.metrics().entrySet()) {
      if (e.getValue() instanceof Metric.Scalar scalar) {
        append(rows.beginRow(), run, trial, e.getKey());
        rows.append(0).append(scalar.value()).appendNull().endRow();
      } else if (e.getValue() instanceof Metric.Text text) {
        append(rows.beginRow(), run, trial, e.getKey());
        rows.append(0).appendNull().append(text.value()).endRow();
      } else if (e.getValue() instanceof Metric.Series series) {
        double[] values = series.values();
        for (int i = 0; i < values.length; i++) {
          append(rows.beginRow(), run, trial, e.getKey());
          rows.append(i).append(values[i]).appendNull().endRow();
        }
      }
    }
  }

  private static void appendResult(
      DuckDBAppender rows, String run, TrialResult result, ResultColumns columns)
      throws SQLException {
    Trial t = result.trial();
    append(rows.beginRow(), run, t.digest(), t.claim(), t.kind());
    rows.append(t.seed());
    columns.append(rows, result);
    rows.endRow();
  }

  private static void append(DuckDBAppender rows, String... texts) throws SQLException {
    for (String text : texts) {
      rows.append(text);
    }
  }

  private static String json(Map<String, String> texts) {
    return JsonFields.MAPPER.valueToTree(texts).toString();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
