package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanin.kernel.Kernels;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** One call of the command in this process. */
record Call(int code, String out, String err) {
  /** Without what the build requires: this module's tests see the reference alone. */
  static Call of(String... arguments) {
    return without(() -> required(arguments));
  }

  /** Does something while no device is required. */
  static <T> T without(Supplier<T> work) {
    String required = System.getProperty(Kernels.REQUIRE);
    System.clearProperty(Kernels.REQUIRE);
    try {
      return work.get();
    } finally {
      if (required != null) {
        System.setProperty(Kernels.REQUIRE, required);
      }
    }
  }

  /** With whatever the property says that must be usable. */
  static Call required(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Fanin.main(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Call(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The last line of the results. */
  String last() {
    return out.stripTrailing().substring(out.stripTrailing().lastIndexOf('\n') + 1);
  }

  /** The results as JSON, which must be of this version. */
  JsonNode json() {
    try {
      JsonNode node = new JsonMapper().readTree(out);
      assertThat(node.path("schemaVersion").asInt()).as(out).isEqualTo(1);
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  Call fine() {
    assertThat(code).as(out + err).isZero();
    return this;
  }
}
