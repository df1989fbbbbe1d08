package io.fanin.experiments.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser, where there is one. */
final class ChromiumTest {
  /** Hovers over every plot, hides a series, copies a table, and reports what went wrong. */
  private static final String ACTIONS =
      """
      <script>setTimeout(() => {
        document.querySelectorAll('figure.plot').forEach(figure => {
          figure.querySelector('.legend button').click();
          const plot = echarts.getInstanceByDom(figure.querySelector('.chart'));
          [100, 300, 500].forEach(x => plot.dispatchAction({type: 'showTip', x: x, y: 150}));
        });
        document.querySelector('button.copy').click();
        const wide = document.documentElement.scrollWidth > innerWidth;
        document.title = wide ? 'too wide' : 'fits';
        document.body.append('requests: ' + performance.getEntriesByType('resource').length);
      }, 300)</script></body>\
      """;

  @TempDir Path folder;

  @Test
  void the_page_opens_from_a_file_without_console_messages_or_requests() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no chromium on the PATH");
    Path page = HtmlReport.write(SampleReport.twoClaims(), folder.resolve("run"));
    String html = Files.readString(page);
    Files.writeString(page, html.substring(0, html.lastIndexOf("</body>")) + ACTIONS + "</html>");

    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    run(chromium.get(), page, dom, log);

    assertThat(Files.readString(log)).doesNotContain("CONSOLE", "Uncaught", "Refused");
    assertThat(Files.readString(dom))
        .contains("<title>fits</title>", "requests: 0", "aria-pressed=\"false\"");
    long drawn =
        Stream.of(Files.readString(dom).split("<div class=\"chart\""))
            .skip(1)
            .filter(part -> part.substring(0, 2000).contains("<svg"))
            .count();
    assertThat(drawn).isEqualTo(4);
  }

  private void run(Path chromium, Path page, Path dom, Path log) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=420,900",
                "--virtual-time-budget=3000",
                "--enable-logging=stderr",
                "--v=0",
                "--dump-dom",
                "--user-data-dir=" + folder.resolve("profile"),
                page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("chromium ended; its log: %s", tail(log)).isTrue();
  }

  private static String tail(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), UTF_8);
    return text.substring(Math.max(0, text.length() - 500));
  }

  private static Optional<Path> chromium() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(dir -> Stream.of("chromium", "chromium-browser").map(Path.of(dir)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
