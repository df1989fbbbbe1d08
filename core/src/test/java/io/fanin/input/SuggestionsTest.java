package io.fanin.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({
    "widht, width depth, width", // neighbours swapped
    "wdith, width depth, width",
    "iwdth, width depth, width",
    "WIDHT, width depth, width",
    "widh, width depth, width", // one missing
    "widthh, width depth, width", // one too many
    "wibth, width depth, width", // one wrong
    "width, width widths, width",
    "n, m, ''", // nothing in common
    "N, n, n",
    "x1, x2, x2",
    "ab, ba, ba",
    "abc, bca, ''", // two steps in three letters
    "ca, abc, ''", // three: no letter may be touched twice
    "depht, death depth, depth", // a swap is nearer than two wrong letters
    "lokalty, locality, locality",
    "xx, width depth, ''",
    "'', width, ''",
    "bat, cat hat, cat", // of equally near ones the first
  })
  void the_nearest_name_is_found(String name, String known, String expected) {
    assertThat(Suggestions.nearest(name, Arrays.asList(known.split(" ", -1))).orElse(""))
        .isEqualTo(expected);
  }

  @Test
  void a_hint_is_a_question_or_the_list_of_what_there_is() {
    assertThat(Suggestions.hint("widht", List.of("width", "depth")))
        .isEqualTo("; did you mean 'width'?");
    assertThat(Suggestions.hint("colour", List.of("width", "depth")))
        .isEqualTo("; known: depth, width");
    assertThat(Suggestions.hint("colour", List.of())).isEqualTo("; known: ");
  }

  @Test
  void a_long_list_is_cut() {
    List<String> names = IntStream.range(100, 145).mapToObj(i -> "x" + i).toList();
    String first = String.join(", ", names.subList(0, 40));
    assertThat(Suggestions.hint("colour", names)).isEqualTo("; known: " + first + " and 5 more");
  }
}
