package io.fanin.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeSvgTest {
  @Test
  void a_drawing_is_written_anew_with_its_texts_escaped() {
    assertThat(SafeSvg.of("p", "<svg viewBox='0 0 1 1'><text x='1'>a &lt; b</text></svg>"))
        .isEqualTo(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">"
                + "<text x=\"1\">a &lt; b</text></svg>");
  }

  @Test
  void a_reference_into_the_drawing_is_fine() {
    assertThat(SafeSvg.of("p", "<svg><path marker-end='url(#arrow)'/></svg>"))
        .contains("marker-end=\"url(#arrow)\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg><script>alert(1)</script></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><image href='https://example.org/a.png'/></svg>",
        "<svg onload='alert(1)'/>",
        "<svg><use href='https://example.org/a.svg#x'/></svg>",
        "<svg><rect fill='url( \"https://example.org\")'/></svg>",
        "<svg><style>@import 'https://example.org/a.css';</style></svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>",
        "<svg>",
        ""
      })
  void what_a_drawing_does_not_need_is_refused(String svg) {
    assertThatThrownBy(() -> SafeSvg.of("p", svg))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("picture 'p': ");
  }

  @Test
  void the_message_names_the_element() {
    assertThatThrownBy(() -> SafeSvg.of("p", "<svg><script/></svg>"))
        .hasMessage("picture 'p': element 'script' is not allowed in a drawing; leave it out");
  }
}
