package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.sweep.Digests;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The folder of one run, complete in itself.
 *
 * <pre>
 *   run.json        metadata, status, digest, notes
 *   journal.jsonl   every result
 *   data/*.csv      the numbers of the report
 *   …               the report's files
 * </pre>
 */
public final class RunDirectory {
  static final String RUN_FILE = "run.json";
  private static final String FORMAT = "fanin_run";
  private static final int VERSION = 1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int LARGEST_SERIAL = 10_000;

  private final Path path;
  private final RunMetadata metadata;

  private RunDirectory(Path path, RunMetadata metadata) {
    this.path = path;
    this.metadata = metadata;
  }

  /**
   * Makes the folder of a new run, named by claim, time (UTC) and six digits of a digest.
   *
   * @param runs the folder of all runs; made if it is missing
   */
  public static RunDirectory create(Path runs, RunMetadata metadata) {
    String name = metadata.claim() + "-" + TIME.format(metadata.created()) + "-" + mark(metadata);
    Path path = unused(runs, name);
    RunDirectory run = new RunDirectory(path, metadata);
    run.summarize(RunSummary.of(RunStatus.RUNNING));
    return run;
  }

  /**
   * Opens the folder of a run.
   *
   * @throws InvalidInputException if {@code run.json} is missing or malformed
   */
  public static RunDirectory open(Path path) {
    return new RunDirectory(path, MetadataJson.read(read(path)));
  }

  /** The name of the folder. */
  public String id() {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Where the run's numbers come from. */
  public RunMetadata metadata() {
    return metadata;
  }

  /** The journal's file, whether it is there or not. */
  public Path journalFile() {
    return path.resolve("journal.jsonl");
  }

  /**
   * Opens the journal for writing, or begins it; marks the run as running.
   *
   * @throws InvalidInputException if the journal is damaged or somebody else writes it
   */
  public Journal openJournal(GroupCommit grouping) {
    Journal journal =
        Files.exists(journalFile())
            ? Journal.open(journalFile(), grouping)
            : Journal.create(journalFile(), metadata, grouping);
    summarize(RunSummary.of(RunStatus.RUNNING));
    return journal;
  }

  /** What the journal holds now, also while somebody writes it. */
  public JournalContents journal() {
    return JournalContents.read(journalFile());
  }

  /**
   * How the run stands. A run that says it is running, but whose writer is gone, was interrupted.
   */
  public RunSummary summary() {
    JsonFields fields = read(path);
    RunSummary summary =
        new RunSummary(status(fields), fields.text("digest"), fields.texts("notes"));
    boolean killed =
        summary.status() == RunStatus.RUNNING && WriterLock.writer(journalFile()).isEmpty();
    return killed ? RunSummary.of(RunStatus.INTERRUPTED) : summary;
  }

  /** Writes {@code run.json} anew, whole or not at all. */
  public void summarize(RunSummary summary) {
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    node.put(FORMAT, VERSION).put("id", id());
    MetadataJson.write(node, metadata);
    node.put("status", summary.status().word()).put("digest", summary.digest());
    ObjectNode notes = node.putObject("notes");
    summary.notes().forEach(notes::put);
    AtomicFiles.write(path.resolve(RUN_FILE), node.toPrettyString() + "\n");
  }

  /**
   * Writes a file of the report, whole or not at all.
   *
   * @param name relative to the folder, such as {@code report.html} or {@code plots/rate.svg}
   * @return the file
   */
  public Path write(String name, byte[] content) {
    Path file = path.resolve(name).normalize();
    if (!file.startsWith(path.normalize()) || file.equals(path.normalize())) {
      throw new IllegalArgumentException("a run's file must lie in its folder, was " + name);
    }
    AtomicFiles.write(file, content);
    return file;
  }

  /**
   * Writes a table to {@code data/NAME.csv}.
   *
   * @return the file
   */
  public Path writeData(String name, Table table) {
    return write("data/" + name + ".csv", table.toCsv().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonFields read(Path path) {
    Path file = path.resolve(RUN_FILE);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": not the folder of a run: it has no run.json", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    JsonFields fields = JsonFields.parse(file.toString(), text);
    if (fields.whole(FORMAT) != VERSION) {
      throw fields.problem(
          FORMAT, "is " + fields.whole(FORMAT) + "; this version reads " + VERSION);
    }
    return fields;
  }

  private static RunStatus status(JsonFields fields) {
    String word = fields.text("status");
    for (RunStatus status : RunStatus.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw fields.problem("status", "is '" + word + "', which is no status");
  }

  private static String mark(RunMetadata m) {
    String text = m.claim() + "\n" + m.settings() + "\n" + m.seed() + "\n" + m.created();
    return Digests.sha256(text).substring(0, 6);
  }

  /** Making a folder is atomic, so two runs begun at once get two names. */
  private static Path unused(Path runs, String name) {
    try {
      Files.createDirectories(runs);
      for (int serial = 1; serial < LARGEST_SERIAL; serial++) {
        Path path = runs.resolve(serial == 1 ? name : name + "-" + serial);
        if (made(path)) {
          return path;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a run's folder in " + runs, e);
    }
    throw InvalidInputException.in(runs.toString(), "too many runs are named " + name);
  }

  private static boolean made(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
