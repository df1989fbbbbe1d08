package io.fanin.experiments.claim.chain;

/** What is told of the inner nodes, and how wide the networks are. */
enum Arm {
  WIDE("end to end, equal total width"),
  NARROW("end to end"),
  CHAIN("a network for each node"),
  DEPTH("some levels labelled"),
  RANDOM("some nodes labelled");

  private final String label;

  Arm(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  String kind() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether the answer alone has labels. */
  boolean endToEnd() {
    return this == WIDE || this == NARROW;
  }

  /** The arm on whose validation seeds this one's rate is chosen. */
  Arm tuned() {
    return endToEnd() ? this : CHAIN;
  }
}
