package io.fanin.kernel;

/**
 * What an update rule remembers, copied out of a program.
 *
 * @param numbers how many updates each replica has had, {@code [replicas]}
 * @param slots the rule's arrays, {@code [slots][parameters]}, in the plan's parameter order
 */
public record OptimizerState(long[] numbers, double[][] slots) {}
