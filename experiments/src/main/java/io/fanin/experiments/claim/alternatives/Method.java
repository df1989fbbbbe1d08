package io.fanin.experiments.claim.alternatives;

import java.util.Locale;

/** What learns. */
enum Method {
  MATCHED("matched network"),
  DENSE("dense network"),
  FEATURES("recursive feature machine"),
  KERNEL("kernel ridge"),
  NEIGHBOURS("nearest neighbours");

  private final String label;

  Method(String label) {
    this.label = label;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return label;
  }

  boolean isNetwork() {
    return this == MATCHED || this == DENSE;
  }
}
