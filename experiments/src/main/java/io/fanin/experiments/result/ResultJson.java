package io.fanin.experiments.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of results, with which a run's directory renders again later.
 *
 * <p>Keys are the components of the records. Reading is strict: an unknown, missing or repeated
 * key, a value of another type, anything after the end, and anything that a record refuses give one
 * {@link InvalidInputException} with line and column. NaN and the infinities are the strings {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Writing gives the same bytes for equal
 * values.
 */
public final class ResultJson {
  /** The form's version; a reader refuses others. */
  static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ResultJson() {}

  /** A report with the version of its form. */
  private record Versioned(int fanin, Report report) {}

  /** A claim's result with the version of its form. */
  private record VersionedClaim(int fanin, ClaimReport claim) {}

  /** The JSON form of a whole report, ending in a line break. */
  public static String write(Report report) {
    return text(new Versioned(VERSION, report));
  }

  /** The JSON form of one claim's result, ending in a line break. */
  public static String write(ClaimReport claim) {
    return text(new VersionedClaim(VERSION, claim));
  }

  /**
   * Reads what {@link #write(Report)} wrote.
   *
   * @param source the file's name, for messages
   * @throws InvalidInputException where the text is not such a report
   */
  public static Report readReport(String source, String json) {
    Versioned read = read(source, json, Versioned.class);
    return present(source, version(source, read.fanin(), read.report()), "report");
  }

  /**
   * Reads what {@link #write(ClaimReport)} wrote.
   *
   * @param source the file's name, for messages
   * @throws InvalidInputException where the text is not such a result
   */
  public static ClaimReport readClaim(String source, String json) {
    VersionedClaim read = read(source, json, VersionedClaim.class);
    return present(source, version(source, read.fanin(), read.claim()), "claim");
  }

  private static <T> @Nullable T version(String source, int found, @Nullable T value) {
    if (found != VERSION) {
      throw InvalidInputException.in(
          source,
          "form "
              + found
              + " is not known here; this version reads form "
              + VERSION
              + ", so use the version of Fanin that wrote it");
    }
    return value;
  }

  private static <T> T present(String source, @Nullable T value, String key) {
    if (value == null) {
      throw InvalidInputException.in(source, "'" + key + "' is null; it must be an object");
    }
    return value;
  }

  private static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result has no JSON form: " + e.getOriginalMessage(), e);
    }
  }

  private static <T> T read(String source, String json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      return present(source, value, "the document");
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String problem = path(e) + problem(e);
      throw place == null
          ? InvalidInputException.in(source, problem)
          : InvalidInputException.at(
              source, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), problem);
    }
  }

  private static String problem(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
              .map(String::valueOf)
              .toList();
      return "unknown key" + Suggestions.hint(unknown.getPropertyName(), known);
    }
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof RuntimeException cause) {
      return String.valueOf(cause.getMessage());
    }
    String message = firstLine(e.getOriginalMessage());
    return message.startsWith("Missing creator property") ? "this key is missing" : message;
  }

  /** Where in the document, such as {@code claims[0].figures[1].series: }. */
  private static String path(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining())
            .substring(1)
        + ": ";
  }

  private static String firstLine(@Nullable String message) {
    String text = Objects.requireNonNullElse(message, "malformed");
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
