package io.fanin.optim;

/** A set of parameters of bounded norm. */
public record NormBall(double radius) {}
