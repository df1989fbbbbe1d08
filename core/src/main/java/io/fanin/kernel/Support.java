package io.fanin.kernel;

/** Whether a provider can do what it was asked; a refusal always says why. */
public sealed interface Support {
  /** Accepted. */
  record Yes() implements Support {}

  /**
   * Refused.
   *
   * @param reason a sentence that a person can act on
   */
  record No(String reason) implements Support {
    /** Checks that there is a reason. */
    public No {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a refusal needs a reason");
      }
    }
  }

  /** The accepting verdict. */
  static Support yes() {
    return new Yes();
  }

  /** A refusal with its reason. */
  static Support no(String reason) {
    return new No(reason);
  }

  /** True when accepted. */
  default boolean accepted() {
    return this instanceof Yes;
  }
}
