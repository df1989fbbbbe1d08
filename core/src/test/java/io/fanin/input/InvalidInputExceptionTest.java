package io.fanin.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InvalidInputExceptionTest {
  @Test
  void a_message_says_where_and_what() {
    assertThat(InvalidInputException.at("t.json", 3, 14, "node 'p' is there twice"))
        .hasMessage("t.json:3:14: node 'p' is there twice");
    assertThat(InvalidInputException.in("t.json", "is empty")).hasMessage("t.json: is empty");
    RuntimeException cause = new RuntimeException("inner");
    assertThat(new InvalidInputException("t.json: is empty", cause))
        .hasMessage("t.json: is empty")
        .hasCause(cause);
  }
}
