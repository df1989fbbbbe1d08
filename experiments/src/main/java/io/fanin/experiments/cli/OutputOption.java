package io.fanin.experiments.cli;

import io.fanin.input.Suggestions;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --output}, mixed into every command. */
final class OutputOption {
  private static final List<String> FORMATS = List.of("text", "json");

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = Format.class,
      description = "text for people or json for programs (default: text).")
  private String format = "text";

  /** Whether a program reads the output. */
  boolean json() {
    return format.equals("json");
  }

  /** Refuses other words. */
  static final class Format implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!FORMATS.contains(value)) {
        throw new TypeConversionException(
            "there is no format '" + value + "'" + Suggestions.hint(value, FORMATS));
      }
      return value;
    }
  }
}
