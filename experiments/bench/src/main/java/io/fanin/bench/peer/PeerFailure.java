package io.fanin.bench.peer;

/** The peer cannot do what it was asked; it says why. */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerFailure(String reason) {
    super("the peer failed: " + reason);
  }
}
