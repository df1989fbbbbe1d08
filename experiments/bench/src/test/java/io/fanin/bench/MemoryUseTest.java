package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.testkit.TrainingShapes;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MemoryUseTest {
  @Test
  void a_line_of_text_says_it_all() {
    MemoryUse use = new MemoryUse(200, 200, 230);
    assertThat(use.line()).isEqualTo("200.0 200.0 230.0");
    assertThat(MemoryUse.parse(use.line())).isEqualTo(use);
    assertThat(use.ratio()).isEqualTo(1.15);
    assertThat(MemoryUse.parse("NaN NaN 5.0").ratio()).isNaN();
    assertThatThrownBy(() -> MemoryUse.parse("200 200"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the memory of a program: '200 200'");
  }

  @Test
  void what_nobody_counts_is_not_a_number() {
    assertThat(MemoryUse.known(OptionalLong.of(3))).isEqualTo(3);
    assertThat(MemoryUse.known(OptionalLong.empty())).isNaN();
  }

  @Test
  void the_process_grows_by_what_was_announced() {
    // some 60 MB of doubles, far more than this JVM may take or give back meanwhile
    Plan plan = TrainingShapes.binaryTree(1024, 8, 256).plan();
    CompileOptions options = CompileOptions.floats(256);
    try (Device device = new ReferenceProvider().open()) {
      double announced = MemoryUse.known(device.announce(plan, options, 0));
      ProcessMemory before = ProcessMemory.now();
      try (Program program = device.compile(plan, options)) {
        assertThat(program.bytes()).hasValue((long) announced);
        double grown = ProcessMemory.now().heap() - before.heap();
        assertThat(Math.abs(grown - announced) <= 0.15 * announced).isTrue();
      }
    }
  }
}
