package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernels.cpu.onednn.OneDnn;
import io.fanin.random.RandomStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** oneDNN's own threads, as a library user has them who sets no environment. */
class ThreadTeamTest {
  @Test
  void the_librarys_own_team_gives_the_same_bits() throws Exception {
    assertThat(fork("1")).startsWith("gradient ").isEqualTo(fork("2"));
  }

  private static String fork(String threads) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ThreadTeamTest.class.getName());
    builder.environment().put(OneDnn.THREADS, threads);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(printed, StandardCharsets.UTF_8);
  }

  /** Prints a hash of the bits of a gradient: 64 nodes of 24 -> 24, then 64 of 24 -> 1. */
  public static void main(String[] arguments) {
    Plan plan = plan();
    try (Device device = new CpuKernelProvider().open();
        Program program = device.compile(plan, CompileOptions.floats(100).withThreads(2));
        Buffer inputs = device.allocate(DType.FLOAT, 100, plan.inputColumns());
        Buffer targets = device.allocate(DType.FLOAT, 100, 1)) {
      program.writeParameters(numbers(plan.parameters(), 1));
      inputs.write(numbers(100 * plan.inputColumns(), 2), 0, 100);
      targets.write(numbers(100, 3), 0, 100);
      double[] losses = new double[plan.losses().size()];
      double[] gradient = new double[plan.parameters()];
      program.lossAndGradient(Batch.first(inputs, targets, 100), losses, false);
      program.readGradient(gradient);
      System.out.println("gradient " + Arrays.hashCode(gradient));
    }
  }

  private static Plan plan() {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 24, 0));
    int[] share = IntStream.range(0, 64).toArray();
    int[] one = {24};
    int[] replica = new int[64];
    int hidden =
        plan.add(
            new AffineSpec(
                "a", 1, 1, one, 24, Activation.RELU, true, replica, share, replica, false, 1));
    int[] reads = Arrays.stream(share).map(v -> hidden + v).toArray();
    int heads =
        plan.add(
            new AffineSpec(
                "b", 2, 65, one, 1, Activation.IDENTITY, true, reads, share, replica, false, 1));
    for (int v : share) {
      plan.loss(new LossTerm("y" + v, Loss.MSE, heads + v, 0, 1, 0, 0));
    }
    return plan.build();
  }

  private static double[] numbers(int count, int seed) {
    RandomStream random = RandomStream.of(seed, "team");
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * random.nextDouble() - 1;
    }
    return numbers;
  }
}
