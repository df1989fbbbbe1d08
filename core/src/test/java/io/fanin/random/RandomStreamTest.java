package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  private static final int MANY = 1 << 18;

  @Test
  void first_values_are_those_of_an_independent_implementation() {
    RandomStream stream = RandomStream.of(42, "initialisation", 3, 1);
    assertThat(longs(stream, 6))
        .containsExactly(
            0xcd56db3ff01580L,
            0x76bdbd16b800e6a9L,
            0xbee033df90f58142L,
            0x9877b57269f7c24fL,
            0x642ffd1796616001L,
            0x1febedb5c20d8601L);
  }

  @Test
  void no_index_and_index_zero_are_different_streams() {
    assertThat(longs(RandomStream.of(42, "initialisation"), 2))
        .containsExactly(0xe9b102f10c5166aeL, 0x65063810718ef24fL);
    assertThat(longs(RandomStream.of(42, "initialisation", 0), 2))
        .containsExactly(0x96e3b394f3c795f3L, 0x83b1b46ed7a384f7L);
  }

  @Test
  void normal_numbers_are_quantiles_of_the_uniform_ones() {
    RandomStream stream = RandomStream.of(42, "initialisation", 3, 1);
    double[] expected = {
      -2.733502875873679, -0.09078256569497595, 0.6607340571780089, 0.24191403072745216
    };
    for (double e : expected) {
      assertThat(Math.abs(stream.nextGaussian() - e) <= 2 * Math.ulp(e)).isTrue();
    }
  }

  @Test
  void normal_quantile_has_the_published_values() {
    double[][] known = {
      {0.5, 0.0},
      {0.975, 1.9599639845400536},
      {1e-3, -3.090232306167813},
      {1e-10, -6.361340902404056},
      {0x1p-53, -8.209536151601386},
      {0.075, -1.4395314709384557},
      {0.0750001, -1.4395307645017297}
    };
    for (double[] pair : known) {
      assertThat(Math.abs(NormalQuantile.of(pair[0]) - pair[1]) <= 2 * Math.ulp(pair[1])).isTrue();
    }
  }

  @Test
  void any_position_can_be_reached_from_any_other() {
    RandomStream stream = RandomStream.of(7, "skip");
    long[] all = longs(stream, 41);
    assertThat(stream.position()).isEqualTo(41);
    for (int target : new int[] {0, 1, 3, 4, 5, 8, 39, 17}) {
      stream.skipTo(target);
      assertThat(stream.position()).isEqualTo(target);
      assertThat(stream.nextLong()).isEqualTo(all[target]);
    }
  }

  @Test
  void distant_positions_do_not_disturb_the_key() {
    RandomStream stream = RandomStream.of(7, "skip");
    stream.skipTo(Long.MAX_VALUE - 5);
    long[] far = longs(stream, 3);
    stream.skipTo(Long.MAX_VALUE - 4);
    assertThat(stream.nextLong()).isEqualTo(far[1]);
  }

  @Test
  void every_draw_but_the_rejecting_ones_costs_one_value() {
    RandomStream stream = RandomStream.of(7, "cost");
    stream.nextLong();
    stream.nextInt();
    stream.nextDouble();
    stream.nextFloat();
    stream.nextBoolean();
    stream.nextSign();
    stream.nextGaussian();
    stream.uniform(2, 3);
    assertThat(stream.position()).isEqualTo(8);
  }

  @Test
  void uniform_numbers_have_the_moments_of_the_law() {
    RandomStream stream = RandomStream.of(1, "uniform");
    double[] moments = moments(() -> stream.uniform(-1, 1));
    // five standard errors of the mean of x (1/3), x^2 (4/45), x^3 (1/7) and x^4 (16/225)
    assertThat(Math.abs(moments[0]) <= standardErrors(1.0 / 3)).isTrue();
    assertThat(Math.abs(moments[1] - 1.0 / 3) <= standardErrors(4.0 / 45)).isTrue();
    assertThat(Math.abs(moments[2]) <= standardErrors(1.0 / 7)).isTrue();
    assertThat(Math.abs(moments[3] - 1.0 / 5) <= standardErrors(16.0 / 225)).isTrue();
  }

  @Test
  void normal_numbers_have_the_moments_of_the_law() {
    RandomStream stream = RandomStream.of(1, "normal");
    double[] moments = moments(stream::nextGaussian);
    // five standard errors of the mean of x (1), x^2 (2), x^3 (15) and x^4 (96)
    assertThat(Math.abs(moments[0]) <= standardErrors(1)).isTrue();
    assertThat(Math.abs(moments[1] - 1) <= standardErrors(2)).isTrue();
    assertThat(Math.abs(moments[2]) <= standardErrors(15)).isTrue();
    assertThat(Math.abs(moments[3] - 3) <= standardErrors(96)).isTrue();
  }

  @Test
  void signs_booleans_and_floats_are_fair() {
    RandomStream stream = RandomStream.of(1, "fair");
    assertThat(Math.abs(moments(stream::nextSign)[0]) <= standardErrors(1)).isTrue();
    double heads = moments(() -> stream.nextBoolean() ? 1 : 0)[0];
    assertThat(Math.abs(heads - 0.5) <= standardErrors(0.25)).isTrue();
    double floats = moments(stream::nextFloat)[0];
    assertThat(Math.abs(floats - 0.5) <= standardErrors(1.0 / 12)).isTrue();
  }

  @Test
  void neighbouring_streams_are_uncorrelated() {
    RandomStream one = RandomStream.of(5, "neighbour", 0);
    for (RandomStream other :
        new RandomStream[] {
          RandomStream.of(5, "neighbour", 1),
          RandomStream.of(6, "neighbour", 0),
          RandomStream.of(5, "neighbours", 0),
          RandomStream.of(5, "neighbour", 0, 0)
        }) {
      one.skipTo(0);
      double product = moments(() -> one.nextGaussian() * other.nextGaussian())[0];
      assertThat(Math.abs(product) <= standardErrors(1)).isTrue();
    }
  }

  @Test
  void bounded_integers_are_unbiased_where_a_remainder_would_not_be() {
    // with bound 3 * 2^29 a plain 31-bit remainder favours the lower third by a factor of 2
    RandomStream stream = RandomStream.of(1, "bound");
    int bound = 3 << 29;
    double lower = moments(() -> stream.nextInt(bound) < bound / 3 ? 1 : 0)[0];
    assertThat(Math.abs(lower - 1.0 / 3) <= standardErrors(2.0 / 9)).isTrue();
    long longBound = 3L << 61;
    double lowerLong = moments(() -> stream.nextLong(longBound) < longBound / 3 ? 1 : 0)[0];
    assertThat(Math.abs(lowerLong - 1.0 / 3) <= standardErrors(2.0 / 9)).isTrue();
  }

  @Test
  void every_small_bound_is_covered_and_kept() {
    RandomStream stream = RandomStream.of(1, "small");
    for (int bound : new int[] {1, 2, 3, 7, 10}) {
      long[] counts = new long[bound];
      for (int i = 0; i < 1000 * bound; i++) {
        counts[stream.nextInt(bound)]++;
      }
      assertThat(chiSquare(counts) <= chiSquareBound(bound - 1)).isTrue();
    }
  }

  @Test
  void every_order_of_a_shuffle_is_equally_likely() {
    RandomStream stream = RandomStream.of(1, "shuffle");
    long[] counts = new long[256];
    for (int i = 0; i < 24_000; i++) {
      int[] p = stream.permutation(4);
      counts[p[0] * 64 + p[1] * 16 + p[2] * 4 + p[3]]++;
    }
    long[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
    assertThat(seen).hasSize(24);
    assertThat(chiSquare(seen) <= chiSquareBound(23)).isTrue();
  }

  @Test
  void samples_hold_different_numbers_and_every_pair_is_equally_likely() {
    RandomStream stream = RandomStream.of(1, "sample");
    long[] counts = new long[25];
    for (int i = 0; i < 20_000; i++) {
      int[] pair = stream.sample(5, 2);
      counts[5 * pair[0] + pair[1]]++;
    }
    long[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
    assertThat(seen).hasSize(20);
    assertThat(chiSquare(seen) <= chiSquareBound(19)).isTrue();
  }

  @Test
  void a_full_sample_is_a_permutation_and_an_empty_one_costs_nothing() {
    RandomStream stream = RandomStream.of(1, "full");
    assertThat(stream.sample(9, 0)).isEmpty();
    assertThat(stream.position()).isZero();
    int[] all = stream.sample(9, 9);
    Arrays.sort(all);
    assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(stream.permutation(0)).isEmpty();
  }

  @Test
  void uniform_stays_below_its_upper_end_where_rounding_would_reach_it() {
    RandomStream stream = RandomStream.of(1, "edge");
    double low = 1;
    double high = Math.nextUp(low);
    for (int i = 0; i < 64; i++) {
      assertThat(stream.uniform(low, high)).isEqualTo(low);
    }
  }

  @Test
  void bad_arguments_are_named_with_their_bounds() {
    RandomStream stream = RandomStream.of(1, "bad");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.nextInt(0))
        .withMessage("bound must be >= 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.nextLong(-1))
        .withMessage("bound must be >= 1, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.skipTo(-1))
        .withMessage("position must be >= 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.uniform(Double.NaN, 1))
        .withMessage("low must be below high and their distance finite, were NaN and 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.sample(3, 4))
        .withMessage("count must be in [0, n], was 4 with n 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.permutation(-1))
        .withMessage("n must be >= 0, was -1");
  }

  private static long[] longs(RandomStream stream, int count) {
    long[] values = new long[count];
    Arrays.setAll(values, i -> stream.nextLong());
    return values;
  }

  /** Means of the first four powers over {@link #MANY} draws. */
  private static double[] moments(DoubleSupplier draw) {
    double[] sums = new double[4];
    for (int i = 0; i < MANY; i++) {
      double x = draw.getAsDouble();
      sums[0] += x;
      sums[1] += x * x;
      sums[2] += x * x * x;
      sums[3] += x * x * x * x;
    }
    return Arrays.stream(sums).map(s -> s / MANY).toArray();
  }

  /** Five standard errors of a mean of {@link #MANY} draws: missed with probability 6e-7. */
  private static double standardErrors(double variance) {
    return 5 * Math.sqrt(variance / MANY);
  }

  private static double chiSquare(long[] counts) {
    double expected = (double) Arrays.stream(counts).sum() / counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  /** Laurent-Massart: exceeded with probability at most exp(-14) by k degrees of freedom. */
  private static double chiSquareBound(int k) {
    return k + 2 * Math.sqrt(k * 14.0) + 28;
  }
}
