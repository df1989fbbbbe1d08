package io.fanin.experiments.claim.locality;

import java.util.Locale;

/** What is made equal between the architectures. */
enum Sizes {
  PARAMETERS,
  FLOPS;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
