package io.fanin.experiments.claim.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A kind of network that is compared, and whether it sees the pixels moved. */
enum Arm {
  DENSE("dense", "dense", false),
  DENSE_SHUFFLED("dense", "dense, pixels shuffled", true),
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

  /** Those that are trained: dense networks with moved pixels only where they are asked for. */
  static List<Arm> all(LocalityValues values) {
    List<Arm> arms = new ArrayList<>(List.of(values()));
    if (!values.flag(LocalityKeys.DENSE_SHUFFLED)) {
      arms.remove(DENSE_SHUFFLED);
    }
    return arms;
  }

  /** Whether it is fully connected, and so of one size alone: what others are made equal to. */
  boolean dense() {
    return this == DENSE || this == DENSE_SHUFFLED;
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
