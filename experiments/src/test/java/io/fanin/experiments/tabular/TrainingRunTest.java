package io.fanin.experiments.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.data.DataRules;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.data.Preparation;
import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.data.TableFormat;
import io.fanin.experiments.data.TableReader;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.store.Asked;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Kernels;
import io.fanin.models.Architectures;
import io.fanin.models.Model;
import io.fanin.random.RandomStream;
import io.fanin.settings.ExactText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
  @TempDir private Path folder;

  private static final Path CONCRETE = Path.of("../data/concrete.csv");

  private TrainingEnding.Complete run(TrainingRequest request, String runs, int threads) {
    Place place =
        new Place(
            folder.resolve(runs), Kernels.of(List.of()), new ThreadsBackend(threads), "fanin");
    TrainingEnding ending =
        TrainingRun.plan(request, Architectures.builtIn(), place, asked("fanin train …"))
            .execute(SweepListener.NONE);
    assertThat(ending).isInstanceOf(TrainingEnding.Complete.class);
    return (TrainingEnding.Complete) ending;
  }

  private Asked asked(String line) {
    return new Asked(line, folder, List.of());
  }

  private static TrainingRequest concrete(List<Double> rates, int epochs) {
    RawTable table = TableReader.read(CONCRETE, TableFormat.DEFAULT);
    LearningTable learning = Preparation.of(table, DataRules.of("compressive_strength", 1));
    return TrainingRequest.of(learning, 1)
        .withArchitecture("dense", Map.of("width", 8, "depth", 1))
        .withWork(rates, 2, epochs);
  }

  /** {@code y = sin(a b) + c}, with a category that shifts it. */
  private Path made(int rows) throws IOException {
    RandomStream random = RandomStream.of(5, "made");
    StringBuilder text = new StringBuilder("kind,b,a,c,y\n");
    for (int i = 0; i < rows; i++) {
      double a = random.uniform(-1, 1);
      double b = random.uniform(-1, 1);
      double c = random.uniform(-1, 1);
      int kind = random.nextInt(3);
      double y = StrictMath.sin(a * b) + c + kind;
      text.append("uvw".charAt(kind)).append(',').append(ExactText.of(b)).append(',');
      text.append(ExactText.of(a)).append(',').append(ExactText.of(c)).append(',');
      text.append(ExactText.of(y)).append('\n');
    }
    return Files.writeString(folder.resolve("made.csv"), text);
  }

  private static LearningTable learning(Path file, String target) {
    return Preparation.of(TableReader.read(file, TableFormat.DEFAULT), DataRules.of(target, 1));
  }

  @Test
  void concrete_is_learnt_and_predictions_come_back_bit_for_bit() throws IOException {
    TrainingEnding.Complete run = run(concrete(List.of(0.03, 0.003), 6), "runs", 2);
    TrainingSummary summary = TrainingSummary.of(run.outcome());
    assertThat(summary.rows().stream().map(TrainingSummary.Row::family))
        .containsExactly("baseline", "linear", "dense");
    double baseline = summary.rows().get(0).scores().get(0).estimate();
    double dense = summary.rows().get(2).scores().get(0).estimate();
    assertThat(dense).isLessThan(0.8 * baseline);
    assertThat(run.run().summary().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(run.run().summary().digest()).isEqualTo(run.outcome().digest());
    assertThat(run.page()).isRegularFile();
    assertThat(summary.remarks())
        .contains("linear chose the largest of the rates; a larger one may do better: --rates");
    requireSameNumbers(run, CONCRETE);
  }

  /** The file of the test rows, {@code predict}, and Java one row at a time say the same. */
  private static void requireSameNumbers(TrainingEnding.Complete run, Path data)
      throws IOException {
    Model model = Model.load(run.model());
    RawTable table = TableReader.read(data, TableFormat.DEFAULT);
    List<String> all =
        TablePredictions.of(model, table, Optional.empty()).table().toCsv().lines().toList();
    List<String> tested = Files.readAllLines(run.run().path().resolve("data/test-predictions.csv"));
    assertThat(tested).hasSize(run.outcome().request().table().test().length + 1);
    for (String line : tested.subList(1, tested.size())) {
      int row = Integer.parseInt(line.substring(0, line.indexOf(',')));
      assertThat(line).startsWith(all.get(row) + ",");
      Map<String, String> cells = new TreeMap<>();
      for (int c = 0; c < table.columns().size(); c++) {
        cells.put(table.columns().get(c), table.cell(row - 1, c));
      }
      assertThat(model.predict(cells).text()).isEqualTo(line.split(",", -1)[1]);
    }
  }

  @Test
  void the_digest_depends_on_neither_threads_nor_folder_but_on_the_seed() {
    TrainingRequest request = concrete(List.of(0.03, 0.003), 2);
    String one = run(request, "one", 1).outcome().digest();
    assertThat(run(request, "two", 2).outcome().digest()).isEqualTo(one);
    TrainingRequest other =
        new TrainingRequest(
            request.table(),
            request.graph(),
            request.architecture(),
            request.settings(),
            request.rates(),
            request.seeds(),
            request.epochs(),
            request.batch(),
            2);
    assertThat(run(other, "three", 1).outcome().digest()).isNotEqualTo(one);
  }

  @Test
  void an_interrupted_run_goes_on_and_ends_with_the_same_digest() {
    TrainingRequest request = concrete(List.of(0.03, 0.003), 2);
    Place place =
        new Place(folder.resolve("cut"), Kernels.of(List.of()), new ThreadsBackend(1), "fanin");
    TrainingRun cut = TrainingRun.plan(request, Architectures.builtIn(), place, asked("fanin"));
    TrainingEnding stopped =
        cut.execute(
            new SweepListener() {
              private boolean done;

              @Override
              public void finished(TrialResult result) {
                if (!done) {
                  Thread.currentThread().interrupt();
                }
                done = true;
              }
            });
    assertThat(stopped).isInstanceOf(TrainingEnding.Stopped.class);
    Thread.interrupted(); // the mark stays where the interruption came late
    TrainingRun again = TrainingRun.plan(request, Architectures.builtIn(), place, asked("fanin"));
    assertThat(again.unfinished()).isPresent();
    TrainingEnding.Complete ended = (TrainingEnding.Complete) again.execute(SweepListener.NONE);
    assertThat(ended.run().id()).isEqualTo(stopped.run().id());
    assertThat(ended.outcome().digest()).isEqualTo(run(request, "whole", 1).outcome().digest());
  }

  @Test
  void a_graph_names_columns_and_a_category_is_one_of_its_inputs() throws IOException {
    Path data = made(60);
    Path graph =
        Files.writeString(
            folder.resolve("g.json"),
            "{\"fanin\": 1, \"inputs\": [\"a\", \"b\", \"kind\", \"c\"], \"nodes\": ["
                + "{\"id\": \"p\", \"reads\": [\"a\", \"b\"]},"
                + "{\"id\": \"q\", \"reads\": [\"p\", \"kind\", \"c\"]}], \"outputs\": [\"q\"]}");
    LearningTable table = learning(data, "y");
    GraphChoice choice = GraphChoice.of(graph.toString(), table.columns());
    TrainingEnding.Complete run =
        run(
            TrainingRequest.of(table, 1).withGraph(choice).withWork(List.of(0.01), 2, 2),
            "runs",
            2);
    assertThat(run.outcome().kept()).isEqualTo("matched");
    assertThat(run.outcome().model().preprocessing().columns().stream().map(c -> c.name()))
        .containsExactly("a", "b", "kind", "c");
    assertThat(run.outcome().model().network().plan().inputs().get(2).width()).isEqualTo(3);
    TrainingSummary summary = TrainingSummary.of(run.outcome());
    assertThat(summary.rows().stream().map(TrainingSummary.Row::family))
        .containsExactly("baseline", "linear", "dense", "matched");
    int matched = summary.rows().get(3).parameters();
    assertThat(summary.rows().get(2).parameters()).isBetween(matched * 4 / 5, matched * 5 / 4);
    requireSameNumbers(run, data);
  }

  @Test
  void a_graph_of_some_columns_with_formulas_is_coloured_by_alignment() throws IOException {
    Path graph = Files.writeString(folder.resolve("g.txt"), "in a, b\np = sin(a*b)\nout p\n");
    LearningTable table = learning(made(60), "y");
    GraphChoice choice = GraphChoice.of(graph.toString(), table.columns());
    TrainingEnding.Complete run =
        run(
            TrainingRequest.of(table, 1).withGraph(choice).withWork(List.of(0.01), 1, 2),
            "runs",
            1);
    List<NodeMeasures.Node> nodes = NodeMeasures.of(run.outcome());
    assertThat(nodes).hasSize(1);
    assertThat(nodes.get(0).vertex()).isEqualTo(2);
    assertThat(nodes.get(0).alignment()).isBetween(0.0, 1.0);
    assertThat(nodes.get(0).own()).isBetween(0.0, 2.0);
    assertThat(nodes.get(0).output()).isBetween(0.0, 2.0);
    assertThat(nodes.get(0).gap()).isBetween(0.0, 0.5);
    assertThat(nodes.get(0).total()).isBetween(0.5, 1.5);
    assertThat(Files.readString(run.page()))
        .contains("<title>p reads a, b; alignment 0.")
        .contains("S of the prediction");
    assertThat(Files.readAllLines(run.run().path().resolve("data/nodes.csv")).get(0))
        .isEqualTo(
            "node,reads,alignment,S of the node,S of the prediction,donor gap,total sensitivity");
  }

  @Test
  void a_graph_without_formulas_is_coloured_by_total_sensitivity() throws IOException {
    LearningTable table = learning(made(60), "y");
    GraphChoice choice = GraphChoice.of("tree:2", table.columns());
    TrainingEnding.Complete run =
        run(
            TrainingRequest.of(table, 1).withGraph(choice).withWork(List.of(0.01), 1, 2),
            "runs",
            1);
    List<NodeMeasures.Node> nodes = NodeMeasures.of(run.outcome());
    assertThat(nodes).hasSize(choice.graph().nodes());
    assertThat(nodes).allSatisfy(n -> assertThat(n.alignment()).isNaN());
    assertThat(nodes).allSatisfy(n -> assertThat(n.total() >= 0).isTrue());
    assertThat(Files.readString(run.page())).contains("total sensitivity of the prediction");
    assertThat(Files.readAllLines(run.run().path().resolve("data/nodes.csv")).get(0))
        .isEqualTo("node,reads,total sensitivity");
  }

  @Test
  void classes_have_probabilities_that_come_back_bit_for_bit() throws IOException {
    Path data = made(60);
    TrainingRequest request =
        TrainingRequest.of(learning(data, "kind"), 1).withWork(List.of(0.01), 2, 2);
    TrainingEnding.Complete run = run(request, "runs", 1);
    TrainingSummary summary = TrainingSummary.of(run.outcome());
    assertThat(summary.measures()).containsExactly("error rate", "log loss");
    assertThat(summary.rows().get(0).scores().get(0).estimate()).isBetween(0.3, 0.9);
    assertThat(Files.readAllLines(run.run().path().resolve("data/test-predictions.csv")).get(0))
        .isEqualTo("row,prediction,p(u),p(v),p(w),truth");
    requireSameNumbers(run, data);
  }

  @Test
  void the_saved_model_is_the_best_member_on_the_validation_rows() {
    TrainingEnding.Complete run = run(concrete(List.of(0.01), 2), "runs", 1);
    List<Double> losses = new ArrayList<>();
    run.run().journal().results().stream()
        .filter(r -> r.trial().kind().equals("dense"))
        .forEach(r -> losses.add(r.number(ArmTask.VALIDATION)));
    assertThat(losses).hasSize(2);
    assertThat(losses.get(run.outcome().member()))
        .isEqualTo(losses.stream().mapToDouble(x -> x).min().orElseThrow());
  }

  @Test
  void what_does_not_fit_the_columns_is_refused() throws IOException {
    Path graph = Files.writeString(folder.resolve("g.txt"), "in a, cc\np = sin(a*cc)\nout p\n");
    List<String> columns = List.of("a", "b", "c");
    refused(
        () -> GraphChoice.of(graph.toString(), columns),
        graph + ": input 'cc' is no input column of the table; did you mean 'c'?");
    refused(
        () -> GraphChoice.of("grid:2x2", columns),
        "--graph grid:2x2: needs 2 × 2 input columns, the table has 3; drop or keep columns");
    refused(
        () -> GraphChoice.of("grid:2", columns),
        "--graph grid:2: a grid is written grid:HxW, such as grid:8x8, and a tree tree:k, such as"
            + " tree:2");
    refused(
        () -> GraphChoice.of("tree:1", columns),
        "--graph tree:1: a tree joins at least 2; give tree:2");
    refused(() -> GraphChoice.of("none.json", columns), "none.json: there is no such file");
  }

  @Test
  void bad_requests_are_refused_before_anything_is_written() {
    TrainingRequest request = concrete(List.of(0.01), 1);
    refused(
        () -> request.withWork(List.of(0.0), 1, 1),
        "--rates needs learning rates in (0, 10], was [0.0]");
    refused(() -> request.withWork(List.of(0.1), 0, 1), "--seeds must be in [1, 1000], was 0");
    refused(
        () -> plan(request.withArchitecture("dence", Map.of())),
        "there is no architecture 'dence'; did you mean 'dense'?");
    refused(
        () -> plan(request.withArchitecture("dense", Map.of("widht", 3))),
        "unknown setting 'widht'; did you mean 'width'?");
    refused(
        () -> plan(request.withArchitecture("matched", Map.of())),
        "architecture 'matched' needs a graph; give --graph");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private void plan(TrainingRequest request) {
    Place place =
        new Place(folder.resolve("none"), Kernels.of(List.of()), new ThreadsBackend(1), "fanin");
    TrainingRun.plan(request, Architectures.builtIn(), place, asked("fanin"));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
