package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.bench.StepResult.PeerResult;
import io.fanin.input.InvalidInputException;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepJournalTest {
  private static final TrainingShape SHAPE = TrainingShapes.binaryTree(64, 8, 256);
  private static final TrainingShape OTHER = TrainingShapes.binaryTree(64, 16, 256);

  @TempDir private Path folder;

  private static StepResult result(TrainingShape shape) {
    return new StepResult(
        shape,
        "cpu",
        Work.of(shape.plan(), shape.batch()),
        160,
        1.5,
        new Timing(new double[] {0.1, 1.0 / 3, 0.25}),
        16,
        List.of(
            new PeerResult("bmm-batch", new Timing(new double[] {0.5, 0.75}), 0.6),
            new PeerResult("einsum", null, 4)),
        List.of("a remark"));
  }

  @Test
  void what_was_kept_is_found_again_to_the_last_bit() {
    Path file = folder.resolve("kept");
    new StepJournal(file, "2 threads").add(result(SHAPE));
    StepJournal again = new StepJournal(file, "2 threads");
    assertThat(again.find(SHAPE)).hasValue(result(SHAPE));
    assertThat(again.find(OTHER)).isEmpty();
  }

  @Test
  void a_line_that_was_cut_off_is_measured_again() throws IOException {
    Path file = folder.resolve("kept");
    StepJournal journal = new StepJournal(file, "2 threads");
    journal.add(result(SHAPE));
    Files.writeString(file, "{\"name\":\"tree-64x16\",\"dev", StandardOpenOption.APPEND);
    StepJournal again = new StepJournal(file, "2 threads");
    assertThat(again.find(OTHER)).isEmpty();
    again.add(result(OTHER));
    StepJournal last = new StepJournal(file, "2 threads");
    assertThat(last.find(SHAPE)).hasValue(result(SHAPE));
    assertThat(last.find(OTHER)).hasValue(result(OTHER));
  }

  @Test
  void results_on_other_terms_and_other_files_are_refused() throws IOException {
    Path file = folder.resolve("kept");
    new StepJournal(file, "2 threads").add(result(SHAPE));
    assertThatThrownBy(() -> new StepJournal(file, "1 threads"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": it was begun with 2 threads, this run has 1 threads; give --keep another"
                + " file");
    Files.writeString(file, "{}\n");
    assertThatThrownBy(() -> new StepJournal(file, "2 threads"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": it was begun with nothing that fanin bench wrote, this run has 2 threads; give"
                + " --keep another file");
    Files.writeString(file, "{\"terms\":\"2 threads\"}\nnonsense\n{}\n");
    assertThatThrownBy(() -> new StepJournal(file, "2 threads"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ":2:1: no line of fanin bench; remove it, or give another file");
  }
}
