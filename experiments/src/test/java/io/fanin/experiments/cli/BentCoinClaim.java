package io.fanin.experiments.cli;

import io.fanin.experiments.claim.ClaimSetup;

/** The same with another name; it fails. */
public final class BentCoinClaim extends CoinClaim {
  @Override
  public String id() {
    return "bent-coin";
  }

  @Override
  public String title() {
    return "Bent coin";
  }

  @Override
  String outcome(ClaimSetup setup) {
    return "fails";
  }
}
