package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.random.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointsTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.ckpt");
  }

  private static void assertSame(TrainingResult actual, TrainingResult expected) {
    assertThat(ResumableRun.digest(actual)).isEqualTo(ResumableRun.digest(expected));
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.stops()).isEqualTo(expected.stops());
  }

  @ParameterizedTest
  @CsvSource({"FLOAT,true", "FLOAT,false", "DOUBLE,true", "DOUBLE,false"})
  void run_resumed_from_a_file_ends_with_the_bits_of_a_straight_one(DType dtype, boolean adam) {
    Optimizer rule = adam ? Optimizers.adam() : Optimizers.momentum(0.9);
    TrainingResult straight;
    try (ResumableRun run = new ResumableRun(dtype, rule)) {
      straight = run.train(ResumableRun.STEPS, List.of());
      assertThat(straight.stops())
          .containsExactly(StopReason.COMPLETED, StopReason.EARLY_STOPPED, StopReason.DIVERGED);
      assertThat(straight.stopSteps()[1]).isEqualTo(90);
    }
    try (ResumableRun run = new ResumableRun(dtype, rule)) {
      TrainingListener every = new CheckpointEvery(run.trainer, file(), run.identity(), 77);
      TrainingResult part = run.train(79, List.of(every));
      assertThat(part.finished()).isFalse();
    }
    try (ResumableRun run = new ResumableRun(dtype, rule)) {
      assertThat(Checkpoints.resume(run.trainer, file(), run.identity())).isTrue();
      assertThat(run.trainer.state().step()).isEqualTo(77);
      assertSame(run.train(ResumableRun.STEPS, List.of()), straight);
    }
    assertThat(folder.toFile().list()).containsExactly("run.ckpt");
  }

  @Test
  void another_process_goes_on_with_the_same_bits() throws Exception {
    String expected;
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      expected = ResumableRun.digest(run.train(ResumableRun.STEPS, List.of()));
    }
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      run.train(77, List.of());
      Checkpoints.write(file(), run.trainer.state(), run.identity());
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ResumableRun.class.getName(),
                file().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().toList()).contains("digest: " + expected);
  }

  @Test
  void state_read_is_the_state_written_bit_for_bit() {
    try (ResumableRun run = new ResumableRun(DType.DOUBLE, Optimizers.adam())) {
      run.train(77, List.of());
      TrainingState state = run.trainer.state();
      Checkpoints.write(file(), state, run.identity());
      TrainingState read = Checkpoints.read(file(), run.identity());
      assertThat(read.step()).isEqualTo(77);
      assertThat(read.lossCount()).isEqualTo(7);
      assertThat(read.parameters()).isEqualTo(state.parameters());
      assertThat(read.bestParameters()).isEqualTo(state.bestParameters());
      assertThat(read.optimizer().numbers()).isEqualTo(state.optimizer().numbers());
      assertThat(read.optimizer().slots()).hasDimensions(2, 51);
      for (int s = 0; s < 2; s++) {
        assertThat(read.optimizer().slots()[s]).isEqualTo(state.optimizer().slots()[s]);
      }
      assertThat(read.stops()).isEqualTo(state.stops()).contains(StopReason.DIVERGED);
      assertThat(read.stopSteps()).isEqualTo(state.stopSteps());
      assertThat(read.lossSums()).isEqualTo(state.lossSums());
      assertThat(read.lossSums()[2]).isNaN();
      assertThat(read.bestMetric()).isEqualTo(state.bestMetric());
      assertThat(read.waits()).isEqualTo(state.waits());
      assertThat(read.waits()[1]).isEqualTo(2);
      for (int e = 0; e < 7; e++) {
        HistoryPoint point = read.history().get(e);
        assertThat(point.step()).isEqualTo(10L * (e + 1));
        assertThat(point.trainingLoss()).isEqualTo(state.history().get(e).trainingLoss());
        assertThat(point.metrics().get(0)).isEqualTo(state.history().get(e).metrics().get(0));
        assertThat(point.metrics().get(1)).isEqualTo(state.history().get(e).metrics().get(1));
      }
      assertThat(read.history()).hasSize(7);
    }
  }

  @Test
  void trainer_starts_anew_where_there_is_no_file() {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      assertThat(Checkpoints.resume(run.trainer, file(), run.identity())).isFalse();
      assertThat(run.trainer.state().step()).isZero();
      assertThatThrownBy(() -> Checkpoints.read(file(), run.identity()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(file() + ": there is no such file; check the path");
    }
  }

  @Test
  void checkpoint_of_another_run_is_refused_with_what_is_different() {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam());
        ResumableRun other = new ResumableRun(DType.FLOAT, Optimizers.momentum(0.9));
        ResumableRun twofold = new ResumableRun(DType.DOUBLE, Optimizers.adam())) {
      Checkpoints.write(file(), run.trainer.state(), run.identity());
      String start = file() + ": is a checkpoint of another run: ";
      String end = "; repeat that run's settings, or name another file";
      assertRefused(other.identity())
          .hasMessage(
              start
                  + "its rule is 'adam(beta1=0.9,beta2=0.999,epsilon=1E-8)', this run's is"
                  + " 'sgd(momentum=0.9,nesterov=false)'"
                  + end);
      assertRefused(twofold.identity())
          .hasMessage(start + "its number format is 'FLOAT', this run's is 'DOUBLE'" + end);
      assertRefused(run.identity().with("data seed", "9"))
          .hasMessage(start + "its data seed is '7', this run's is '9'" + end);
      assertRefused(run.identity().with("provider", "cpu"))
          .hasMessage(start + "its provider is not given, this run's is 'cpu'" + end);
      assertRefused(run.identity().with("plan", "x".repeat(100)))
          .hasMessageContaining("its plan is '")
          .hasMessageContaining("this run's is '" + "x".repeat(77) + "...'");
      assertThatThrownBy(() -> Checkpoints.readLbfgs(file(), run.identity()))
          .hasMessage(
              file() + ": is malformed: it holds 'training', not 'lbfgs'; take another one");
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(RunIdentity identity) {
    return assertThatThrownBy(() -> Checkpoints.read(file(), identity))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void identity_sees_the_wiring_and_the_weights_of_the_losses() {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      String plan = PlanDigest.of(run.bench.program.plan());
      assertThat(plan).hasSize(64).isEqualTo(PlanDigest.of(ResumableRun.plan()));
      assertThat(PlanDigest.of(ResumableRun.plan().withLosses(List.of()))).isNotEqualTo(plan);
      assertThat(PlanDigest.of(Bench.dense().plan()))
          .isNotEqualTo(PlanDigest.of(Bench.dense().frozen(level -> level == 1).plan()))
          .isNotEqualTo(PlanDigest.of(Bench.dense().permuted(new int[] {1, 0}).plan()));
    }
  }

  @Test
  void damaged_files_are_refused() throws IOException {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      Checkpoints.write(file(), run.trainer.state(), run.identity());
      byte[] good = Files.readAllBytes(file());
      Files.write(file(), Arrays.copyOf(good, 39));
      assertRefused(run.identity())
          .hasMessage(file() + ": is too short to be a checkpoint; take another one");
      Files.write(file(), Arrays.copyOf(good, good.length - 1));
      assertRefused(run.identity())
          .hasMessage(file() + ": is damaged, its checksum is wrong; take an earlier one");
      Files.writeString(file(), "{\"fanin\": 1, \"inputs\": [{\"name\": \"a\"}], \"nodes\": []}");
      assertRefused(run.identity())
          .hasMessage(file() + ": is no checkpoint of this version; take another one");
      Files.delete(file());
      Files.createDirectory(file());
      assertRefused(run.identity());
    }
  }

  /** Every mutation is sealed again, so that it reaches the parser behind the checksum. */
  @Test
  void mutated_files_are_refused_or_read_and_nothing_else_is_thrown() throws IOException {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      run.train(25, List.of());
      Checkpoints.write(file(), run.trainer.state(), run.identity());
      byte[] good = Files.readAllBytes(file());
      byte[] content = Arrays.copyOf(good, good.length - SealedFile.SEAL);
      RandomStream random = RandomStream.of(11, "fuzz");
      int refused = 0;
      for (int i = 0; i < 1500; i++) {
        Files.write(file(), sealed(mutated(content, random)));
        try {
          Checkpoints.resume(run.trainer, file(), run.identity());
        } catch (InvalidInputException e) {
          assertThat(e).hasMessageStartingWith(file() + ": ");
          refused++;
        } catch (RuntimeException | Error e) {
          fail("mutation " + i + " threw " + e, e);
        }
      }
      assertThat(refused).isBetween(500, 1499);
    }
  }

  private static byte[] mutated(byte[] content, RandomStream random) {
    byte[] bytes = content.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int at = random.nextInt(bytes.length - 4);
        byte fill = (byte) (random.nextBoolean() ? 0x7f : 0xff);
        Arrays.fill(bytes, at, at + 4, fill);
      }
      default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
    }
    return bytes;
  }

  private static byte[] sealed(byte[] content) {
    byte[] all = Arrays.copyOf(content, content.length + SealedFile.SEAL);
    System.arraycopy(Digests.sha256().digest(content), 0, all, content.length, SealedFile.SEAL);
    return all;
  }

  @Test
  void failed_write_leaves_the_old_file_and_no_other() throws IOException {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      Checkpoints.write(file(), run.trainer.state(), run.identity());
      byte[] good = Files.readAllBytes(file());
      assertThatThrownBy(
              () ->
                  SealedFile.write(
                      file(),
                      out -> {
                        out.number(1);
                        throw new IOException("the disk is full");
                      }))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot write " + file() + ": the disk is full");
      assertThat(Files.readAllBytes(file())).isEqualTo(good);
      assertThat(folder.toFile().list()).containsExactly("run.ckpt");
    }
  }

  @Test
  void state_of_another_shape_is_refused_before_anything_changes() {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam());
        Bench one = Bench.products(Bench.dense().withLoss(Loss.MSE), DType.FLOAT)) {
      Trainer small =
          new Trainer(
              one.program,
              one.source(1),
              run.trainer.options().withRateFactors(1),
              List.of(Metrics.meanLoss("watched", one.set())));
      TrainingState state = run.trainer.state();
      assertThatThrownBy(() -> small.restore(state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the state is of another run: it has 51 parameters, this one has 17");
      assertThatThrownBy(() -> new CheckpointEvery(small, file(), run.identity(), 0))
          .hasMessage("steps must be >= 1, was 0");
    }
  }
}
