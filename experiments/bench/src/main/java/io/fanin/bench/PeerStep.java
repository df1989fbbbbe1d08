package io.fanin.bench;

import io.fanin.bench.peer.Peer;

/** The peer's training step, in one formulation. */
final class PeerStep implements Contender {
  private final Peer peer;
  private final String formulation;
  private final double[] firstLosses;

  PeerStep(Peer peer, String formulation) {
    this.peer = peer;
    this.formulation = formulation;
    this.firstLosses = peer.open(formulation, OwnStep.FIRST_LOSSES);
  }

  String formulation() {
    return formulation;
  }

  @Override
  public double[] firstLosses() {
    return firstLosses.clone();
  }

  @Override
  public double secondsPerStep(int steps) {
    return peer.secondsPerStep(formulation, steps);
  }

  @Override
  public void close() {
    peer.close(formulation);
  }
}
