package io.fanin.experiments.cli;

import io.fanin.experiments.data.TableFormat;
import io.fanin.input.InvalidInputException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a person's table is written. */
final class FormatOptions {
  @Option(names = "--no-header", description = "The first line is data; columns are named 1, 2, ….")
  private boolean noHeader;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = "",
      description = "Between fields: a character, or tab (default: found from the first line).")
  private String delimiter = "";

  TableFormat format() {
    return new TableFormat(!noHeader, character());
  }

  private Optional<Character> character() {
    if (delimiter.isEmpty()) {
      return Optional.empty();
    }
    char c = delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
    boolean unfit = c == '"' || c == '\r' || c == '\n' || c == ' ' || Character.isLetterOrDigit(c);
    if (unfit || (delimiter.length() > 1 && c != '\t')) {
      throw new InvalidInputException(
          "--delimiter must be one character that is no letter, digit, quote or space, or tab, was"
              + " '"
              + delimiter
              + "'");
    }
    return Optional.of(c);
  }
}
