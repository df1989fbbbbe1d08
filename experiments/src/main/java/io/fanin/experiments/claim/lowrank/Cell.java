package io.fanin.experiments.claim.lowrank;

import io.fanin.experiments.claim.SettingValues;
import java.util.ArrayList;
import java.util.List;

/**
 * One network that is trained.
 *
 * @param rate mu
 * @param decay lambda as asked for; the control trains without
 * @param batch B
 * @param seed number of the start
 */
record Cell(double rate, double decay, int batch, int seed) {
  /** Networks that share decay, batch and start, and differ in the rate: one ensemble each. */
  static List<List<Cell>> groups(SettingValues values) {
    List<List<Cell>> groups = new ArrayList<>();
    List<Double> rates = values.reals(LowRank.RATES);
    List<Double> decays = values.reals(LowRank.DECAYS);
    for (int seed = 0; seed < values.integer(LowRank.SEEDS); seed++) {
      for (double decay : decays) {
        List<Cell> group = new ArrayList<>();
        for (double rate : rates) {
          group.add(new Cell(rate, decay, values.integer(LowRank.BATCH), seed));
        }
        groups.add(group);
      }
      for (int batch : others(values)) {
        groups.add(List.of(new Cell(middle(rates), middle(decays), batch, seed)));
      }
    }
    return groups;
  }

  private static List<Integer> others(SettingValues values) {
    int own = values.integer(LowRank.BATCH);
    return values.integers(LowRank.BATCHES).stream().distinct().filter(b -> b != own).toList();
  }

  static double middle(List<Double> values) {
    return values.get(values.size() / 2);
  }

  static List<Cell> all(SettingValues values) {
    return groups(values).stream().flatMap(List::stream).toList();
  }

  double product() {
    return rate * decay;
  }
}
