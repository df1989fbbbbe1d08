package io.fanin.experiments.store;

import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal holds; reading needs no lock and may go on while another process writes.
 *
 * <p>The last line may be torn: a writer that was killed, or that is just writing, leaves such a
 * line, and it is as if it were not there. A damaged line before the last is an error.
 *
 * @param metadata the header
 * @param results one a trial, in the order of the file
 * @param lines whole lines, the header among them
 * @param wholeBytes length of the whole lines
 * @param tornBytes length of the torn last line, 0 if there is none
 */
public record JournalContents(
    RunMetadata metadata, List<TrialResult> results, int lines, long wholeBytes, long tornBytes) {
  /** Version of the format, in the header's field of the same name as {@link #FORMAT}. */
  static final int VERSION = 1;

  static final String FORMAT = "fanin_journal";
  static final String NUMBER = "n";
  private static final long LARGEST = 1L << 30;

  /** Copies the results. */
  public JournalContents {
    results = List.copyOf(results);
  }

  /**
   * Reads a journal.
   *
   * @throws InvalidInputException if it is missing, of another format, or damaged before its last
   *     line; the message names file and line
   */
  public static JournalContents read(Path file) {
    return new Reader(file, bytes(file)).read();
  }

  /** The canonical digest of the results; 64 hex characters. */
  public String digest() {
    return Digests.of(results);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw InvalidInputException.in(file.toString(), "larger than 1 GiB, which no journal is");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such journal", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** One pass over the bytes. */
  private static final class Reader {
    private final Path file;
    private final byte[] bytes;
    private final Map<String, TrialResult> results = new LinkedHashMap<>();
    private int lines;
    private int position;

    Reader(Path file, byte[] bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    JournalContents read() {
      RunMetadata metadata =
          next()
              .map(this::header)
              .orElseThrow(
                  () -> problem("no journal: its first line is not a whole line with a checksum"));
      for (Optional<JsonFields> line = next(); line.isPresent(); line = next()) {
        add(line.get());
      }
      return new JournalContents(
          metadata, List.copyOf(results.values()), lines, position, bytes.length - position);
    }

    /** The next whole line, or nothing at the end or at a torn last line. */
    private Optional<JsonFields> next() {
      int end = position;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length) {
        return Optional.empty();
      }
      Optional<String> payload = ChecksummedLine.read(bytes, position, end);
      if (payload.isEmpty()) {
        if (end + 1 == bytes.length) {
          return Optional.empty();
        }
        throw problem("the line is damaged (its checksum does not fit)" + mend());
      }
      JsonFields fields = JsonFields.parse(file + ":" + (lines + 1), payload.get());
      if (fields.whole(NUMBER) != lines) {
        throw problem("line number " + lines + " expected, found " + fields.whole(NUMBER) + mend());
      }
      lines++;
      position = end + 1;
      return Optional.of(fields);
    }

    private RunMetadata header(JsonFields fields) {
      if (!fields.has(FORMAT)) {
        throw InvalidInputException.in(fields.place(), "no journal: the header lacks " + FORMAT);
      }
      if (fields.whole(FORMAT) != VERSION) {
        throw InvalidInputException.in(
            fields.place(),
            "journal format "
                + fields.whole(FORMAT)
                + "; this version reads format "
                + VERSION
                + ", read it with the version that wrote it");
      }
      return MetadataJson.read(fields);
    }

    private void add(JsonFields fields) {
      TrialResult result = ResultJson.read(fields);
      TrialResult other = results.putIfAbsent(result.trial().digest(), result);
      if (other != null && !other.digest().equals(result.digest())) {
        throw InvalidInputException.in(
            fields.place(), result.trial().label() + " has another result on an earlier line");
      }
    }

    private String mend() {
      return "; move the file away and run again, or restore it from a copy";
    }

    private InvalidInputException problem(String problem) {
      return InvalidInputException.in(file + ":" + (lines + 1), problem);
    }
  }
}
