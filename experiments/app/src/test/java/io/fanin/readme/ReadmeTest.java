package io.fanin.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  private static final Path README = Path.of("../../README.md");

  @Test
  void the_example_is_the_one_that_is_compiled() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/fanin/readme/Example.java")).stripTrailing();
    Matcher body =
        Pattern.compile("// README: begin\n(.*?)  // README: end", Pattern.DOTALL).matcher(source);
    assertThat(body.find()).isTrue();
    String example = body.group(1).stripTrailing().stripIndent();

    assertThat(Files.readString(README)).contains("```java\n" + example + "\n```");
  }

  @Test
  void the_matched_network_learns_the_example_and_a_linear_one_does_not() {
    assertThat(Example.errorOf("matched") <= 0.1).isTrue();
    assertThat(Example.errorOf("linear") >= 0.3).isTrue();
  }

  @Test
  void every_page_that_it_names_is_there() throws IOException {
    Matcher links =
        Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)")
            .matcher(Files.readString(README));
    int found = 0;
    while (links.find()) {
      assertThat(README.resolveSibling(links.group(1))).exists();
      found++;
    }
    assertThat(found).isPositive();
  }
}
