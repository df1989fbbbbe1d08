package io.fanin.experiments.claim.online;

import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;

/**
 * What is learnt, and the term that is waited for.
 *
 * @param text of the polynomial that the prediction is of
 * @param trained what the labels are, in the basis of signs: that polynomial, but in a control
 * @param term which of its terms that are not constant is waited for
 */
public record OnlineTarget(String text, SparsePolynomial trained, int term) {
  /** The term. */
  Term waitedFor() {
    return trained.nonConstant().get(term);
  }

  /** The leap of the polynomial that the prediction is of. */
  int leap() {
    return Leap.of(SparsePolynomial.parse(text).inSigns()).value();
  }

  /** Samples grow with the inputs to this power, with a logarithm at leap 2. */
  double exponent() {
    return Math.max(1.0, leap() - 1.0);
  }
}
