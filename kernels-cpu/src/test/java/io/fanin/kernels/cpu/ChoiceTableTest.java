package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Plan;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTableTest {
  private static final ChoiceTable OTHER = new ChoiceTable(7, ChoiceTable.NEVER, 3);

  @Test
  void the_shipped_table_is_written_as_proposals_are() throws IOException {
    try (InputStream in = ChoiceTable.class.getResourceAsStream("choice.table")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(ChoiceTable.shipped().text());
    }
  }

  @Test
  void a_table_survives_its_text() {
    assertThat(ChoiceTable.parse("t", OTHER.text())).isEqualTo(OTHER);
    assertThat(OTHER.text()).endsWith("onednn.beside.vector = never\nonednn.beside.plain = 3\n");
  }

  @Test
  void the_version_is_part_of_the_identity_and_of_another_table_a_checksum() {
    int version = ChoiceTable.shipped().version();
    assertThat(new CpuKernelProvider().tableVersion()).isEqualTo(String.valueOf(version));
    ChoiceTable forged = new ChoiceTable(version, 1, 1);
    assertThat(new CpuKernelProvider(forged).tableVersion()).matches(version + "-[0-9a-f]{8}");
    assertThat(forged.identity()).isNotEqualTo(new ChoiceTable(version, 1, 2).identity());
  }

  @Test
  void a_plan_is_judged_by_its_widest_layer() {
    Plan narrow = TrainingShapes.binaryTree(8, 16, 4).plan();
    Plan wide = TrainingShape.dense("wide", 1, 4, 200, 70, 1).plan();
    assertThat(ChoiceTable.width(narrow)).isEqualTo(16);
    assertThat(ChoiceTable.width(wide)).isEqualTo(70);
    CpuKernelProvider provider = new CpuKernelProvider(new ChoiceTable(9, 70, 70));
    assertThat(provider.home(wide, DType.FLOAT)).isEqualTo(Home.ONEDNN);
    assertThat(provider.home(narrow, DType.FLOAT)).isEqualTo(Home.VECTOR);
    assertThat(provider.home(wide, DType.DOUBLE)).isEqualTo(Home.VECTOR);
    for (Home home : Home.values()) {
      assertThat(CpuKernelProvider.at(home).home(narrow, DType.FLOAT)).isEqualTo(home);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "version = 2, onednn.beside.vector = 8 | t: the table of engines has no"
            + " 'onednn.beside.plain'; add a line 'onednn.beside.plain = …'",
        "version = 2, version = 3 | t:2:1: 'version' is there twice; keep one",
        "# a comment, onednn.beside.vectors = 3 | t:2:1: there is no 'onednn.beside.vectors'; did"
            + " you mean 'onednn.beside.vector'?",
        "version 2 | t:1:1: 'version 2' is no line 'key = value' of a table of engines",
        "version = never | t:1:1: 'version' must be a whole number from 1 to 999999999, was 'never'",
        "onednn.beside.plain = 0 | t:1:1: 'onednn.beside.plain' must be a whole number from 1 to"
            + " 999999999 or 'never', was '0'",
      })
  void a_bad_table_says_where_and_what(String lines, String message) {
    assertThatThrownBy(() -> ChoiceTable.parse("t", lines.replace(", ", "\n")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void a_table_is_tried_by_a_property_and_a_bad_one_stops_the_command(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("mine.table");
    System.setProperty(ChoiceTable.PROPERTY, file.toString());
    try {
      assertThatThrownBy(Kernels::discover)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(file + ": the table of engines cannot be read; check -Dfanin.cpu.table");
      Files.writeString(file, "version = 1\nzzz = 3\n");
      assertThatThrownBy(Kernels::discover)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              file
                  + ":2:1: there is no 'zzz'; known: onednn.beside.plain, onednn.beside.vector,"
                  + " version");
      Files.writeString(file, OTHER.text());
      assertThat(Kernels.discover().only("cpu").usable().get(0).tableVersion()).startsWith("7-");
    } finally {
      System.clearProperty(ChoiceTable.PROPERTY);
    }
  }
}
