package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void rank_correlations_are_those_of_the_formulas() {
    double[] x = {1, 2, 3, 4, 5};
    double[] y = {2, 1, 4, 3, 5};
    assertThat(RankCorrelation.spearman(x, y)).isCloseTo(1 - 6 * 4 / (5.0 * 24), within(1e-14));
    assertThat(RankCorrelation.kendall(x, y)).isCloseTo(0.6, within(1e-14));
    double[] tied = {1, 1, 2, 3, 3};
    // 8 pairs rise, none falls, and 2 of 10 are ties of one side
    assertThat(RankCorrelation.kendall(x, tied)).isCloseTo(8 / Math.sqrt(10 * 8), within(1e-14));
    assertThat(RankCorrelation.kendall(x, new double[5])).isNaN();
    assertThat(RankCorrelation.spearman(x, new double[] {1, 2, Double.NaN, 4, 5})).isNaN();
    assertThatThrownBy(() -> RankCorrelation.kendall(x, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 abscissas for 4 ordinates");
  }

  @Test
  void jonckheere_has_the_mean_and_variance_of_all_assignments() {
    double[][] plain = {{1, 4}, {3, 2, 6}, {5, 7}};
    double[][] ties = {{1, 1}, {2, 1, 3}, {3, 3}};
    for (double[][] groups : List.of(plain, ties)) {
      List<Double> all = new ArrayList<>();
      for (double[] group : groups) {
        for (double value : group) {
          all.add(value);
        }
      }
      List<Double> statistics = new ArrayList<>();
      enumerate(all, new ArrayList<>(), statistics);
      double[] j = statistics.stream().mapToDouble(d -> d).toArray();
      double mean = Moments.mean(j);
      double variance = Moments.variance(j) * (j.length - 1) / j.length;
      Jonckheere test = Jonckheere.rising(groups);
      assertThat(test.z()).isCloseTo((test.statistic() - mean) / Math.sqrt(variance), within(1e-9));
    }
  }

  @Test
  void jonckheere_tells_a_rise_from_a_fall() {
    double[][] rise = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    double[][] fall = {rise[2], rise[1], rise[0]};
    assertThat(Jonckheere.rising(rise).statistic()).isEqualTo(27);
    assertThat(Jonckheere.rising(fall).statistic()).isZero();
    assertThat(Jonckheere.rising(rise).p()).isCloseTo(0.0013499, within(1e-7)); // z = 3
    assertThat(Jonckheere.rising(fall).p()).isGreaterThan(0.998);
    assertThat(Jonckheere.rising(new double[] {1, 1}, new double[] {1}).p()).isNaN();
    assertThat(Jonckheere.rising(new double[] {1, Double.NaN}, new double[] {1}).p()).isNaN();
    assertThatThrownBy(() -> Jonckheere.rising(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a group is empty");
  }

  @Test
  void concordance_counts_only_pairs_whose_order_is_known() {
    double[] time = {1, 2, 3, 3};
    boolean[] reached = {true, false, true, false};
    // known: 1 before each of the others, and the third before the fourth
    assertThat(Concordance.of(new double[] {1, 2, 3, 4}, time, reached))
        .isEqualTo(new Concordance(1, 4));
    assertThat(Concordance.of(new double[] {4, 3, 2, 1}, time, reached))
        .isEqualTo(new Concordance(0, 4));
    assertThat(Concordance.of(new double[] {1, 1, 0, 2}, time, reached))
        .isEqualTo(new Concordance((0.5 + 0 + 1 + 1) / 4, 4));
    boolean[] none = new boolean[4];
    assertThat(Concordance.of(time, time, none).c()).isNaN();
  }

  private static void enumerate(List<Double> rest, List<Double> chosen, List<Double> statistics) {
    if (rest.isEmpty()) {
      double[] v = chosen.stream().mapToDouble(d -> d).toArray();
      statistics.add(
          Jonckheere.rising(
                  new double[] {v[0], v[1]},
                  new double[] {v[2], v[3], v[4]},
                  new double[] {v[5], v[6]})
              .statistic());
      return;
    }
    for (int i = 0; i < rest.size(); i++) {
      List<Double> less = new ArrayList<>(rest);
      List<Double> more = new ArrayList<>(chosen);
      more.add(less.remove(i));
      enumerate(less, more, statistics);
    }
  }

  @Test
  void pooled_strata_count_their_own_pairs_alone() {
    boolean[] all = {true, true, true};
    Concordance right = Concordance.of(new double[] {1, 2, 3}, new double[] {1, 2, 3}, all);
    Concordance wrong =
        Concordance.of(new double[] {2, 1}, new double[] {1, 2}, new boolean[] {true, true});
    Concordance none = Concordance.of(new double[] {1}, new double[] {1}, new boolean[] {false});
    assertThat(Concordance.pooled(List.of(right, wrong, none))).isEqualTo(new Concordance(0.75, 4));
    assertThat(Concordance.pooled(List.of(none)).c()).isNaN();
  }
}
