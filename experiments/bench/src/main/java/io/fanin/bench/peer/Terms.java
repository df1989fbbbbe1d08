package io.fanin.bench.peer;

/** What both sides of a comparison agree on. */
public final class Terms {
  /** Of the data and the first parameters. */
  public static final long SEED = 20261124;

  /** Learning rate of Adam; its other numbers are the usual ones. */
  public static final double RATE = 1e-3;

  private Terms() {}
}
