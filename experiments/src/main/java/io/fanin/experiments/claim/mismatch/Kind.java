package io.fanin.experiments.claim.mismatch;

import java.util.Arrays;

/** How a network's wiring differs from its target's. */
enum Kind {
  RIGHT("right graph", ""),
  EXTRA("extra edges", Mismatch.EXTRA),
  MISSING("missing edges", Mismatch.MISSING),
  SWAPPED("swapped inputs", Mismatch.SWAPS),
  DENSE("dense", "");

  private final String label;
  private final String key;

  Kind(String label, String key) {
    this.label = label;
    this.key = key;
  }

  String label() {
    return label;
  }

  /** Place in the order of declaration, from 0. */
  int place() {
    return Arrays.asList(values()).indexOf(this);
  }

  /** The setting that says how many changes are made; empty where none is. */
  String key() {
    return key;
  }

  boolean edited() {
    return !key.isEmpty();
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
