package io.fanin.optim;

/** What a parameter is to the layer that holds it. */
public enum Role {
  /** An entry of a weight matrix. */
  WEIGHT,
  /** A bias. */
  BIAS,
  /** A parameter of a host function. */
  OTHER
}
