package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {
  /** Steps that get fast, and stop to allocate, in pieces that the script says. */
  private static final class Scripted implements Contender {
    private final int fastFrom;
    private final int quietFrom;
    private final boolean counts;
    private int pieces;
    private double bytes;

    Scripted(int fastFrom, int quietFrom, boolean counts) {
      this.fastFrom = fastFrom;
      this.quietFrom = quietFrom;
      this.counts = counts;
    }

    @Override
    public double[] firstLosses() {
      return new double[0];
    }

    @Override
    public double secondsPerStep(int steps) {
      bytes += pieces < quietFrom ? 100.0 * steps : 0;
      return pieces++ < fastFrom ? 1 : 0.25;
    }

    @Override
    public double allocatedBytes() {
      return counts ? bytes : Double.NaN;
    }

    @Override
    public void close() {}
  }

  @Test
  void steps_are_warm_once_three_pieces_in_a_row_allocate_nothing() {
    Scripted scripted = new Scripted(4, 9, true);
    WarmUp warm = WarmUp.of(scripted, 0);
    assertThat(warm.settled()).isTrue();
    assertThat(warm.secondsPerStep()).isEqualTo(0.25);
    assertThat(scripted.pieces).isEqualTo(12);
  }

  @Test
  void whoever_counts_no_bytes_is_warm_at_one_speed() {
    Scripted scripted = new Scripted(2, Integer.MAX_VALUE, false);
    assertThat(WarmUp.of(scripted, 0).settled()).isTrue();
    assertThat(scripted.pieces).isEqualTo(4);
  }
}
