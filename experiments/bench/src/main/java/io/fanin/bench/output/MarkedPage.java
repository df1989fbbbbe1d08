package io.fanin.bench.output;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with places for tables, marked {@code <!-- bench MODE -->} and {@code <!-- end -->}. */
public final class MarkedPage {
  private static final String END = "<!-- end -->";

  private MarkedPage() {}

  /**
   * Replaces what stands between the marks of the report's mode.
   *
   * @throws InvalidInputException if there is no such page or no such marks
   */
  public static void put(Path page, Report report) {
    try {
      if (!Files.isRegularFile(page)) {
        throw InvalidInputException.in(page.toString(), "there is no such page");
      }
      String text = Files.readString(page);
      String body = String.join("\n", report.markdown());
      Files.writeString(page, replace(page.toString(), text, report.mode(), body));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rewrite " + page, e);
    }
  }

  static String replace(String page, String text, String mode, String body) {
    String mark = "<!-- bench " + mode + " -->";
    int start = text.indexOf(mark);
    int end = start < 0 ? -1 : text.indexOf(END, start);
    if (end < 0) {
      throw InvalidInputException.in(
          page, "it has no marks " + mark + " and " + END + "; add them where the table should be");
    }
    return text.substring(0, start + mark.length()) + "\n\n" + body + "\n\n" + text.substring(end);
  }
}
