package io.fanin.kernels.cpu;

/**
 * How the rows of a batch lie in memory: lane by lane in segments, each an array of its own with
 * one row of lanes for each feature.
 *
 * <p>Rows of a power of two of lanes would fall on the same few lines of the first-level cache, so
 * a segment's rows are 16 lanes further apart than they are long.
 *
 * @param lanes lanes of a segment, a multiple of 16
 * @param stride from one row to the next
 * @param count segments
 */
record Segments(int lanes, int stride, int count) {
  /** Long enough that a sum over a batch seldom has to be put down and taken up again. */
  private static final int LONGEST = 1024;

  /** Rows of a segment fill at most this many elements. */
  private static final long LARGEST = 1L << 30;

  static Segments of(int rows, int maxBatch) {
    int groups = (maxBatch - 1) / 16 + 1;
    int most = LONGEST / 16;
    while (most > 4 && (16L * most + 16) * rows > LARGEST) {
      most /= 2;
    }
    int own = Math.min(groups, most);
    int lanes = 16 * own;
    int stride = lanes % 64 == 0 ? lanes + 16 : lanes;
    return new Segments(lanes, stride, (groups - 1) / own + 1);
  }

  /** Segments that hold live rows. */
  int live(int rows) {
    return (rows + lanes - 1) / lanes;
  }

  /** Live rows in a segment. */
  int live(int rows, int segment) {
    return Math.min(lanes, rows - segment * lanes);
  }

  /** Lanes that a pass works on in a segment: the live ones up to a whole group of 16. */
  int groups(int rows, int segment) {
    return (live(rows, segment) + 15) / 16 * 16;
  }
}
