package io.fanin.experiments.report;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown page with places that a command fills, each between {@code <!-- NAME -->} and {@code
 * <!-- end -->}; what stands around them is left alone.
 */
public final class MarkedPage {
  private static final String END = "<!-- end -->";

  private MarkedPage() {}

  /**
   * Checks that a page has a place, before the work that will fill it.
   *
   * @throws InvalidInputException if there is no such page or no such place
   */
  public static void check(Path page, String name) {
    replace(page.toString(), read(page), name, "");
  }

  /**
   * Replaces what stands in a place.
   *
   * @param name of the place, such as {@code verify quick}
   * @param body Markdown
   * @throws InvalidInputException if there is no such page or no such place
   */
  public static void put(Path page, String name, String body) {
    String text = replace(page.toString(), read(page), name, body);
    try {
      Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rewrite " + page, e);
    }
  }

  private static String read(Path page) {
    if (!Files.isRegularFile(page)) {
      throw InvalidInputException.in(page.toString(), "there is no such page");
    }
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + page, e);
    }
  }

  private static String replace(String page, String text, String name, String body) {
    String mark = "<!-- " + name + " -->";
    int start = text.indexOf(mark);
    int end = start < 0 ? -1 : text.indexOf(END, start);
    if (end < 0) {
      throw InvalidInputException.in(
          page, "it has no marks " + mark + " and " + END + "; add them where the table should be");
    }
    return text.substring(0, start + mark.length()) + "\n\n" + body + "\n\n" + text.substring(end);
  }
}
