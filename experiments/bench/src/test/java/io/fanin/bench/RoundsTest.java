package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private record Scripted(String name, double step, List<String> log) implements Contender {
    @Override
    public double[] firstLosses() {
      return new double[0];
    }

    @Override
    public double secondsPerStep(int steps) {
      log.add(name + steps);
      return step;
    }

    @Override
    public void close() {}
  }

  @Test
  void contenders_take_turns_with_steps_for_one_round() {
    List<String> log = new ArrayList<>();
    List<Scripted> both = List.of(new Scripted("a", 0.01, log), new Scripted("b", 0.05, log));
    List<Timing> timings = new Rounds(2, 0.1, 0).time(both, List.of(0.01, 0.05));
    assertThat(log).containsExactly("a10", "b2", "a10", "b2");
    assertThat(timings.get(1)).isEqualTo(new Timing(new double[] {0.05, 0.05}));
  }

  @Test
  void long_steps_get_fewer_rounds() {
    Rounds rounds = new Rounds(9, 0.1, 0);
    assertThat(rounds.affordable(List.of(0.01, 0.1))).isEqualTo(9);
    assertThat(rounds.affordable(List.of(4.0, 4.0))).isEqualTo(5);
    assertThat(rounds.affordable(List.of(100.0))).isEqualTo(3);
    assertThat(new Rounds(1, 0.1, 0).affordable(List.of(100.0))).isEqualTo(1);
  }
}
