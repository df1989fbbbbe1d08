package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Clipped;
import io.fanin.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several GPUs: each on its own, and training together. */
final class ParallelTest {
  private static final double[] RATE = {0.1};

  @BeforeEach
  void three_gpus() {
    Emulation.probe(); // builds the fakes
    Emulation.set("devices 3");
  }

  @AfterEach
  void restore_the_machine() {
    Emulation.reset();
  }

  private static Kernels kernels() {
    return Kernels.of(List.of(Emulation.provider()));
  }

  private static Device open(String device) {
    return kernels().only(device).usable().get(0).open();
  }

  private static Device openWithCollectives(String which) {
    return Emulation.withCollectives().select(which).open();
  }

  // ---- One among several ----

  @Test
  void a_gpu_can_be_chosen_by_its_number() {
    Emulation.set("devices 3", "fail fanin_load_float", "on 2");
    for (String device : List.of("cuda", "cuda:0", "cuda:1")) {
      try (Device gpu = open(device)) {
        OddPlan.results(gpu, DType.FLOAT);
        assertThat(gpu.openResources()).isZero();
      }
    }
    try (Device gpu = open("cuda:2")) {
      assertThatThrownBy(() -> OddPlan.results(gpu, DType.FLOAT))
          .isInstanceOf(KernelException.DeviceLost.class)
          .hasMessageStartingWith("host emulation 2 is lost: ");
    }
  }

