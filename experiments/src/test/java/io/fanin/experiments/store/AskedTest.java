package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTest {
  @TempDir private Path folder;

  private RunDirectory begin() {
    return RunDirectory.create(
        folder, RunMetadata.of("train", "{}", 1, Map.of(), "unknown", "m", "d", Instant.EPOCH));
  }

  @Test
  void what_was_asked_is_read_back() {
    RunDirectory run = begin();
    Asked asked = new Asked("fanin train 'ä b'", folder, List.of("--target=y\"\n", "--", "ä b"));
    asked.write(run);
    assertThat(Asked.read(run)).isEqualTo(asked);
  }

  @Test
  void a_bad_file_is_refused() throws IOException {
    RunDirectory run = begin();
    Path file = run.path().resolve("request.json");
    assertThatThrownBy(() -> Asked.read(run))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file + ": cannot be read; the command that began the run goes on with it as well");
    String fields = "\"line\": \"l\", \"folder\": \"/f\", \"words\": [\"a\"]}";
    refused(run, "[]", "expected a JSON object");
    refused(
        run,
        "{\"fanin_request\": 2, " + fields,
        "field 'fanin_request' is 2; this version reads 1");
    String right = "{\"fanin_request\": 1, " + fields;
    refused(run, right.replace("[\"a\"]", "\"a\""), "field 'words' must be a list of texts");
    refused(run, right.replace("[\"a\"]", "[1]"), "field 'words' must be a list of texts");
    refused(run, right.replace("/f", "f"), "field 'folder' must be an absolute path");
    refused(
        run,
        right.replace("/f", "/\\u0000"),
        "field 'folder' must be a path: Nul character not allowed: /\0");
    refused(run, right.replace("line", "lime"), "field 'line' is missing");
  }

  private void refused(RunDirectory run, String text, String problem) throws IOException {
    Path file = run.path().resolve("request.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> Asked.read(run))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }
}
