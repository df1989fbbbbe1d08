package io.fanin.experiments.result;

/** How a claim, an endpoint or a comparison came out by its decision rule. */
public enum Outcome {
  /** The interval lies inside what the claim allows. */
  HOLDS,
  /** The interval lies outside what the claim allows. */
  FAILS,
  /** The interval is too wide, or lies across the border. */
  UNDECIDED,
  /** There is no published prediction: a result with an interval and no verdict. */
  MEASURED
}
