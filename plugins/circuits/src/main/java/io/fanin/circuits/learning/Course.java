package io.fanin.circuits.learning;

/**
 * How long and from how much a program is learnt.
 *
 * @param width hidden units of a node of a matched network
 * @param epochs passes over the training rows
 * @param batch rows of a step
 * @param rate of Adam, falling to 0 along a cosine
 * @param share of the rows that are learnt from; the others test
 * @param seed of split, first weights and order
 */
public record Course(int width, int epochs, int batch, double rate, double share, long seed) {
  /** Checks the ranges. */
  public Course {
    if (width < 1 || epochs < 1 || batch < 1 || !(rate > 0) || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a course needs width, epochs and batch >= 1, a rate > 0 and a share in (0, 1), has %d, %d, %d, %s, %s"
              .formatted(width, epochs, batch, rate, share));
    }
  }

  /** Small: 16 units a node, 100 epochs, batches of 16, rate 0.01, half of the rows. */
  public static Course usual() {
    return new Course(16, 100, 16, 0.01, 0.5, 1);
  }

  /** The same with other passes over the rows. */
  public Course withEpochs(int other) {
    return new Course(width, other, batch, rate, share, seed);
  }

  /** The same with another seed. */
  public Course withSeed(long other) {
    return new Course(width, epochs, batch, rate, share, other);
  }
}
