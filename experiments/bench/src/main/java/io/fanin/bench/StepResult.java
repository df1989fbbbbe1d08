package io.fanin.bench;

import io.fanin.testkit.TrainingShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one shape.
 *
 * @param device the provider that computed it
 * @param work of one step
 * @param roof what the machine can reach at most on it, GFLOP/s
 * @param warmUp seconds from compiling the program until its steps were warm
 * @param ours seconds of our step
 * @param allocated bytes that the calling thread allocates in a warm step
 * @param peers the peer's formulations that were timed in turns with ours, the fastest first
 * @param remarks why a formulation is missing
 */
record StepResult(
    TrainingShape shape,
    String device,
    Work work,
    double roof,
    double warmUp,
    Timing ours,
    double allocated,
    List<PeerResult> peers,
    List<String> remarks) {

  /**
   * A formulation of the peer.
   *
   * @param seconds of its step; null where it was tried alone, and is far from the fastest
   * @param trial seconds of a step when it was tried
   */
  record PeerResult(String formulation, @Nullable Timing seconds, double trial) {}

  /** Copies the lists. */
  StepResult {
    peers = List.copyOf(peers);
    remarks = List.copyOf(remarks);
  }

  double gflops() {
    return 1e-9 * work.flops() / ours.median();
  }

  /** Share of what the machine can reach on this shape. */
  double roofShare() {
    return gflops() / roof;
  }

  /** The fastest formulation's seconds, round by round; null without a peer. */
  @Nullable Timing bestPeer() {
    return peers.isEmpty() ? null : peers.get(0).seconds();
  }

  /** How many times faster ours is than the peer; null without one. */
  @Nullable Timing ratio() {
    Timing peer = bestPeer();
    return peer == null ? null : ours.ratio(peer);
  }
}
