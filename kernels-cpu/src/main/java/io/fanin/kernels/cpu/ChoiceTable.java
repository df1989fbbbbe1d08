package io.fanin.kernels.cpu;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * From which width on a plan that oneDNN can run is given to it.
 *
 * <p>As text: lines {@code key = value}, and comments from {@code #} on. The shipped table is such
 * a text; {@code fanin bench --calibrate} proposes another, and the system property {@value
 * #PROPERTY} tries one.
 *
 * @param version rises with every change, at least 1
 * @param besideVectors narrowest layer for oneDNN where the vector engine runs, or {@link #NEVER}
 * @param besidePlain the same where the JVM has no vectors
 */
public record ChoiceTable(int version, int besideVectors, int besidePlain) {
  /** System property with the file of a table to be tried in place of the shipped one. */
  public static final String PROPERTY = "fanin.cpu.table";

  /** Stands for no width at all. */
  public static final int NEVER = Integer.MAX_VALUE;

  private static final String RESOURCE = "choice.table";
  private static final String VERSION = "version";
  private static final String BESIDE_VECTORS = "onednn.beside.vector";
  private static final String BESIDE_PLAIN = "onednn.beside.plain";
  private static final List<String> KEYS = List.of(VERSION, BESIDE_VECTORS, BESIDE_PLAIN);
  private static final String NEVER_WORD = "never";

  private static final String COMMENT =
      """
      # Which engine of the provider cpu a plan gets.
      #
      # A plan that oneDNN can run goes to it where some layer reads and writes at least this width;
      # 'never' keeps every plan from it. Beside the vector engine, and beside plain Java where the JVM
      # has no vectors. A change is a new version, for bits depend on it.
      """;

  /** Checks the ranges. */
  public ChoiceTable {
    if (version < 1 || besideVectors < 1 || besidePlain < 1) {
      throw new IllegalArgumentException(
          "version and widths must be >= 1, were %d, %d, %d"
              .formatted(version, besideVectors, besidePlain));
    }
  }

  /** The shipped table. */
  public static ChoiceTable shipped() {
    try (InputStream in =
        Objects.requireNonNull(ChoiceTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * The table that {@value #PROPERTY} names, or the shipped one.
   *
   * @throws InvalidInputException if that file is no table
   */
  public static ChoiceTable inUse() {
    String file = System.getProperty(PROPERTY, "");
    return file.isEmpty() ? shipped() : read(Path.of(file));
  }

  /**
   * The table of a file.
   *
   * @throws InvalidInputException if it cannot be read or is no table
   */
  public static ChoiceTable read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidInputException(
          file + ": the table of engines cannot be read; check -D" + PROPERTY, e);
    }
  }

  /**
   * The table of a text.
   *
   * @param source its name in messages
   * @throws InvalidInputException if it is none
   */
  public static ChoiceTable parse(String source, String text) {
    Map<String, Integer> values = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        add(values, source, i + 1, line);
      }
    }
    for (String key : KEYS) {
      if (!values.containsKey(key)) {
        throw InvalidInputException.in(
            source, "the table of engines has no '" + key + "'; add a line '" + key + " = …'");
      }
    }
    return new ChoiceTable(
        value(values, VERSION), value(values, BESIDE_VECTORS), value(values, BESIDE_PLAIN));
  }

  private static int value(Map<String, Integer> values, String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  private static void add(Map<String, Integer> values, String source, int line, String words) {
    String[] pair = words.split("=", -1);
    if (pair.length != 2) {
      throw InvalidInputException.at(
          source, line, 1, "'" + words + "' is no line 'key = value' of a table of engines");
    }
    String key = pair[0].strip();
    if (!KEYS.contains(key)) {
      throw InvalidInputException.at(
          source, line, 1, "there is no '" + key + "'" + Suggestions.hint(key, KEYS));
    }
    if (values.put(key, number(source, line, key, pair[1].strip())) != null) {
      throw InvalidInputException.at(source, line, 1, "'" + key + "' is there twice; keep one");
    }
  }

  private static int number(String source, int line, String key, String word) {
    boolean width = !key.equals(VERSION);
    if (width && word.equals(NEVER_WORD)) {
      return NEVER;
    }
    if (!word.matches("[1-9][0-9]{0,8}")) {
      throw InvalidInputException.at(
          source,
          line,
          1,
          "'%s' must be a whole number from 1 to 999999999%s, was '%s'"
              .formatted(key, width ? " or 'never'" : "", word));
    }
    return Integer.parseInt(word);
  }

  /** As the text that {@link #parse} reads. */
  public String text() {
    return COMMENT
        + line(VERSION, String.valueOf(version))
        + line(BESIDE_VECTORS, word(besideVectors))
        + line(BESIDE_PLAIN, word(besidePlain));
  }

  private static String line(String key, String value) {
    return key + " = " + value + "\n";
  }

  private static String word(int width) {
    return width == NEVER ? NEVER_WORD : String.valueOf(width);
  }

  /**
   * What a trial's identity says of it: the version of the shipped table; of another one a checksum
   * too, so that no version number that was given twice hides a difference.
   */
  String identity() {
    if (equals(shipped())) {
      return String.valueOf(version);
    }
    CRC32 sum = new CRC32();
    sum.update(text().getBytes(StandardCharsets.UTF_8));
    return "%d-%08x".formatted(version, sum.getValue());
  }

  /** The width by which a plan is judged: its layers' largest {@code min(read, written)}. */
  public static int width(Plan plan) {
    int widest = 0;
    for (BlockSpec spec : plan.specs()) {
      widest = Math.max(widest, Math.min(spec.readWidth(), spec.outWidth()));
    }
    return widest;
  }
}
