package io.fanin.models;

/** Which rows the members of an ensemble see. */
public enum Rows {
  /** All see the same rows of a batch. */
  SHARED,
  /** Each has its own list of rows. */
  OWN
}
