package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.function.TargetProvider;
import io.fanin.function.Targets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every built-in target keeps the contract for targets. */
final class BuiltInTargetsTest {
  private static final Targets ALL = Targets.of(List.of());

  @Test
  void all_are_here() {
    assertThat(ALL.providers())
        .extracting(TargetProvider::id)
        .containsExactly("parity", "product", "s4-tree", "staircase", "tree");
  }

  @Nested
  final class Tree extends TargetContract {
    @Override
    protected TargetProvider provider() {
      return ALL.provider("tree");
    }
  }

  @Nested
  final class S4Tree extends TargetContract {
    @Override
    protected TargetProvider provider() {
      return ALL.provider("s4-tree");
    }
  }

  @Nested
  final class Product extends TargetContract {
    @Override
    protected TargetProvider provider() {
      return ALL.provider("product");
    }
  }

  @Nested
  final class Parity extends TargetContract {
    @Override
    protected TargetProvider provider() {
      return ALL.provider("parity");
    }
  }

  @Nested
  final class Staircase extends TargetContract {
    @Override
    protected TargetProvider provider() {
      return ALL.provider("staircase");
    }
  }
}
