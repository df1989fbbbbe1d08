package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Optimizers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when the GPU runs out of memory, fails, or is too old for the kernels. */
final class DeviceFailureTest {
  private static final double[] RATE = {0.5};

  @AfterEach
  void restore_the_machine() {
    Emulation.reset();
  }

  /** One layer of 4 nodes, 8 -> 8, with a loss on the first. */
  static Plan plan(Loss loss) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 8, 0));
    int[] nodes = {0, 1, 2, 3};
    int first =
        plan.add(
            new AffineSpec(
                "layer",
                1,
                1,
                new int[] {8},
                8,
                Activation.TANH,
                true,
                new int[4],
                nodes,
                new int[4],
                false,
                1));
    plan.loss(new LossTerm("y", loss, first, 0, 1, 0, 0));
    return plan.build();
  }

  private static Batch batch(Device device) {
    Buffer x = device.allocate(DType.FLOAT, 4, 8);
    Buffer t = device.allocate(DType.FLOAT, 4, 8);
    return Batch.first(x, t, 4);
  }

  private static void close(Batch batch) {
    batch.inputs().close();
    Buffer targets = batch.targets();
    if (targets != null) {
      targets.close();
    }
  }

  @Test
  void a_failed_launch_loses_the_device_for_good_and_closing_still_works() {
    CudaKernelProvider provider = Emulation.provider();
    String sentence =
        "host emulation is lost: waiting for the GPU failed with CUDA_ERROR_LAUNCH_FAILED (719);"
            + " close it and open it again";
    try (Device device = provider.open()) {
      Program program = device.compile(plan(Loss.MSE), CompileOptions.floats(4));
      Batch batch = batch(device);
      Emulation.set("fail fanin_losses_float");
      double[] losses = new double[1];
      assertLost(() -> program.lossAndGradient(batch, losses, false), sentence);
      Emulation.reset();
      assertLost(() -> program.forward(batch), sentence);
      assertLost(() -> program.step(batch, Optimizers.sgd(), RATE, losses), sentence);
      assertLost(() -> program.readParameters(new double[4 * 72]), sentence);
      assertLost(() -> device.allocate(DType.FLOAT, 1, 1), sentence);
      assertLost(() -> device.compile(plan(Loss.MSE), CompileOptions.floats(1)), sentence);
      assertLost(() -> batch.inputs().read(new double[8], 0, 1), sentence);
      close(batch);
      program.close();
      assertThat(device.openResources()).isZero();
    }
    try (Device again = provider.open()) {
      again.compile(plan(Loss.MSE), CompileOptions.floats(4)).close();
    }
  }

  @Test
  void with_awaiting_a_failure_names_its_kernel_and_steps_are_as_they_were() {
    try (Device device = Emulation.provider(Specialiser.off(), true).open();
        Program program = device.compile(plan(Loss.MSE), CompileOptions.floats(4))) {
      Batch batch = batch(device);
      double[] losses = new double[1];
      for (int i = 0; i < 3; i++) {
        program.step(batch, Optimizers.adam(), RATE, losses);
      }
      Emulation.set("fail fanin_losses_float");
      assertLost(
          () -> program.step(batch, Optimizers.adam(), RATE, losses),
          "host emulation is lost: kernel fanin_losses_float failed with CUDA_ERROR_LAUNCH_FAILED"
              + " (719); close it and open it again");
      close(batch);
    }
  }

  private static void assertLost(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(KernelException.DeviceLost.class).hasMessage(sentence);
  }

  @Test
  void a_failure_while_a_step_is_replayed_loses_the_device_too() {
    try (Device device = Emulation.provider().open()) {
      Program program = device.compile(plan(Loss.MSE), CompileOptions.floats(4));
      Batch batch = batch(device);
      double[] losses = new double[1];
      for (int i = 0; i < 3; i++) {
        program.step(batch, Optimizers.adam(), RATE, losses);
      }
      Emulation.set("fail fanin_tensor_backward_16_32_fp32");
      assertThatThrownBy(() -> program.step(batch, Optimizers.adam(), RATE, losses))
          .isInstanceOf(KernelException.DeviceLost.class);
      close(batch);
      program.close();
    }
  }

  @Test
  void a_program_that_does_not_fit_says_its_size_and_leaves_the_device_usable() {
    CudaKernelProvider provider = Emulation.provider();
    Emulation.set("memory 65536");
    try (Device device = provider.open()) {
      assertThatThrownBy(() -> device.compile(plan(Loss.MSE), CompileOptions.floats(1000)))
          .isInstanceOfSatisfying(
              KernelException.OutOfMemory.class,
              e -> {
                assertThat(e.requested()).isGreaterThan(8 * 1000 * 36);
                assertThat(e.available()).isEqualTo(65536);
                assertThat(e)
                    .hasMessage(
                        "a program of 288 parameters and 1,000 rows on host emulation needs %,d"
                                .formatted(e.requested())
                            + " bytes, but only 65,536 are free");
              });
      assertThat(device.openResources()).isZero();
      Program program = device.compile(plan(Loss.MSE), CompileOptions.floats(4));
      Batch batch = batch(device);
      program.forward(batch);
      close(batch);
      program.close();
    }
  }

  @Test
  void state_that_does_not_fit_leaves_the_program_usable() {
    CudaKernelProvider provider = Emulation.provider();
    try (Device device = provider.open()) {
      Program program = device.compile(plan(Loss.MSE), CompileOptions.floats(4));
      Emulation.set("memory 1000");
      assertThatThrownBy(() -> program.apply(Optimizers.adam(), RATE))
          .isInstanceOf(KernelException.OutOfMemory.class)
          .hasMessage("optimizer state on host emulation needs 2,304 bytes, but only 0 are free");
      program.apply(Optimizers.sgd(), RATE);
      assertThat(program.readState().numbers()).containsExactly(1);
      program.close();
    }
  }

  @Test
  void code_for_this_card_alone_is_loaded_where_it_fits_and_translated_where_not() {
    CudaKernelProvider provider = Emulation.provider();
    String[][] translating = {
      {"image 222", "capability 80"}, {"image 222", "driver 12080"}, {"image 222", "cubin 209"}
    };
    for (String[] machine : translating) {
      Emulation.set(machine);
      try (Device device = provider.open()) {
        assertThatThrownBy(() -> device.compile(plan(Loss.MSE), CompileOptions.floats(4)))
            .as(String.join(", ", machine))
            .isInstanceOf(KernelException.Refused.class);
      }
    }
    Emulation.set("image 222"); // PTX would not load
    try (Device device = provider.open()) {
      device.compile(plan(Loss.MSE), CompileOptions.floats(4)).close();
    }
    Emulation.set("cubin 209"); // but PTX does
    try (Device device = provider.open()) {
      device.compile(plan(Loss.MSE), CompileOptions.floats(4)).close();
    }
  }

  @Test
  void a_driver_too_old_for_the_kernels_refuses_a_plan_and_stays_usable() {
    CudaKernelProvider provider = Emulation.provider();
    Emulation.set("image 222", "driver 12000");
    try (Device device = provider.open()) {
      assertThatThrownBy(() -> device.compile(plan(Loss.MSE), CompileOptions.floats(4)))
          .isInstanceOf(KernelException.Refused.class)
          .hasMessage(
              "the NVIDIA driver is too old for the kernels' PTX (version 7.8): install driver 525"
                  + " or later");
      assertThat(device.openResources()).isZero();
      Emulation.reset();
      device.compile(plan(Loss.MSE), CompileOptions.floats(4)).close();
    }
  }

  @Test
  void a_target_that_is_no_class_is_refused_before_anything_changes() {
    try (Device device = Emulation.provider().open()) {
      Program program = device.compile(plan(Loss.SOFTMAX_CROSS_ENTROPY), CompileOptions.floats(4));
      Buffer x = device.allocate(DType.FLOAT, 4, 8);
      Buffer classes = device.allocate(DType.FLOAT, 4, 1);
      classes.write(new double[] {7, 0, 8, 1.5}, 0, 4);
      Batch batch = Batch.first(x, classes, 4);
      double[] losses = {-1};
      assertThatThrownBy(() -> program.step(batch, Optimizers.adam(), RATE, losses))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("loss term 'y' needs class indices from 0 to 7 as targets, row 2 had 8.0");
      assertThat(losses).containsExactly(-1);
      assertThat(program.readState().numbers()).containsExactly(0);
      close(batch);
      program.close();
    }
  }

  @Test
  void a_buffer_of_another_device_is_refused() {
    CudaKernelProvider provider = Emulation.provider();
    try (Device one = provider.open();
        Device other = provider.open()) {
      Program program = one.compile(plan(Loss.MSE), CompileOptions.floats(4));
      Batch batch = batch(other);
      assertThatThrownBy(() -> program.forward(batch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("inputs must be a buffer of the program's own device");
      close(batch);
      program.close();
    }
  }
}
