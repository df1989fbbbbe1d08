package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchOptionsTest {
  @Test
  void without_words_all_but_the_covering_sample_is_timed_on_every_core() {
    BenchOptions options = BenchOptions.parse(List.of());
    assertThat(options.shapes()).isEqualTo(Selection.USUAL);
    assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.rounds()).isEqualTo(Rounds.USUAL);
    assertThat(options.peer()).isFalse();
  }

  @Test
  void quick_means_few_shapes_and_rounds() {
    BenchOptions options = BenchOptions.parse(List.of("--quick", "--rounds", "3"));
    assertThat(options.shapes()).isEqualTo(Selection.QUICK);
    assertThat(options.rounds())
        .isEqualTo(new Rounds(3, Rounds.QUICK.seconds(), Rounds.QUICK.warmUp()));
    assertThat(BenchOptions.parse(List.of("--quick", "--shapes", "dense")).shapes())
        .isEqualTo("dense");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--peer torch | --peer: there is no 'torch'; known: libtorch, none",
        "--peer libtroch | --peer: there is no 'libtroch'; did you mean 'libtorch'?",
        "--output xml | --output: there is no 'xml'; known: json, markdown, text",
        "--threads 0 | --threads must be from 1 to 4096, was 0 (default: one for each core)",
        "--rounds 0 | --rounds must be from 1 to 1000, was 0 (default: 9, with --quick 5)",
        "--starts 0 | --starts must be from 1 to 1000, was 0 (10 is a good number)",
        "--thread 2 | unknown option '--thread'; did you mean '--threads'?",
        "--zzz=2 | unknown option '--zzz'; see fanin bench --help",
        "--clock sun | --clock: there is no 'sun'; known: cpu, wall",
        "--clock cpu --threads 2 | --clock cpu needs --threads 1: it counts the calling thread alone",
        "more | fanin bench takes no further argument 'more'; see fanin bench --help",
        "--memory --nodes | --calibrate, --ensemble, --memory, --nodes and --starts exclude each other; give one of them",
        "--nodes --peer libtorch | --peer goes with whole steps alone; leave out --calibrate, --ensemble, --memory, --nodes, --starts",
        "--calibrate --device cuda | --calibrate is about the engines of device 'cpu'; leave out --device cuda",
        "--nodes --keep f | --keep goes with whole steps alone; leave out --calibrate, --ensemble, --memory, --nodes, --starts",
        "--threads x | invalid value for option '--threads': 'x' is not an int; see fanin bench --help",
      })
  void a_wrong_word_is_explained(String words, String message) {
    assertThatThrownBy(() -> BenchOptions.parse(List.of(words.split(" "))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void the_cost_is_announced() {
    assertThat(BenchCommand.announcement(8, BenchOptions.parse(List.of("--quick"))))
        .isEqualTo("8 shapes, about 1 min");
    List<String> words = List.of("--peer", "libtorch");
    assertThat(BenchCommand.announcement(189, BenchOptions.parse(words)))
        .isEqualTo("189 shapes, about 32 min");
  }

  @Test
  void the_help_fits_on_a_narrow_page_and_names_every_option() {
    assertThat(BenchOptions.usage().lines()).allMatch(line -> line.length() <= 100);
    assertThat(BenchOptions.usage())
        .contains("--quick", "--shapes", "--peer", "--ensemble", "--memory", "--nodes", "--starts")
        .contains("--clock", "--calibrate", "--keep")
        .contains("--device", "--threads", "--output", "--into", "--list", "--rounds");
  }
}
