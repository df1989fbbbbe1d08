package io.fanin.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("journal.jsonl");
  }

  @Test
  void every_double_comes_back_with_its_bits() {
    SplittableRandom random = new SplittableRandom(7);
    double[] any = random.longs(20_000).mapToDouble(Double::longBitsToDouble).toArray();
    Trial trial = Samples.trial(1);
    TrialResult.Builder builder = TrialResult.of(trial).series("any", any).series("none");
    double[] special = {
      0.0,
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.MIN_NORMAL,
      0.1,
      2e23,
      9007199254740992.0
    };
    for (int i = 0; i < special.length; i++) {
      builder.number("special " + i, special[i]);
    }
    String odd = "\uD800 \u2028 \" \\ ü\n";
    TrialResult result = builder.text("word", "NaN").text("odd", odd).build();
    write(result);
    TrialResult back = JournalContents.read(file).results().get(0);
    assertThat(back).isEqualTo(result);
    assertThat(back.digest()).isEqualTo(result.digest());
    assertThat(back.metrics().keySet()).containsExactlyElementsOf(result.metrics().keySet());
  }

  @Test
  void the_header_comes_back() {
    RunMetadata metadata = Samples.metadata("locality", 5);
    Journal.create(file, metadata, GroupCommit.USUAL).close();
    JournalContents contents = JournalContents.read(file);
    assertThat(contents.metadata()).isEqualTo(metadata);
    assertThat(contents.results()).isEmpty();
    assertThat(contents.digest()).isEqualTo(Digests.sha256(""));
    assertThatThrownBy(() -> Journal.create(file, metadata, GroupCommit.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": there is a journal already; resume it or choose another folder");
  }

  @Test
  void a_torn_last_line_is_dropped_wherever_it_is_torn() throws IOException {
    write(Samples.result(1), Samples.result(2));
    byte[] whole = Files.readAllBytes(file);
    int lastLine =
        new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
    for (int length = lastLine; length < whole.length; length += 41) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(JournalContents.read(file).results()).containsExactly(Samples.result(1));
      try (Journal journal = Journal.open(file, GroupCommit.USUAL)) {
        assertThat(journal.results()).containsExactly(Samples.result(1));
        journal.append(Samples.result(2));
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void a_damaged_line_before_the_last_is_an_error_with_its_number() throws IOException {
    write(Samples.result(1), Samples.result(2));
    List<String> lines = Files.readAllLines(file);
    Files.writeString(
        file,
        lines.get(0)
            + "\n"
            + lines.get(1).replace("seed 1", "seed 9")
            + "\n"
            + lines.get(2)
            + "\n");
    assertThatThrownBy(() -> Journal.open(file, GroupCommit.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ":2: the line is damaged (its checksum does not fit); move the file away and run"
                + " again, or restore it from a copy");
    Files.writeString(file, lines.get(0) + "\n" + lines.get(2) + "\n");
    assertThatThrownBy(() -> JournalContents.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ":2: line number 1 expected, found 2; move the file away and run again, or"
                + " restore it from a copy");
  }

  @Test
  void other_files_are_refused_in_a_sentence() throws IOException {
    assertThatThrownBy(() -> JournalContents.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": there is no such journal");
    Files.writeString(file, "");
    assertRefused(":1: no journal: its first line is not a whole line with a checksum");
    Files.write(file, ChecksummedLine.write("{\"n\":0,\"fanin_journal\":2}"));
    assertRefused(
        ":1: journal format 2; this version reads format 1, read it with the version that wrote"
            + " it");
    Files.write(file, ChecksummedLine.write("{\"n\":0}"));
    assertRefused(":1: no journal: the header lacks fanin_journal");
    Files.write(file, ChecksummedLine.write("[0]"));
    assertRefused(":1: expected a JSON object");
  }

  @Test
  void there_is_one_writer_and_many_readers() {
    write(Samples.result(1));
    try (Journal journal = Journal.open(file, GroupCommit.EVERY_LINE)) {
      assertThatThrownBy(() -> Journal.open(file, GroupCommit.USUAL))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              file
                  + ": this process is writing this journal; wait for it or end it, then run"
                  + " again");
      assertThat(journal.append(Samples.result(2))).isTrue();
      assertThat(JournalContents.read(file).results()).hasSize(2);
    }
    Journal.open(file, GroupCommit.USUAL).close();
  }

  @Test
  void an_interrupted_thread_still_writes() {
    try (Journal journal =
        Journal.create(file, Samples.metadata("locality", 0), GroupCommit.EVERY_LINE)) {
      Thread.currentThread().interrupt();
      assertThat(journal.append(Samples.result(1))).isTrue();
      journal.commit();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(JournalContents.read(file).results()).containsExactly(Samples.result(1));
  }

  @Test
  void lines_are_committed_in_groups() {
    GroupCommit three = new GroupCommit(3, Duration.ofDays(1));
    try (Journal journal = Journal.create(file, Samples.metadata("locality", 0), three)) {
      assertThat(journal.append(Samples.result(1))).isFalse();
      assertThat(journal.append(Samples.result(2))).isFalse();
      assertThat(journal.append(Samples.result(3))).isTrue();
      assertThat(journal.append(Samples.result(4))).isFalse();
      assertThatThrownBy(() -> journal.append(Samples.result(4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the journal holds " + Samples.trial(4).label());
    }
    assertThat(JournalContents.read(file).results()).hasSize(4);
  }

  @Test
  void any_damage_reads_as_a_prefix_or_one_clear_error() throws IOException {
    write(Samples.result(1), Samples.result(2), Samples.result(3));
    byte[] whole = Files.readAllBytes(file);
    List<TrialResult> results = JournalContents.read(file).results();
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 1000; round++) {
      Files.write(file, mutated(whole, random));
      try {
        List<TrialResult> read = JournalContents.read(file).results();
        assertThat(results.subList(0, read.size())).isEqualTo(read);
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith(file + ":");
      }
    }
  }

  @Test
  void a_malformed_payload_with_a_right_checksum_is_one_clear_error() throws IOException {
    write(Samples.result(1));
    List<String> lines = Files.readAllLines(file);
    String header = lines.get(0).substring(9);
    String payload = lines.get(1).substring(9);
    SplittableRandom random = new SplittableRandom(13);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      boolean inHeader = random.nextBoolean();
      String text = inHeader ? header : payload;
      String bad =
          new String(
              mutated(text.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
      String body = bad.replace('\n', ' ');
      Files.write(file, ChecksummedLine.write(inHeader ? body : header));
      Files.write(
          file, ChecksummedLine.write(inHeader ? payload : body), StandardOpenOption.APPEND);
      try {
        JournalContents.read(file);
      } catch (InvalidInputException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  private static byte[] mutated(byte[] whole, SplittableRandom random) {
    byte[] bytes =
        Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> JournalContents.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + message);
  }

  private void write(TrialResult... results) {
    try (Journal journal =
        Journal.create(file, Samples.metadata("locality", 0), GroupCommit.USUAL)) {
      for (TrialResult result : results) {
        journal.append(result);
      }
    }
  }
}
