package io.fanin.experiments.claim.locality;

import java.util.Locale;

/** A kind of network that is compared, and whether it sees the pixels moved. */
enum Arm {
  DENSE("dense", "dense", false),
  LOCAL("local", "local", false),
  LOCAL_SHUFFLED("local", "local, pixels shuffled", true),
  CONV("conv", "convolutional", false),
  CONV_SHUFFLED("conv", "convolutional, pixels shuffled", true);

  private final String architecture;
  private final String label;
  private final boolean shuffled;

  Arm(String architecture, String label, boolean shuffled) {
    this.architecture = architecture;
    this.label = label;
    this.shuffled = shuffled;
  }

  /** Id of the architecture. */
  String architecture() {
    return architecture;
  }

  /** For figures and tables. */
  String label() {
    return label;
  }

  /** Whether each training set's pixels are permuted by a permutation of its own. */
  boolean shuffled() {
    return shuffled;
  }

  /** Kind of a trial. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
