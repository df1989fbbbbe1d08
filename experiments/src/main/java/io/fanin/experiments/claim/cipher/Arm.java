package io.fanin.experiments.claim.cipher;

/** A kind of network. */
enum Arm {
  DENSE("dense"),
  WIRED("right wiring"),
  LABELLED("right wiring, node labels");

  private final String label;

  Arm(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
