package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void a_thread_sees_what_another_did_before_it_came_so_far() {
    int[] numbers = new int[1000];
    long[] sum = new long[1];
    try (Workers workers = new Workers(2, "test")) {
      for (int round = 1; round <= 200; round++) {
        int value = round;
        workers.run(
            worker -> {
              if (worker == 0) {
                Arrays.fill(numbers, value);
                workers.reach(0, 7);
              } else {
                workers.await(0, 7);
                for (int number : numbers) {
                  sum[0] += number;
                }
              }
            });
      }
    }
    assertThat(sum[0]).isEqualTo(1000L * 200 * 201 / 2);
  }

  @Test
  void a_failure_reaches_the_caller_and_frees_who_waits_for_the_thread() {
    try (Workers workers = new Workers(3, "test")) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      worker -> {
                        if (worker == 2) {
                          throw new ArithmeticException("in thread 2");
                        }
                        workers.await(2, 1);
                      }))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("in thread 2");
      int[] ran = new int[3];
      workers.run(worker -> ran[worker]++);
      assertThat(ran).containsExactly(1, 1, 1);
    }
  }
}
