package io.fanin.experiments.plugin;

/**
 * Something broken that was left out.
 *
 * @param origin path of the jar or folder
 * @param reason what is wrong with it, in a sentence
 */
public record Problem(String origin, String reason) {
  /** Both in one line. */
  public String sentence() {
    return origin + ": left out: " + reason;
  }
}
