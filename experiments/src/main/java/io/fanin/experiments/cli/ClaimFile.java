package io.fanin.experiments.cli;

import io.fanin.experiments.claim.Mode;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that says what to run.
 *
 * <pre>
 *   claim: locality
 *   mode: quick          # or full
 *   seed: 1
 *   control: false
 *   device: cpu
 *   settings:
 *     samples: [50, 100]
 * </pre>
 *
 * @param mode null where the file does not say
 * @param seed null where the file does not say
 * @param device empty where the file does not say
 */
record ClaimFile(
    String claim,
    @Nullable Mode mode,
    @Nullable Long seed,
    boolean control,
    String device,
    Map<String, @Nullable Object> settings) {
  private static final List<String> KEYS =
      List.of("claim", "mode", "seed", "control", "device", "settings");
  private static final long LARGEST = 1 << 20;

  /** Whether an argument means a file and not a claim. */
  static boolean meant(String argument) {
    return argument.endsWith(".yaml") || argument.endsWith(".yml");
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if it cannot be read or says something unknown
   */
  static ClaimFile read(Path path) {
    String source = path.toString();
    if (!(YamlText.read(source, content(path)) instanceof Map<?, ?> map)) {
      throw InvalidInputException.in(source, "must hold keys and values, with claim: ID first");
    }
    Map<String, @Nullable Object> values = known(source, map);
    return new ClaimFile(
        text(source, "claim", require(source, values)),
        mode(source, values.get("mode")),
        seed(source, values.get("seed")),
        flag(source, values.get("control")),
        values.get("device") == null ? "" : text(source, "device", values.get("device")),
        settings(source, values.get("settings")));
  }

  private static Map<String, @Nullable Object> known(String source, Map<?, ?> map) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!KEYS.contains(key)) {
        throw InvalidInputException.in(
            source,
            "unknown key '"
                + key
                + "'"
                + Suggestions.hint(key, KEYS)
                + " A claim's own keys stand under settings.");
      }
      values.put(key, entry.getValue());
    }
    return values;
  }

  private static @Nullable Object require(String source, Map<String, @Nullable Object> values) {
    if (values.get("claim") == null) {
      throw InvalidInputException.in(source, "no claim is named; add claim: ID");
    }
    return values.get("claim");
  }

  private static String text(String source, String key, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw InvalidInputException.in(source, "'" + key + "' must be a text, was " + value);
  }

  private static @Nullable Mode mode(String source, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value.equals("quick")) {
      return Mode.QUICK;
    }
    if (value.equals("full")) {
      return Mode.FULL;
    }
    throw InvalidInputException.in(source, "'mode' must be quick or full, was " + value);
  }

  private static @Nullable Long seed(String source, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw InvalidInputException.in(source, "'seed' must be a whole number, was " + value);
  }

  private static boolean flag(String source, @Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw InvalidInputException.in(source, "'control' must be true or false, was " + value);
  }

  private static Map<String, @Nullable Object> settings(String source, @Nullable Object value) {
    Map<String, @Nullable Object> settings = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> settings.put(String.valueOf(key), one));
    } else if (value != null) {
      throw InvalidInputException.in(source, "'settings' must hold keys and values, was " + value);
    }
    return settings;
  }

  private static String content(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw InvalidInputException.in(path.toString(), "larger than 1 MiB, which no such file is");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": not a text in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read as a file", e);
    }
  }
}
