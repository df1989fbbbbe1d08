package io.fanin.hierarchy.sparse;

/** A kind of network that is compared. */
enum Arm {
  LOCAL("local", "local", false),
  CONV("conv", "convolutional", true),
  /** With as many channels as bring it to the local network's parameters. */
  WIDE_CONV("wide-conv", "convolutional, equal parameters", true);

  private final String id;
  private final String label;
  private final boolean shared;

  Arm(String id, String label, boolean shared) {
    this.id = id;
    this.label = label;
    this.shared = shared;
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
