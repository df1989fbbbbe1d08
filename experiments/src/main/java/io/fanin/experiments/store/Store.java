package io.fanin.experiments.store;

import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A database of all runs in a folder, for questions in SQL.
 *
 * <p>It is a cache: made from the journals, made anew beside its place and renamed into it when a
 * run has changed, and free to be deleted. Tables: {@code runs}, {@code trials}, {@code metrics}
 * (one row a number or text; a series has an {@code index}) and {@code results} (one row a trial,
 * one typed column a setting and a metric). No number of a verdict comes from here: the order in
 * which a database sums is its own.
 */
public final class Store {
  /** The tables, in the order in which they are exported. */
  public static final List<String> TABLES = List.of("runs", "trials", "metrics", "results");

  private static final Logger LOG = LogManager.getLogger(Store.class);
  private static final int VERSION = 1;

  private final Runs runs;
  private final Path file;

  private Store(Runs runs, Path file) {
    this.runs = runs;
    this.file = file;
  }

  /**
   * The store of a folder of runs; its file is {@code store.duckdb} in that folder.
   *
   * @throws InvalidInputException if there is no such folder
   */
  public static Store of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw InvalidInputException.in(
          folder.toString(), "there is no such folder of runs; a first run makes it");
    }
    return new Store(Runs.in(folder), folder.resolve("store.duckdb"));
  }

  /** The database file. */
  public Path file() {
    return file;
  }

  /** Makes the database anew if it is missing or a run has changed; says whether it did. */
  public boolean refresh() {
    List<RunDirectory> current = runs.list();
    String fingerprint = fingerprint(current);
    if (fingerprint.equals(storedFingerprint())) {
      return false;
    }
    rebuild(current, fingerprint);
    return true;
  }

  /**
   * Answers a question about the present state of all runs, also while a sweep writes.
   *
   * <p>The statement runs on a read-only connection without access to other files or to settings.
   *
   * @param sql one statement that gives rows; of several, the last one's rows count
   * @throws InvalidInputException with the database's message if it does not like the statement
   */
  public Table query(String sql) {
    refresh();
    try (Connection connection = connect(true);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        throw new InvalidInputException("the statement gives no rows; ask with select");
      }
      try (ResultSet rows = statement.getResultSet()) {
        return table(rows);
      }
    } catch (SQLException e) {
      throw new InvalidInputException(message(e), e);
    }
  }

  /**
   * Writes every table as a Parquet file of its name.
   *
   * @param folder made if it is missing; files of these names are replaced
   * @return the files
   */
  public List<Path> export(Path folder) {
    refresh();
    List<Path> files = new ArrayList<>();
    try (Connection connection = connect(false);
        Statement statement = connection.createStatement()) {
      Files.createDirectories(folder);
      for (String table : TABLES) {
        Path target = folder.resolve(table + ".parquet");
        Path temporary = AtomicFiles.temporaryBeside(target);
        statement.execute(
            "copy " + table + " to " + Sql.text(temporary.toString()) + " (format parquet)");
        AtomicFiles.replace(temporary, target);
        files.add(target);
      }
    } catch (SQLException | IOException e) {
      throw new UncheckedIOException(
          "cannot export to " + folder + ": " + e.getMessage(), new IOException(e));
    }
    return files;
  }

  private void rebuild(List<RunDirectory> current, String fingerprint) {
    Path temporary = AtomicFiles.temporaryBeside(file);
    AtomicFiles.discard(temporary);
    try {
      StoreBuilder.build(temporary, fingerprint, current.stream().map(Store::read).toList());
      AtomicFiles.replace(temporary, file);
    } catch (SQLException | IOException e) {
      AtomicFiles.discard(temporary);
      throw new UncheckedIOException(
          "cannot build " + file + ": " + e.getMessage(), new IOException(e));
    }
    LOG.debug("{} built from {} runs", file, current.size());
  }

  /** A run with a damaged journal is there with the problem, so that others can be asked about. */
  private static StoreBuilder.Run read(RunDirectory run) {
    List<TrialResult> results = List.of();
    String problem = "";
    if (Files.exists(run.journalFile())) {
      try {
        results = run.journal().results();
      } catch (InvalidInputException e) {
        problem = String.valueOf(e.getMessage());
        LOG.warn("results of a run left out: {}", problem);
      }
    }
    return new StoreBuilder.Run(run.id(), run.metadata(), run.summary(), problem, results);
  }

  /** Changes whenever a file of a run does, or a run's writer is gone. */
  private static String fingerprint(List<RunDirectory> current) {
    StringBuilder text = new StringBuilder("fanin-store " + VERSION + "\n");
    for (RunDirectory run : current) {
      text.append(run.id()).append(' ').append(run.summary().status()).append(' ');
      text.append(stamp(run.path().resolve(RunDirectory.RUN_FILE))).append(' ');
      text.append(stamp(run.journalFile())).append('\n');
    }
    return Digests.sha256(text.toString());
  }

  private static String stamp(Path path) {
    try {
      return Files.exists(path) ? Files.size(path) + "@" + Files.getLastModifiedTime(path) : "-";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  /** Nothing if there is no database, or one of another version or not readable: made anew then. */
  private String storedFingerprint() {
    if (!Files.exists(file)) {
      return "";
    }
    try (Connection connection = connect(true);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select fingerprint from fanin_store")) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      LOG.debug("{} cannot be read and is made anew: {}", file, e.getMessage());
      return "";
    }
  }

  private Connection connect(boolean locked) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    if (locked) {
      settings.setProperty("enable_external_access", "false");
      settings.setProperty("lock_configuration", "true");
    }
    return DriverManager.getConnection("jdbc:duckdb:" + file, settings);
  }

  private static Table table(ResultSet rows) throws SQLException {
    int width = rows.getMetaData().getColumnCount();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(rows.getMetaData().getColumnLabel(i));
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(plain(rows.getObject(i)));
      }
      values.add(row);
    }
    return new Table(columns, values);
  }

  /** Numbers, truth values and nothing stay; everything else is given as text. */
  private static @Nullable Object plain(@Nullable Object value) {
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** The database's own words, without what the driver puts before them. */
  private static String message(SQLException e) {
    String text = String.valueOf(e.getMessage());
    int start = text.indexOf("\nError: ");
    return "query: " + (start < 0 ? text : text.substring(start + "\nError: ".length())).strip();
  }
}
