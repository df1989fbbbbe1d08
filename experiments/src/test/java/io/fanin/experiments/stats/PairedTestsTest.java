package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.random.RandomStream;
import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class PairedTestsTest {
  /** Student's sleep data: extra hours with the second drug less those with the first. */
  private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  /** Darwin's maize: crossed less self-fertilised, in eighths of an inch. */
  private static final double[] MAIZE = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  /** Hollander and Wolfe's depression scores, first visit less second. */
  private static final double[] DEPRESSION = {
    1.83 - 0.878,
    0.50 - 0.647,
    1.62 - 0.598,
    2.48 - 2.05,
    1.68 - 1.06,
    1.88 - 1.29,
    1.55 - 1.06,
    3.06 - 3.14,
    1.30 - 1.29
  };

  private static final Resampling DRAWS = new Resampling(1, "test", 4000);

  @Test
  void t_gives_the_published_p_of_the_sleep_data() {
    assertThat(PairedTests.t(SLEEP)).isCloseTo(0.002833 / 2, within(5e-7));
    assertThat(PairedTests.t(negated(SLEEP))).isCloseTo(1 - 0.002833 / 2, within(5e-7));
  }

  @Test
  void wilcoxon_gives_the_published_p_of_the_depression_data() {
    assertThat(PairedTests.wilcoxon(DEPRESSION)).isEqualTo(10.0 / 512); // 0.01953
  }

  @Test
  void wilcoxon_leaves_zeros_out_and_knows_ties() {
    assertThat(PairedTests.wilcoxon(SLEEP)).isEqualTo(1.0 / 512);
    assertThat(PairedTests.wilcoxon(0, 0, 0)).isEqualTo(1);
    for (int seed = 0; seed < 20; seed++) {
      RandomStream random = RandomStream.of(seed, "ties");
      double[] d = new double[9];
      Arrays.setAll(d, i -> random.nextInt(9) - 3);
      assertThat(PairedTests.wilcoxon(d)).isCloseTo(enumeratedWilcoxon(d), within(1e-14));
    }
  }

  @Test
  void wilcoxon_agrees_with_another_library_without_ties() {
    RandomStream random = RandomStream.of(3, "wilcoxon");
    WilcoxonSignedRankTest other =
        WilcoxonSignedRankTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .with(PValueMethod.EXACT);
    for (int n : new int[] {2, 5, 30, 100}) {
      double[] d = random.doubles(n).map(u -> u - 0.45).toArray();
      assertThat(PairedTests.wilcoxon(d)).isCloseTo(other.test(d).getPValue(), within(1e-12));
    }
  }

  @Test
  void the_normal_law_takes_over_where_it_is_close() {
    RandomStream random = RandomStream.of(4, "wilcoxon");
    double[] d = random.doubles(260).map(u -> u - 0.47).toArray();
    WilcoxonSignedRankTest other =
        WilcoxonSignedRankTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);
    assertThat(PairedTests.wilcoxon(d)).isCloseTo(other.test(d).getPValue(), within(1e-3));
  }

  @Test
  void sign_flips_of_darwins_maize_are_fishers_863_of_32768() {
    assertThat(PairedTests.signFlip(MAIZE, DRAWS)).isEqualTo(863.0 / 32768);
  }

  @Test
  void drawn_sign_flips_are_near_the_enumerated_ones_and_the_same_twice() {
    double[] twice = new double[30]; // fifteen pairs of maize, padded by zeros that change nothing
    System.arraycopy(MAIZE, 0, twice, 0, 15);
    double p = 863.0 / 32768;
    double deviation = Math.sqrt(p * (1 - p) / DRAWS.resamples());
    assertThat(PairedTests.signFlip(twice, DRAWS))
        .isCloseTo(p, within(4 * deviation))
        .isEqualTo(PairedTests.signFlip(twice, DRAWS));
  }

  @Test
  void equal_differences_and_missing_numbers_are_handled() {
    assertThat(PairedTests.t(1, 1, 1)).isZero();
    assertThat(PairedTests.t(0, 0, 0)).isEqualTo(1);
    assertThat(PairedTests.t(1)).isNaN();
    assertThat(PairedTests.t(1, 2, Double.NaN)).isNaN();
    assertThat(PairedTests.wilcoxon(1, Double.NaN)).isNaN();
    assertThat(PairedTests.signFlip(new double[] {1, Double.NaN}, DRAWS)).isNaN();
  }

  @Test
  void the_corrected_t_is_the_usual_one_with_a_larger_variance() {
    double plain = Moments.mean(SLEEP) / Math.sqrt(Moments.variance(SLEEP) / 10);
    double corrected = plain * Math.sqrt(0.1 / (0.1 + 0.25));
    assertThat(PairedTests.resampledT(SLEEP, 0.25))
        .isCloseTo(Quantiles.tAbove(corrected, 9), within(1e-14));
    Interval usual = TIntervals.mean(SLEEP, 0.95);
    Interval wide = TIntervals.resampled(SLEEP, 0.25, 0.95);
    assertThat((wide.high() - wide.low()) / (usual.high() - usual.low()))
        .isCloseTo(Math.sqrt(3.5), within(1e-12));
  }

  @Test
  void holm_gives_the_textbook_values() {
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Holm.adjust(0.5, 0.9)).containsExactly(1, 1);
    assertThat(Holm.adjust(0.01, Double.NaN)).containsExactly(0.02, Double.NaN);
    assertThat(Holm.adjust()).isEmpty();
  }

  @Test
  void equivalence_holds_exactly_if_the_interval_lies_in_the_margin() {
    int holding = 0;
    for (int seed = 0; seed < 200; seed++) {
      RandomStream random = RandomStream.of(seed, "equivalence");
      double[] d = random.doubles(12).map(u -> u - 0.4).toArray();
      Equivalence test = Equivalence.test(d, 0.2);
      assertThat(test.p() <= 0.05).isEqualTo(test.interval().isInside(-0.2, 0.2));
      holding += test.p() <= 0.05 ? 1 : 0;
    }
    assertThat(holding).isBetween(20, 180);
  }

  private static double enumeratedWilcoxon(double[] d) {
    SignedRanks ranks = SignedRanks.of(d);
    int n = ranks.doubled().length;
    int hits = 0;
    for (int pattern = 0; pattern < 1 << n; pattern++) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (pattern >> i & 1) * ranks.doubled()[i];
      }
      hits += sum >= ranks.positive() ? 1 : 0;
    }
    return (double) hits / (1 << n);
  }

  private static double[] negated(double[] d) {
    return Arrays.stream(d).map(x -> -x).toArray();
  }
}
