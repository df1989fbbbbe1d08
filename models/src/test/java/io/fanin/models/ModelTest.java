package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ModelTest {
  private static final Model RIPE = ModelFilesTest.tabular();

  @Test
  void row_of_text_is_encoded_and_classified() {
    Prediction green = RIPE.predict(Map.of("age", " 20 ", "colour", "green", "id", "7"));
    assertThat(green.values()).containsExactly(-1.0, 1.5);
    assertThat(green.label()).isEqualTo("yes");
    double p = 1 / (1 + StrictMath.exp(-2.5));
    assertThat(Math.abs(green.probabilities().get(1) - p)).isLessThanOrEqualTo(0x1p-52);
    assertThat(RIPE.predict(Map.of("age", "40", "colour", "blue")).label()).isEqualTo("no");
  }

  @Test
  void missing_value_counts_as_the_mean_where_training_had_gaps() {
    Map<String, String> missing = Map.of("age", "NA", "colour", "red");
    assertThat(RIPE.predict(missing)).isEqualTo(RIPE.predict(new double[] {30, 0}));
    assertThat(RIPE.predict(new double[] {Double.NaN, 0})).isEqualTo(RIPE.predict(missing));
    assertThatThrownBy(() -> RIPE.predict(Map.of("age", "1", "colour", "")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "column 'colour' has no value, and the training data had one in every row; give one");
  }

  @Test
  void values_that_cannot_be_used_are_refused() {
    assertThatThrownBy(() -> RIPE.predict(Map.of("age", "1", "color", "red")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the row has no column 'colour'; did you mean 'color'?");
    assertThatThrownBy(() -> RIPE.predict(Map.of("age", "old", "colour", "red")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("column 'age': 'old' is not a finite number");
    assertThatThrownBy(() -> RIPE.predict(Map.of("age", "1e999", "colour", "red")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("column 'age': '1e999' is not a finite number");
    assertThatThrownBy(() -> RIPE.predict(Map.of("age", "1", "colour", "gren")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "column 'colour': 'gren' was not among the training data's categories; did you mean"
                + " 'green'?");
    assertThatThrownBy(() -> RIPE.predict(new double[] {1, 3}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("column 'colour': 3.0 is not the index of one of its 3 categories");
  }

  @Test
  void regression_is_given_in_its_own_units() {
    Network network = Requests.plain("linear", Requests.scalars(1), 1, Map.of());
    Model model =
        new Model(
            network,
            DType.DOUBLE,
            new double[] {2, 1},
            new Preprocessing(
                List.of(),
                List.of(new Column.Numeric("x", 10, 4, false)),
                Target.regression("y", 100, 5)),
            Map.of());
    assertThat(model.predict(Map.of("x", "18")).value()).isEqualTo(100 + 5 * (2 * 2 + 1));
    assertThat(model.predict(Map.of("x", "18")).text()).isEqualTo("125");
  }

  @Test
  void one_logistic_output_tells_two_classes_apart() {
    Network network = Requests.plain("linear", Requests.scalars(1), 1, Map.of());
    Model model =
        new Model(
            network,
            DType.DOUBLE,
            new double[] {1, 0},
            Preprocessing.none(1, Target.classification("y", Loss.LOGISTIC, List.of("down", "up"))),
            Map.of());
    Prediction up = model.predict(new double[] {StrictMath.log(3)});
    assertThat(up.label()).isEqualTo("up");
    assertThat(Math.abs(up.probabilities().get(1) - 0.75)).isLessThanOrEqualTo(0x1p-51);
    assertThat(model.predict(new double[] {-1}).label()).isEqualTo("down");
  }

  @Test
  void target_that_does_not_fit_the_output_is_refused() {
    Network network = Requests.plain("linear", Requests.scalars(1), 3, Map.of());
    assertThatThrownBy(
            () ->
                new Model(
                    network,
                    DType.FLOAT,
                    new double[6],
                    Preprocessing.none(1, Target.regression("y", 0, 1)),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 'y' does not fit a network output of width 3");
  }

  @Test
  void many_rows_and_many_threads_get_the_bits_of_one_row()
      throws ExecutionException, InterruptedException {
    Network network = Requests.onGraph("matched", Requests.tree(), 1, Map.of("activation", "gelu"));
    Model model = ModelFilesTest.model(network, DType.FLOAT);
    double[] x = Evaluation.data(150 * 4, 2);
    double[] together = model.outputs(x, 150);
    assertThat(together)
        .isEqualTo(
            Evaluation.block(
                network.plan(), DType.FLOAT, model.parameters(), x, network.output("y").block()));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Double>> alone = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        double[] row = Arrays.copyOfRange(x, 4 * i, 4 * i + 4);
        alone.add(threads.submit(() -> model.outputs(row, 1)[0]));
      }
      for (int i = 0; i < 150; i++) {
        assertThat(alone.get(i).get()).isEqualTo(together[i]);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void table_is_predicted_as_its_rows_are() {
    List<Map<String, String>> rows =
        List.of(Map.of("age", "40", "colour", "green"), Map.of("age", "", "colour", "blue"));
    assertThat(RIPE.predictAll(rows))
        .containsExactly(RIPE.predict(rows.get(0)), RIPE.predict(rows.get(1)));
    assertThat(RIPE.predictAll(List.of())).isEmpty();
  }
}
