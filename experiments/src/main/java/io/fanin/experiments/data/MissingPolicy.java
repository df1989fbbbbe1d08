package io.fanin.experiments.data;

/** What happens to missing values. */
public enum MissingPolicy {
  /** The table is refused. */
  REFUSE,
  /** Rows that lack a value are left out. */
  DROP,
  /**
   * A missing number counts as the mean of the training rows, a missing category as none of them;
   * rows without a target are left out.
   */
  MEAN
}
