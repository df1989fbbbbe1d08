package io.fanin.circuits.learning;

/**
 * How well something was learnt.
 *
 * @param who the network in words
 * @param parameters that were trained
 * @param training share of the training rows that come out right, whole
 * @param test share of the rows that were held out
 * @param nodes share of the held-out rows' nodes or tokens that are right; NaN where none are told
 */
public record Score(String who, int parameters, double training, double test, double nodes) {}
