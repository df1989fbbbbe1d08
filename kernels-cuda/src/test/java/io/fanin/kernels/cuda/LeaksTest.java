package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Loss;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody closed is told, what was closed is not. */
final class LeaksTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void restore_the_machine() {
    Emulation.reset();
  }

  @Test
  void each_thing_that_is_dropped_is_told_once_by_what_it_was() throws Exception {
    KernelProvider provider = Emulation.provider(new Leaks(told::add)).select("7");
    Emulation.set("devices 8"); // the last one, as what is dropped stays there for other tests
    dropAll(provider);
    assertThat(List.of(next(), next(), next()))
        .containsExactlyInAnyOrder(
            "a buffer of 4 x 8 on host emulation 7 was not closed; its memory is not free again",
            "a program of 288 parameters and 4 rows on host emulation 7 was not closed; its memory"
                + " is not free again",
            "a device on host emulation 7 was not closed; it holds memory there");
    closeAll(provider);
    System.gc();
    assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }

  private static void dropAll(KernelProvider provider) {
    Device device = provider.open();
    device.allocate(DType.FLOAT, 4, 8);
    device.compile(DeviceFailureTest.plan(Loss.MSE), CompileOptions.floats(4));
  }

  private static void closeAll(KernelProvider provider) {
    try (Device device = provider.open()) {
      device.allocate(DType.FLOAT, 4, 8).close();
      device.compile(DeviceFailureTest.plan(Loss.MSE), CompileOptions.floats(4)).close();
    }
  }

  /** The next line, for which the collector is asked until it comes. */
  private String next() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    @Nullable String line = null;
    while (line == null && System.nanoTime() < end) {
      System.gc();
      line = told.poll(100, TimeUnit.MILLISECONDS);
    }
    assertThat(line).as("nothing was told").isNotNull();
    return String.valueOf(line);
  }
}
