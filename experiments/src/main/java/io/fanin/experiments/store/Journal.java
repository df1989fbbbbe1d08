package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.sweep.TrialLog;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The record of a run: an append-only file of checksummed lines with one writer.
 *
 * <p>The first line is the header (format, {@link RunMetadata}); every other is a trial's result.
 * Each line carries its number, so that a lost line shows. The file is written through {@link
 * RandomAccessFile} because a channel would be closed by the interruption that ends a sweep.
 *
 * <p>Not thread-safe; {@link JournalContents#read} may be called by anybody at any time.
 */
public final class Journal implements TrialLog, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Journal.class);

  private final WriterLock lock;
  private final RandomAccessFile out;
  private final GroupCommit grouping;
  private final RunMetadata metadata;
  private final Map<String, TrialResult> results = new LinkedHashMap<>();
  private int lines;
  private int pending;
  private long lastCommit = System.nanoTime();

  private Journal(
      WriterLock lock, RandomAccessFile out, GroupCommit grouping, JournalContents contents) {
    this.lock = lock;
    this.out = out;
    this.grouping = grouping;
    this.metadata = contents.metadata();
    this.lines = contents.lines();
    contents.results().forEach(r -> results.put(r.trial().digest(), r));
  }

  /**
   * Begins a journal with its header.
   *
   * @throws InvalidInputException if the file exists
   */
  public static Journal create(Path file, RunMetadata metadata, GroupCommit grouping) {
    if (Files.exists(file)) {
      throw InvalidInputException.in(
          file.toString(), "there is a journal already; resume it or choose another folder");
    }
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    node.put(JournalContents.NUMBER, 0).put(JournalContents.FORMAT, JournalContents.VERSION);
    MetadataJson.write(node, metadata);
    AtomicFiles.write(file, ChecksummedLine.write(JsonFields.write(node)));
    return open(file, grouping);
  }

  /**
   * Opens a journal to go on writing; a torn last line is cut off, and the log says so.
   *
   * @throws InvalidInputException if it is missing or damaged, or somebody else writes it
   */
  public static Journal open(Path file, GroupCommit grouping) {
    if (!Files.exists(file)) {
      throw InvalidInputException.in(file.toString(), "there is no such journal");
    }
    WriterLock lock = WriterLock.take(file);
    try {
      JournalContents contents = JournalContents.read(file);
      return new Journal(lock, openAtEnd(file, contents), grouping, contents);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static RandomAccessFile openAtEnd(Path file, JournalContents contents) {
    try {
      RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
      if (contents.tornBytes() > 0) {
        LOG.warn(
            "{}: line {} was torn ({} bytes) when its writer ended, and is cut off",
            file,
            contents.lines() + 1,
            contents.tornBytes());
        out.setLength(contents.wholeBytes());
        out.getFD().sync();
      }
      out.seek(contents.wholeBytes());
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  /** The header. */
  public RunMetadata metadata() {
    return metadata;
  }

  @Override
  public Collection<TrialResult> results() {
    return List.copyOf(results.values());
  }

  @Override
  public boolean append(TrialResult result) {
    if (results.putIfAbsent(result.trial().digest(), result) != null) {
      throw new IllegalArgumentException("the journal holds " + result.trial().label());
    }
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    node.put(JournalContents.NUMBER, lines);
    node.setAll(ResultJson.write(result));
    try {
      out.write(ChecksummedLine.write(JsonFields.write(node)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal: " + e.getMessage(), e);
    }
    lines++;
    pending++;
    long waited = System.nanoTime() - lastCommit;
    if (pending >= grouping.lines() || waited >= grouping.delay().toNanos()) {
      commit();
    }
    return pending == 0;
  }

  @Override
  public void commit() {
    if (pending == 0) {
      return;
    }
    try {
      out.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the journal durable: " + e.getMessage(), e);
    }
    pending = 0;
    lastCommit = System.nanoTime();
  }

  /** Commits and gives the right to write back. */
  @Override
  public void close() {
    try (lock) {
      commit();
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the journal: " + e.getMessage(), e);
    }
  }
}
