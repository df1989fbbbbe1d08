package io.fanin.experiments.claim;

/** How large a claim is run. */
public enum Mode {
  /** Seconds to two and a half minutes on two cores; the default. */
  QUICK,
  /** The published setting, as far as one machine goes. */
  FULL
}
