package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command that began a run, where the run's settings do not say all that it needs.
 *
 * @param line as a person typed it
 * @param folder in which its relative paths begin, absolute
 * @param words of the command behind its name, without those that say where and how work is done
 */
public record Asked(String line, Path folder, List<String> words) {
  private static final String FILE = "request.json";
  private static final String FORMAT = "fanin_request";
  private static final int VERSION = 1;

  /** Copies the words. */
  public Asked {
    words = List.copyOf(words);
  }

  /** Writes {@code request.json} into a run's folder. */
  public void write(RunDirectory run) {
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    node.put(FORMAT, VERSION).put("line", line).put("folder", folder.toString());
    ArrayNode list = node.putArray("words");
    words.forEach(list::add);
    run.write(FILE, (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads {@code request.json} of a run.
   *
   * @throws InvalidInputException if it is missing or malformed
   */
  public static Asked read(RunDirectory run) {
    Path file = run.path().resolve(FILE);
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new InvalidInputException(
          file + ": cannot be read; the command that began the run goes on with it as well", e);
    }
    JsonFields fields = JsonFields.parse(file.toString(), text);
    if (fields.whole(FORMAT) != VERSION) {
      throw fields.problem(
          FORMAT, "is " + fields.whole(FORMAT) + "; this version reads " + VERSION);
    }
    return new Asked(fields.text("line"), folder(fields), fields.list("words"));
  }

  private static Path folder(JsonFields fields) {
    try {
      Path folder = Path.of(fields.text("folder"));
      if (folder.isAbsolute()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          fields.place() + ": field 'folder' must be a path: " + e.getMessage(), e);
    }
    throw fields.problem("folder", "must be an absolute path");
  }
}
