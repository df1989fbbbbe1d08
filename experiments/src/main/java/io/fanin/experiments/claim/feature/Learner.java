package io.fanin.experiments.claim.feature;

/** A way to learn a target from samples. */
interface Learner {
  /**
   * What was learnt from some samples; the choice among settings is made on validation rows.
   *
   * @param validation mean squared error over the variance of the labels, on validation rows
   * @param error the same on test rows
   * @param alignment largest correlation of the target's constituent with what a unit computes; NaN
   *     where there are no units or no constituent
   * @param dead trainings whose loss was no longer finite
   */
  record Learnt(double validation, double error, double alignment, int dead) {
    /** The better one on validation rows; a NaN is never better. */
    Learnt or(Learnt other) {
      Learnt best = other.validation < validation || Double.isNaN(validation) ? other : this;
      return new Learnt(best.validation, best.error, best.alignment, dead + other.dead);
    }
  }

  /**
   * Learns from the first n samples.
   *
   * @throws InterruptedException if the thread was interrupted
   */
  Learnt learn(int n) throws InterruptedException;

  /** Numbers that training sets. */
  long parameters();

  /** Multiply-adds of one prediction. */
  long multiplyAdds();
}
