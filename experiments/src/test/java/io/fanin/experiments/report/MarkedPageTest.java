package io.fanin.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarkedPageTest {
  @Test
  void the_table_takes_the_place_of_the_old_one(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "# T\n<!-- bench steps -->\nold\n<!-- end -->\nrest\n");
    MarkedPage.put(page, "bench steps", "older");
    MarkedPage.put(page, "bench steps", "| a |\n| --- |");
    assertThat(page)
        .hasContent(
            """
            # T
            <!-- bench steps -->

            | a |
            | --- |

            <!-- end -->
            rest
            """);
  }

  @Test
  void a_page_without_marks_stays_as_it_is(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "nothing");
    String message =
        page
            + ": it has no marks <!-- bench steps --> and <!-- end -->; add them where the table"
            + " should be";
    assertThatThrownBy(() -> MarkedPage.check(page, "bench steps"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> MarkedPage.put(page, "bench steps", "new"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThat(page).hasContent("nothing");
    Path missing = folder.resolve("missing.md");
    assertThatThrownBy(() -> MarkedPage.put(missing, "bench steps", "new"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": there is no such page");
  }
}
