package io.fanin.experiments.claim;

/**
 * What a run will cost, said before it starts.
 *
 * @param trials results that it will give
 * @param networks networks that it will train; 0 where none is trained
 * @param seconds estimate on two cores
 */
public record Cost(int trials, int networks, double seconds) {
  /** {@code "432 networks, about 2 min on two cores"}. */
  public String sentence() {
    String work = networks > 0 ? networks + " networks" : trials + " trials";
    return work + ", about " + duration() + " on two cores";
  }

  private String duration() {
    if (seconds < 90) {
      return Math.max(1, Math.round(seconds)) + " s";
    }
    return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
  }
}
