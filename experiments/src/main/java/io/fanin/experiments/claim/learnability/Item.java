package io.fanin.experiments.claim.learnability;

/**
 * A target that was learnt, or was to be.
 *
 * @param predictors in the order of {@link Predictor}
 * @param times median over starts for each arm; infinite where not reached
 */
record Item(Family family, double[] predictors, double[] times) {}
