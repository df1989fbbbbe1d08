package io.fanin.experiments.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.data.TableFormat;
import io.fanin.experiments.data.TableReader;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Column;
import io.fanin.models.Model;
import io.fanin.models.Network;
import io.fanin.models.Preprocessing;
import io.fanin.models.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePredictionsTest {
  @TempDir private Path folder;

  /** {@code 2 x + 10 [kind = b] + 1} in whole numbers. */
  private static Model model() {
    Architectures architectures = Architectures.builtIn();
    Network network =
        architectures.build(
            "linear",
            new ArchitectureRequest(
                List.of(new InputBlock("x", 0, 1, 0), new InputBlock("kind", 1, 2, 0)),
                1,
                null,
                null,
                architectures.settings("linear")));
    Preprocessing preprocessing =
        new Preprocessing(
            List.of("", "NA"),
            List.of(
                new Column.Numeric("x", 0, 1, false),
                new Column.Category("kind", List.of("a", "b"), false)),
            Target.regression("y", 0, 1));
    return new Model(network, DType.FLOAT, new double[] {2, 0, 10, 1}, preprocessing, Map.of());
  }

  private RawTable table(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return TableReader.read(file, TableFormat.DEFAULT);
  }

  private void refused(String text, String message) throws IOException {
    RawTable table = table(text);
    assertThatThrownBy(() -> TablePredictions.of(model(), table, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("t.csv") + message);
  }

  @Test
  void rows_are_numbered_and_columns_found_by_name() throws IOException {
    TablePredictions predictions =
        TablePredictions.of(model(), table("more,kind,x,y\n1,a,3,0\n2,b,4,0\n"), Optional.empty());
    assertThat(predictions.table().toCsv()).isEqualTo("row,prediction\r\n1,7\r\n2,19\r\n");
    assertThat(predictions.unread()).containsExactly("more");
  }

  @Test
  void an_id_column_names_the_rows() throws IOException {
    TablePredictions predictions =
        TablePredictions.of(model(), table("name,kind,x\nu v,a,3\n"), Optional.of("name"));
    assertThat(predictions.table().toCsv()).isEqualTo("name,prediction\r\nu v,7\r\n");
    assertThat(predictions.unread()).isEmpty();
  }

  @Test
  void a_missing_column_is_refused_with_a_suggestion() throws IOException {
    refused(
        "kinds,x\na,3\n", ": has no column 'kind', which the model reads; did you mean 'kinds'?");
    refused(
        "p,q\na,3\n",
        ": has no column 'x', which the model reads, nor 1 more of its columns; known: p, q");
  }

  @Test
  void an_unseen_category_is_refused_with_its_line() throws IOException {
    refused(
        "kind,x\na,3\nc,4\n",
        ":3: column 'kind': 'c' was not among the training data's categories; known: a, b");
  }

  @Test
  void a_missing_value_is_refused_with_its_line() throws IOException {
    refused(
        "kind,x\na,3\nb,NA\n",
        ":3: column 'x' has no value, and the training data had one in every row; give one");
  }

  @Test
  void what_is_no_number_is_refused_with_its_line() throws IOException {
    refused("kind,x\na,three\n", ":2: column 'x': 'three' is not a finite number");
  }
}
