package io.fanin.hierarchy.sparse;

/** A kind of network that is compared. */
enum Arm {
  LOCAL(0, "local", "local", false),
  CONV(1, "conv", "convolutional", true),
  /** With as many channels as bring it to the local network's parameters. */
  WIDE_CONV(2, "wide-conv", "convolutional, equal parameters", true);

  private final int number;
  private final String id;
  private final String label;
  private final boolean shared;

  Arm(int number, String id, String label, boolean shared) {
    this.number = number;
    this.id = id;
    this.label = label;
    this.shared = shared;
  }

  /** Index in random streams. */
  int number() {
    return number;
  }

  /** Kind of a trial. */
  String id() {
    return id;
  }

  /** For figures and tables. */
  String label() {
    return label;
  }

  /** Whether all positions of a layer have one set of weights. */
  boolean shared() {
    return shared;
  }
}
