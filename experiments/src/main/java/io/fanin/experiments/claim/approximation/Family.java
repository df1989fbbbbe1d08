package io.fanin.experiments.claim.approximation;

import java.util.Locale;

/** The three kinds of network. */
enum Family {
  MATCHED,
  DENSE,
  SHALLOW;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
