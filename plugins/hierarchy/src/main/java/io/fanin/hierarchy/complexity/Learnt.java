package io.fanin.hierarchy.complexity;

/**
 * What became of a member.
 *
 * @param error share of test rows of another class than predicted
 * @param loss mean training loss of its last pass
 * @param steps updates that it had
 * @param dead whether its loss was no longer finite
 */
public record Learnt(double error, double loss, long steps, boolean dead) {}
