package org.example.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.settings.Settings;
import io.fanin.testkit.TargetContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inherits every test of a target. */
final class RingTargetTest extends TargetContract {
  @Override
  protected TargetProvider provider() {
    return new RingTarget();
  }

  @Override
  protected List<Settings> settings() {
    Settings usual = Settings.of(provider().keys());
    return List.of(usual, usual.withAll(Map.of("n", 3, "frequency", 0.5)));
  }

  @Test
  void zeros_give_zero_and_three_ones_the_sine_of_the_frequency() {
    SparseFunction ring = provider().create(settings().get(1), 1);
    assertThat(ring.evaluate(new double[] {0, 0, 0})).containsExactly(0);
    double sine = ring.evaluate(new double[] {1, 1, 1})[0];
    assertThat(Math.abs(sine - StrictMath.sin(0.5)) <= 1e-15).isTrue();
  }
}
