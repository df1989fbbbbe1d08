package io.fanin.optim;

/**
 * Where an update stands.
 *
 * @param rate learning rate of this step and slice
 * @param number how many updates the state has had, this one included; at least 1
 * @param role what the parameters are
 */
public record Step(double rate, long number, Role role) {}