  @Test
  void two_gpus_are_independent_and_neither_takes_the_buffers_of_the_other() {
    try (Device one = open("cuda:0");
        Device other = open("cuda:1");
        Program program = one.compile(OddPlan.plan(), CompileOptions.floats(4));
        Buffer inputs = other.allocate(DType.FLOAT, 4, 8)) {
      assertThatThrownBy(() -> program.forward(Batch.first(inputs, null, 4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("inputs must be a buffer of the program's own device");
      assertThat(OddPlan.results(other, DType.FLOAT))
          .usingRecursiveComparison()
          .isEqualTo(OddPlan.results(one, DType.FLOAT));
    }
  }

  @Test
  void what_names_no_gpu_is_refused_in_a_sentence() {
    assertRefused(
        "cuda:3",
        "device 'cuda:3' cannot be used here: GPU 3 was asked for, but GPUs count from 0 and there"
            + " are only 3");
    assertRefused(
        "cuda:first",
        "device 'cuda:first' names no GPU; write their numbers, as in cuda:1 or cuda:0,1");
    assertRefused(
        "cuda:", "device 'cuda:' names no GPU; write their numbers, as in cuda:1 or cuda:0,1");
    assertRefused("cuda:1,1", "device 'cuda:1,1' names a GPU twice");
    Emulation.set("devices 3", "capability2 75");
    assertRefused(
        "cuda:0,2",
        "device 'cuda:0,2' cannot be used here: host emulation 2 has compute capability 7.5, but"
            + " 8.0 is needed: a GPU of the Ampere generation or later");
  }

  private static void assertRefused(String device, String sentence) {
    assertThatThrownBy(() -> kernels().only(device))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(sentence);
  }

  @Test
  void the_number_of_gpus_is_part_of_the_arithmetic() {
    assertThat(Emulation.provider().select("1").isaClass()).isEqualTo("sm80-fp32");
    assertThat(Emulation.provider().select("2,0").isaClass()).isEqualTo("sm80-fp32-x2");
  }

  // ---- Together ----

  @ParameterizedTest
  @EnumSource(DType.class)
  void bits_are_the_same_on_every_run_and_whichever_way_gradients_go(DType dtype) {
    List<double[]> throughHost;
    try (Device device = open("cuda:0,1,2")) {
      assertThat(((ParallelDevice) device).exchange()).isEqualTo("host memory");
      throughHost = OddPlan.results(device, dtype);
      assertSame(OddPlan.results(device, dtype), throughHost);
      assertThat(device.openResources()).isZero();
    }
    try (Device device = openWithCollectives("0,1,2")) {
      assertThat(((ParallelDevice) device).exchange()).isEqualTo("NCCL");
      assertSame(OddPlan.results(device, dtype), throughHost);
    }
    try (Device device = open("cuda:2,0,1")) {
      assertSame(OddPlan.results(device, dtype), throughHost);
    }
  }

  private static void assertSame(List<double[]> actual, List<double[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).as("result " + i).isEqualTo(expected.get(i));
    }
  }

  /**
   * A linear node of 8 inputs and 8 outputs, whose results on small integers are exact where the
   * weight of its loss is the number of rows.
   */
  private static Plan linear(double weight) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 8, 0));
    int[] zero = {0};
    int node =
        plan.add(
            new AffineSpec(
                "node",
                1,
                1,
                new int[] {8},
                8,
                Activation.IDENTITY,
                true,
                zero,
                zero,
                zero,
                false,
                1));
    plan.loss(new LossTerm("y", Loss.MSE, node, 0, weight, 0, 0));
    return plan.build();
  }

  /** Gradient, and parameters after a step and after accumulating over two batches. */
  private static double[][] train(Device device, int count, double[] x, double[] t, double[] w) {
    Plan plan = linear(Math.max(1, count));
    double[][] results = new double[3][plan.parameters()];
    try (Program program = device.compile(plan, CompileOptions.floats(16));
        Buffer inputs = device.allocate(DType.FLOAT, 16, 8);
        Buffer targets = device.allocate(DType.FLOAT, 16, 8)) {
      inputs.write(x, 0, 16);
      targets.write(t, 0, 16);
      program.writeParameters(w);
      double[] losses = new double[1];
      Batch batch = Batch.first(inputs, targets, count);
      program.lossAndGradient(batch, losses, false);
      program.readGradient(results[0]);
      program.lossAndGradient(batch, losses, true);
      program.readGradient(results[1]);
      program.step(batch, Optimizers.sgd(), RATE, losses);
      program.readParameters(results[2]);
      assertThat(program.readState().numbers()).containsExactly(1);
    }
    return results;
  }

  private static double[] integers(int seed, int count) {
    return Arrays.stream(OddPlan.numbers(seed, count)).map(v -> Math.rint(2 * v)).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 16})
  void on_whole_numbers_two_gpus_compute_what_one_does(int count) {
    double[] x = integers(1, 128);
    double[] t = integers(2, 128);
    double[] w = integers(3, 72);
    try (Device one = open("cuda:0");
        Device two = open("cuda:0,1")) {
      double[][] expected = train(one, count, x, t, w);
      double[][] actual = train(two, count, x, t, w);
      assertThat(actual[0]).isEqualTo(expected[0]);
      assertThat(actual[1]).isEqualTo(expected[1]);
      assertThat(actual[1]).isEqualTo(Arrays.stream(actual[0]).map(g -> 2 * g).toArray());
      assertThat(actual[2]).isEqualTo(expected[2]);
    }
  }

  @Test
  void on_real_numbers_three_gpus_differ_from_one_by_rounding_alone() {
    double[] x = OddPlan.numbers(1, 128);
    double[] t = OddPlan.numbers(2, 128);
    double[] w = OddPlan.numbers(3, 72);
    // 13 rows of |2 (y - t) / 8| <= 2 (8 + 1 + 1) / 8; y takes 9 sums, in three products each and
    // with
    // at most 2^-22 for the splitting, the gradient at most 13 + 3 sums and a few products.
    double largest = 13 * 2 * 10 / 8.0;
    double bound = 2 * (9 + 4 + 16 + 4) * 0x1p-23 * largest;
    try (Device one = open("cuda:0");
        Device three = open("cuda:0,1,2")) {
      double[] expected = train(one, 13, x, t, w)[0];
      double[] actual = train(three, 13, x, t, w)[0];
      for (int i = 0; i < actual.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i]) <= bound).as("parameter " + i).isTrue();
      }
      assertThat(actual).as("the sums are cut otherwise").isNotEqualTo(expected);
    }
  }

  @Test
  void fewer_rows_than_gpus_and_none_at_all_are_a_batch_too() {
    double[] zeros = new double[128];
    double[] w = integers(3, 72);
    try (Device one = open("cuda:0");
        Device three = open("cuda:0,1,2")) {
      for (int count : new int[] {0, 1}) {
        double[][] expected = train(one, count, integers(1, 128), zeros, w);
        double[][] actual = train(three, count, integers(1, 128), zeros, w);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual[i]).isEqualTo(expected[i]);
        }
      }
    }
  }

  @Test
  void all_gpus_hold_the_same_parameters_after_rules_of_every_kind() {
    try (Device device = open("cuda:0,1");
        Program program = device.compile(linear(1), CompileOptions.floats(16));
        Buffer inputs = device.allocate(DType.FLOAT, 16, 8);
        Buffer targets = device.allocate(DType.FLOAT, 16, 8)) {
      inputs.write(OddPlan.numbers(1, 128), 0, 16);
      program.writeParameters(OddPlan.numbers(2, 72));
      double[] losses = new double[1];
      Batch batch = Batch.first(inputs, targets, 11);
      program.step(batch, Optimizers.adam(), RATE, losses);
      program.step(batch, new Clipped(Optimizers.adam(), 0.1), RATE, losses);
      double[] first = new double[72];
      double[] second = new double[72];
      ((ParallelProgram) program).readParameters(0, first);
      ((ParallelProgram) program).readParameters(1, second);
      assertThat(second).isEqualTo(first).isNotEqualTo(OddPlan.numbers(2, 72));
      assertThat(losses[0]).isPositive();
    }
  }

  @Test
  void a_wrong_class_is_named_by_its_row_in_the_whole_batch_and_changes_nothing() {
    Plan plan = DeviceFailureTest.plan(Loss.SOFTMAX_CROSS_ENTROPY);
    try (Device device = open("cuda:0,1");
        Program program = device.compile(plan, CompileOptions.floats(4));
        Buffer inputs = device.allocate(DType.FLOAT, 4, 8);
        Buffer classes = device.allocate(DType.FLOAT, 4, 1)) {
      classes.write(new double[] {7, 0, 1, 8}, 0, 4);
      double[] held = OddPlan.numbers(1, plan.parameters());
      program.writeGradient(held);
      program.readGradient(held);
      Batch batch = Batch.first(inputs, classes, 4);
      assertThatThrownBy(() -> program.step(batch, Optimizers.adam(), RATE, new double[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("loss term 'y' needs class indices from 0 to 7 as targets, row 3 had 8.0");
      double[] after = new double[held.length];
      program.readGradient(after);
      assertThat(after).isEqualTo(held);
      assertThat(program.readState().numbers()).containsExactly(0);
    }
  }

  // ---- What goes wrong ----

  @Test
  void one_gpu_that_fails_is_named_and_closing_still_works() {
    Device device = open("cuda:0,1");
    Emulation.set("devices 3", "fail fanin_load_float", "on 1");
    assertThatThrownBy(() -> OddPlan.results(device, DType.FLOAT))
        .isInstanceOf(KernelException.DeviceLost.class)
        .hasMessage(
            "host emulation 1 is lost: waiting for the GPU failed with CUDA_ERROR_LAUNCH_FAILED"
                + " (719); close it and open it again");
    assertThat(device.openResources()).isZero();
    device.close();
    Emulation.set("devices 3");
    try (Device again = open("cuda:0,1")) {
      OddPlan.results(again, DType.FLOAT);
    }
  }

  @Test
  void a_program_that_fits_one_gpu_but_not_all_leaves_nothing_behind() {
    Emulation.set("devices 3", "memory 40000");
    try (Device device = open("cuda:0,1")) {
      assertThatThrownBy(() -> device.compile(linear(1), CompileOptions.floats(100_000)))
          .isInstanceOf(KernelException.OutOfMemory.class);
      assertThat(device.openResources()).isZero();
      device.compile(linear(1), CompileOptions.floats(4)).close();
    }
  }

  @Test
  void collectives_that_fail_lose_the_device_with_what_they_said() {
    try (Device device = openWithCollectives("0,1")) {
      Emulation.setToolkit("nccl 3");
      assertThatThrownBy(() -> OddPlan.results(device, DType.FLOAT))
          .isInstanceOf(KernelException.DeviceLost.class)
          .hasMessage(
              "host emulation is lost: gathering gradients failed with NCCL: internal error (3);"
                  + " close it and open it again");
    }
  }

  @Test
  void collectives_that_do_not_start_leave_gradients_to_the_host() {
    Emulation.setToolkit("ncclInit 2");
    try (Device device = openWithCollectives("0,1")) {
      assertThat(((ParallelDevice) device).exchange()).isEqualTo("host memory");
    }
  }
}
