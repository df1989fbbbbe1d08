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
import io.fanin.optim.Optimizers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The provider in JVMs with and without the vectors' module. */
class VectorModuleTest {
  private static final double[] X = {1, 2, -3, 0.5};

  @Test
  void without_the_module_everything_works_and_the_advice_names_it() throws Exception {
    List<String> lines = fork(List.of());
    assertThat(lines.get(0)).doesNotContain("vector");
    assertThat(lines.get(1))
        .isEqualTo(
            "start Java with --add-modules jdk.incubator.vector, and small layers run in vector"
                + " code, several times as fast");
    assertThat(lines.get(2)).isEqualTo("FLOAT 2.0625 0.125");
    assertThat(lines.get(3)).isEqualTo("DOUBLE 2.0625 0.125");
  }

  @Test
  void with_the_module_the_instruction_set_class_says_so_and_the_results_are_the_same()
      throws Exception {
    List<String> lines = fork(List.of("--add-modules", "jdk.incubator.vector"));
    assertThat(lines.get(0)).matches(".+-vector(64|128|256|512)");
    assertThat(lines.get(1)).isEqualTo("none");
    assertThat(lines.get(2)).isEqualTo("FLOAT 2.0625 0.125");
    assertThat(lines.get(3)).isEqualTo("DOUBLE 2.0625 0.125");
  }

  private static List<String> fork(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), VectorModuleTest.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(printed, StandardCharsets.UTF_8).lines().toList();
  }

  /** Prints the class, the advice, and loss and slope of a node {@code relu(x w)} at w = 0.5. */
  public static void main(String[] arguments) {
    CpuKernelProvider provider = new CpuKernelProvider();
    System.out.println(provider.isaClass());
    System.out.println(provider.advice().orElse("none"));
    try (Device device = provider.open()) {
      for (DType dtype : DType.values()) {
        System.out.println(dtype + " " + run(device, dtype));
      }
    }
  }

  private static String run(Device device, DType dtype) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 1, 0));
    int[] one = {1};
    int[] zero = {0};
    plan.add(new AffineSpec("a", 1, 1, one, 1, Activation.RELU, false, zero, zero, zero, false, 1));
    plan.loss(new LossTerm("y", Loss.MSE, 1, 0, 1, 0, 0));
    CompileOptions options = new CompileOptions(dtype, 4, 1);
    try (Program program = device.compile(plan.build(), options);
        Buffer inputs = device.allocate(dtype, 4, 1);
        Buffer targets = device.allocate(dtype, 4, 1)) {
      inputs.write(X, 0, 4);
      targets.write(new double[] {1.5, 0, 2, 1.75}, 0, 4);
      program.writeParameters(new double[] {0.5});
      double[] losses = new double[1];
      double[] gradient = new double[1];
      Batch batch = Batch.first(inputs, targets, 4);
      program.lossAndGradient(batch, losses, false);
      program.readGradient(gradient);
      program.step(batch, Optimizers.adam(), new double[] {0.5}, losses);
      return losses[0] + " " + gradient[0];
    }
  }
}
