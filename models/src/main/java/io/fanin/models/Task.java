package io.fanin.models;

/** What a model predicts. */
public enum Task {
  /** Numbers. */
  REGRESSION,
  /** One of several classes. */
  CLASSIFICATION
}
