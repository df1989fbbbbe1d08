package io.fanin.kernels.cpu;

/**
 * What one thread does without a look at the others.
 *
 * @param kind what is computed
 * @param index of the spec, or -1 where there is none
 * @param from first row of the spec, counted over its nodes; of its parameter sets for {@link
 *     Kind#PARAMETERS} and {@link Kind#UPDATE}; else first input block or first loss term
 * @param to end of them
 */
record Work(Kind kind, int index, int from, int to) {
  /** What can be computed. */
  enum Kind {
    /** Input blocks from the batch. */
    LOAD,
    /** Outputs of rows. */
    FORWARD,
    /** Loss terms and their gradients. */
    LOSS,
    /** Gradients of rows. */
    GRADIENTS,
    /** Gradients of rows of parameters. */
    PARAMETERS,
    /** New parameters. */
    UPDATE
  }
}
