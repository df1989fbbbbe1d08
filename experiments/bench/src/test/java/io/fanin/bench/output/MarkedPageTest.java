package io.fanin.bench.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarkedPageTest {
  private static final Report REPORT =
      new Report(
          "steps",
          List.of("Head."),
          Columns.of("a", "b").row("x", "1"),
          List.of(),
          Report.json("steps"));

  @Test
  void the_table_takes_the_place_of_the_old_one(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "# T\n<!-- bench steps -->\nold\n<!-- end -->\nrest\n");
    MarkedPage.put(page, REPORT);
    MarkedPage.put(page, REPORT);
    assertThat(page)
        .hasContent(
            """
            # T
            <!-- bench steps -->

            Head.

            | a | b |
            | --- | ---: |
            | x | 1 |

            <!-- end -->
            rest
            """);
  }

  @Test
  void a_page_without_marks_stays_as_it_is(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "nothing");
    assertThatThrownBy(() -> MarkedPage.put(page, REPORT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            page
                + ": it has no marks <!-- bench steps --> and <!-- end -->; add them where the table"
                + " should be");
    assertThat(page).hasContent("nothing");
    Path missing = folder.resolve("missing.md");
    assertThatThrownBy(() -> MarkedPage.put(missing, REPORT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": there is no such page");
  }
}
