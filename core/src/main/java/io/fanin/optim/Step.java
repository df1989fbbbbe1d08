package io.fanin.optim;

/**
 * Where an update stands.
 *
 * @param rate learning rate of this step and slice, at least 0
 * @param number how many updates the state has had, this one included; at least 1
 * @param role what the parameters are
 */
public record Step(double rate, long number, Role role) {
  /** Checks the ranges. */
  public Step {
    Arguments.notNegative("rate", rate);
    Arguments.atLeast("number", number, 1);
  }
}
