package io.fanin.experiments.claim.online;

import io.fanin.experiments.claim.SettingValues;
import java.util.List;

/**
 * What runs at finite dimension cost, from escape times that were measured.
 *
 * @param networks that are trained, those that rates are chosen by included
 * @param seconds estimate on two cores
 */
public record OnlineCost(int networks, double seconds) {
  private static final double FLOPS_PER_SECOND = 1.5e10;

  /** Samples until a term is learnt at the best rate, measured: 400 d (d / 10)^(exponent - 1). */
  private static final double SAMPLES_PER_INPUT = 400;

  private static final double SMALL = 10;

  /** Of all networks; 0 where none was asked for. */
  public static OnlineCost of(List<OnlineTarget> targets, SettingValues values) {
    int starts = values.integer(OnlineKeys.STARTS);
    int tuning = values.integer(OnlineKeys.TUNING) * values.reals(OnlineKeys.RATES).size();
    int networks = 0;
    double flops = 0;
    for (OnlineTarget target : starts > 0 ? targets : List.<OnlineTarget>of()) {
      for (double d : values.integers(OnlineKeys.INPUTS)) {
        networks += starts + tuning;
        double samples = SAMPLES_PER_INPUT * d * StrictMath.pow(d / SMALL, target.exponent() - 1);
        double most = (double) values.integer(OnlineKeys.STEPS) * values.integer(OnlineKeys.BATCH);
        flops +=
            6.0
                * d
                * values.integer(OnlineKeys.WIDTH)
                * Math.min(most, samples)
                * (starts + tuning);
      }
    }
    return new OnlineCost(networks, flops / FLOPS_PER_SECOND);
  }
}
