package io.fanin.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.Column;
import io.fanin.models.Task;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static final int ROWS = 40;

  /** {@code x} and {@code y} are numbers; the rest is given. */
  private static RawTable table(String more, IntFunction<String> cell) {
    StringBuilder text = new StringBuilder("x,y" + (more.isEmpty() ? "" : "," + more) + "\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i % 7 + 0.5).append(',').append(i * 0.25);
      text.append(more.isEmpty() ? "" : "," + cell.apply(i)).append('\n');
    }
    return parse(text.toString());
  }

  private static RawTable parse(String text) {
    return TableReader.read("t.csv", text.getBytes(StandardCharsets.UTF_8), TableFormat.DEFAULT);
  }

  private static void refused(RawTable table, DataRules rules, String message) {
    assertThatThrownBy(() -> Preparation.of(table, rules))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  private static DataRules rules() {
    return DataRules.of("y", 3);
  }

  @Test
  void every_row_is_in_one_part_and_the_seed_decides_which() {
    LearningTable a = Preparation.of(table("", i -> ""), rules());
    assertThat(a.test()).hasSize(8);
    assertThat(a.validation()).hasSize(6);
    assertThat(a.training()).hasSize(26);
    int[] all =
        Stream.of(a.training(), a.validation(), a.test())
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, ROWS).toArray());
    assertThat(Preparation.of(table("", i -> ""), rules()).test()).isEqualTo(a.test());
    assertThat(Preparation.of(table("", i -> ""), DataRules.of("y", 4)).test())
        .isNotEqualTo(a.test());
  }

  @Test
  void scales_are_learnt_on_the_training_rows_alone() {
    LearningTable table = Preparation.of(table("", i -> ""), rules());
    double mean =
        Arrays.stream(table.training()).mapToDouble(r -> table.value(r, 0)).average().orElseThrow();
    double variance =
        Arrays.stream(table.training())
            .mapToDouble(r -> (table.value(r, 0) - mean) * (table.value(r, 0) - mean))
            .average()
            .orElseThrow();
    Column.Numeric x = (Column.Numeric) table.preprocessing().columns().get(0);
    assertThat(Math.abs(x.mean() - mean) <= 1e-12).isTrue();
    assertThat(Math.abs(x.scale() - Math.sqrt(variance)) <= 1e-12).isTrue();
    double[] targets = table.targets();
    double sum = Arrays.stream(table.training()).mapToDouble(r -> targets[r]).sum();
    assertThat(Math.abs(sum) <= 1e-10).isTrue();
  }

  @Test
  void a_category_is_one_block_as_wide_as_it_has_values() {
    LearningTable table =
        Preparation.of(table("kind", i -> List.of("red", "green", "blue").get(i % 3)), rules());
    TableView view = table.view();
    assertThat(view.blocks())
        .containsExactly(new InputBlock("x", 0, 1, 0), new InputBlock("kind", 1, 3, 0));
    assertThat(Arrays.copyOfRange(view.inputs(), 1, 4)).containsExactly(0, 0, 1);
    assertThat(Arrays.copyOfRange(view.inputs(), 5, 8)).containsExactly(0, 1, 0);
    assertThat(((Column.Category) view.preprocessing().columns().get(1)).values())
        .containsExactly("blue", "green", "red");
  }

  @Test
  void a_view_has_the_columns_in_the_order_asked_for() {
    LearningTable table =
        Preparation.of(table("kind", i -> List.of("red", "green").get(i % 2)), rules());
    assertThat(table.view(List.of("kind", "x")).blocks())
        .containsExactly(new InputBlock("kind", 0, 2, 0), new InputBlock("x", 2, 1, 0));
    assertThatThrownBy(() -> table.view(List.of("kin")))
        .hasMessage("t.csv: has no input column 'kin'; did you mean 'kind'?");
    assertThatThrownBy(() -> table.view(List.of("x", "x"))).hasMessage("column 'x' is named twice");
  }

  @Test
  void the_task_is_inferred_from_the_target_and_can_be_changed() {
    RawTable table = table("grade", i -> Integer.toString(i % 4));
    LearningTable classes = Preparation.of(table, DataRules.of("grade", 1));
    assertThat(classes.target().classes()).containsExactly("0", "1", "2", "3");
    assertThat(classes.notes()).contains("target 'grade' has 4 classes: classification");
    assertThat(
            Preparation.of(table, DataRules.of("grade", 1).withTask(Task.REGRESSION))
                .isClassification())
        .isFalse();
    assertThat(Preparation.of(table, rules()).notes())
        .contains("target 'y' is a number: regression");
  }

  @Test
  void classes_that_are_numbers_stand_by_size() {
    RawTable table = table("grade", i -> Integer.toString(i % 12));
    assertThat(Preparation.of(table, DataRules.of("grade", 1)).target().classes())
        .startsWith("0", "1", "2", "3")
        .endsWith("10", "11");
  }

  @Test
  void twenty_values_are_classes_and_twenty_one_are_numbers() {
    RawTable twenty = table("t", i -> Integer.toString(i % 20));
    RawTable more = table("t", i -> Integer.toString(i % 21));
    assertThat(Preparation.of(twenty, DataRules.of("t", 1)).isClassification()).isTrue();
    assertThat(Preparation.of(more, DataRules.of("t", 1)).isClassification()).isFalse();
  }

  @Test
  void columns_that_name_rows_are_refused_with_the_flag_that_drops_them() {
    RawTable numbers = table("id", Integer::toString);
    refused(
        numbers,
        rules(),
        "t.csv: column 'id' holds a different whole number in every row, as a name of the row does;"
            + " give --drop id or --keep id if it is a quantity");
    assertThat(Preparation.of(numbers, rules().dropping("id")).columns()).containsExactly("x");
    assertThat(Preparation.of(numbers, rules().keeping("id")).columns()).containsExactly("x", "id");
    refused(
        table("id", i -> "r" + i),
        rules(),
        "t.csv: column 'id' holds a different text in every row, as a name of the row does; give"
            + " --drop id");
  }

  @Test
  void constant_and_empty_columns_are_refused_with_the_flag_that_drops_them() {
    refused(
        table("c", i -> "5"),
        rules(),
        "t.csv: column 'c' has the same value in every row; give --drop c or --keep c");
    refused(
        table("c", i -> "?"), rules(), "t.csv: column 'c' has no value in any row; give --drop c");
    LearningTable kept = Preparation.of(table("c", i -> "5"), rules().keeping("c"));
    assertThat(kept.view().inputs()[1]).isEqualTo(0);
  }

  @Test
  void dates_are_refused_with_the_flag_that_drops_them() {
    refused(
        table("when", i -> "2024-03-" + (10 + i % 9)),
        rules(),
        "t.csv: column 'when' holds dates or times, which are no numbers; give --drop when or"
            + " --category when");
  }

  @Test
  void several_columns_are_refused_together_with_one_flag_for_all() {
    refused(
        table("a b,when", i -> "5,12:0" + i % 9),
        rules(),
        "t.csv: 2 columns cannot be used:\n"
            + "  'a b' has the same value in every row; give --drop 'a b' or --keep 'a b'\n"
            + "  'when' holds dates or times, which are no numbers; give --drop when or --category"
            + " when\n"
            + "to drop them all, give --drop 'a b,when'");
  }

  @Test
  void a_text_among_numbers_is_named_with_its_line() {
    refused(
        table("m", i -> i == 6 ? "n.a." : Double.toString(i + 0.5)),
        rules(),
        "t.csv: column 'm' holds numbers, but 'n.a.' on line 8; correct it, give --missing-value"
            + " 'n.a.', or give --drop m or --category m");
  }

  @Test
  void a_decimal_comma_is_recognised() {
    RawTable table = parse("x;y;z\n" + "1.5;2;3,5\n2.5;3;4,5\n".repeat(10) + "0.5;4;1\n");
    refused(
        table,
        rules(),
        "t.csv: column 'z' has numbers with a decimal comma; write them with a point, or give"
            + " --drop z");
  }

  @Test
  void many_texts_are_refused_unless_they_are_said_to_be_a_category() {
    StringBuilder text = new StringBuilder("x,y,w\n");
    for (int i = 0; i < 300; i++) {
      text.append(i % 7 + 0.5)
          .append(',')
          .append(i * 0.25)
          .append(",w")
          .append(i % 150)
          .append('\n');
    }
    RawTable table = parse(text.toString());
    refused(
        table,
        rules(),
        "t.csv: column 'w' holds 150 different texts; give --drop w or --category w");
    assertThat(Preparation.of(table, rules().withCategories("w")).view().blocks().get(1).width())
        .isEqualTo(150);
  }

  @Test
  void missing_values_are_refused_with_the_flag_that_mends_them() {
    refused(
        table("z", i -> i % 10 == 3 ? "NA" : Double.toString(i + 0.5)),
        rules(),
        "t.csv: values are missing: 'z' in 4 rows, first on line 5; give --missing drop to leave"
            + " such rows out, or --missing mean to put the mean of the training rows in their"
            + " place");
  }

  @Test
  void rows_with_missing_values_are_dropped_or_filled_and_counted() {
    RawTable table = table("z", i -> i % 10 == 3 ? "" : Double.toString(i + 0.5));
    LearningTable dropped = Preparation.of(table, rules().withMissing(MissingPolicy.DROP));
    assertThat(dropped.rows()).isEqualTo(36);
    assertThat(dropped.number(3)).isEqualTo(5);
    assertThat(dropped.notes()).contains("t.csv: 4 rows with a missing value left out");
    LearningTable filled = Preparation.of(table, rules().withMissing(MissingPolicy.MEAN));
    assertThat(filled.rows()).isEqualTo(40);
    assertThat(filled.view().inputs()[3 * 2 + 1]).isEqualTo(0);
    assertThat(filled.notes())
        .contains("t.csv: 4 rows with a missing value, which counts as the training rows' mean");
  }

  @Test
  void a_row_without_a_target_is_never_filled() {
    RawTable table = table("t", i -> i == 9 ? "?" : Double.toString(i * 0.5));
    LearningTable filled =
        Preparation.of(table, DataRules.of("t", 1).withMissing(MissingPolicy.MEAN));
    assertThat(filled.rows()).isEqualTo(39);
    assertThat(filled.notes()).contains("t.csv: 1 row without a target left out");
  }

  @Test
  void further_markers_can_be_named() {
    RawTable table = table("z", i -> i == 2 ? "-999" : Double.toString(i + 0.5));
    LearningTable marked =
        Preparation.of(table, rules().withMarkers(List.of("-999")).withMissing(MissingPolicy.DROP));
    assertThat(marked.rows()).isEqualTo(39);
  }

  @Test
  void unknown_columns_are_refused_with_a_suggestion() {
    refused(
        table("", i -> ""), DataRules.of("yy", 1), "t.csv: has no column 'yy'; did you mean 'y'?");
    refused(
        table("width", i -> Integer.toString(i % 3)),
        rules().dropping("widh"),
        "t.csv: has no column 'widh'; did you mean 'width'?");
    refused(
        table("", i -> ""),
        rules().dropping("y"),
        "--drop names the target 'y'; drop another column");
  }

  @Test
  void a_target_that_cannot_be_learnt_is_refused() {
    refused(
        table("t", i -> "1"),
        DataRules.of("t", 1),
        "t.csv: target 't' has the same value in every row, so there is nothing to learn; choose"
            + " another");
    refused(
        table("t", i -> "w" + i),
        DataRules.of("t", 1),
        "t.csv: target 't' holds 40 different texts; give --task classification if they are"
            + " classes");
    refused(
        table("t", i -> i == 4 ? "bad" : Double.toString(i + 0.5)),
        DataRules.of("t", 1),
        "t.csv: target 't' holds 'bad' on line 6, which is not a finite number; correct it, or give"
            + " --missing-value 'bad'");
  }

  @Test
  void too_few_rows_are_refused() {
    refused(
        parse("x,y\n" + "1.5,2.5\n2.5,3.5\n".repeat(4)),
        rules(),
        "t.csv: has 8 rows that can be used; learning needs at least 10");
  }

  @Test
  void numbers_too_large_to_standardise_are_refused() {
    refused(
        table("z", i -> i % 2 == 0 ? "1e308" : "-1.5e308"),
        rules(),
        "t.csv: column 'z' has numbers too large to standardise; choose a larger unit");
  }

  @Test
  void test_rows_can_have_a_file_of_their_own() {
    RawTable more = parse("y,extra,x\n1.5,q,2\n2.5,q,3\n");
    LearningTable table = Preparation.of(table("", i -> ""), more, rules());
    assertThat(table.test()).containsExactly(40, 41);
    assertThat(table.training().length + table.validation().length).isEqualTo(40);
    assertThat(table.number(41)).isEqualTo(2);
    assertThat(table.truth(41)).isEqualTo(2.5);
    assertThat(table.value(41, 0)).isEqualTo(3);
  }

  @Test
  void a_category_that_only_the_test_file_has_is_refused_with_its_line() {
    RawTable table = table("kind", i -> i % 2 == 0 ? "red" : "blue");
    RawTable more = parse("x,y,kind\n1,2.5,red\n1,2.5,green\n");
    assertThatThrownBy(() -> Preparation.of(table, more, rules()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "t.csv:3: column 'kind': 'green' is not among the values of the training file; leave"
                + " the row out");
  }

  @Test
  void copies_of_rows_are_counted() {
    RawTable table = parse("x,y\n" + "1.5,2.5\n2.5,3.5\n3.5,9.5\n".repeat(5));
    assertThat(Preparation.of(table, rules()).notes())
        .contains(
            "12 rows are exact copies of earlier ones; copies may stand on both sides of the"
                + " split");
  }
}
