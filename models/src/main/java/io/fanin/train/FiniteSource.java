package io.fanin.train;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.random.RandomStream;
import java.util.List;

/**
 * Epochs over finite data: each stream visits its rows once an epoch, in an order drawn anew.
 *
 * <p>The order depends on the stream's own seed and the epoch only, so that a replica sees the same
 * batches alone and in an ensemble. The last batch of an epoch holds what is left. The tables stay
 * the caller's.
 */
public final class FiniteSource implements BatchSource {
  /**
   * The rows of one stream.
   *
   * @param rows rows of the tables that belong to it, kept; streams have equally many, at least 1
   * @param seed key of its orders
   */
  public record Stream(int[] rows, long seed) {}

  private final Buffer inputs;
  private final Buffer targets;
  private final List<Stream> streams;
  private final int rowsPerEpoch;
  private final int batchSize;
  private final int[][] orders;
  private final int[] chosen;
  private long epochOfOrders = -1;

  /**
   * A source over two tables with equal rows.
   *
   * @param streams one for each of the plan's
   * @param batchSize rows of a batch, at least 1; more than there are means all of them
   */
  public FiniteSource(Buffer inputs, Buffer targets, List<Stream> streams, int batchSize) {
    if (batchSize < 1 || streams.isEmpty()) {
      throw new IllegalArgumentException("needs a stream and a batch size >= 1, was " + batchSize);
    }
    this.inputs = inputs;
    this.targets = targets;
    this.streams = List.copyOf(streams);
    rowsPerEpoch = streams.get(0).rows().length;
    for (Stream stream : streams) {
      if (stream.rows().length != rowsPerEpoch || rowsPerEpoch == 0) {
        throw new IllegalArgumentException(
            "streams need equally many rows, at least 1: one has %d, the first %d"
                .formatted(stream.rows().length, rowsPerEpoch));
      }
    }
    this.batchSize = Math.min(batchSize, rowsPerEpoch);
    orders = new int[streams.size()][];
    chosen = new int[streams.size() * this.batchSize];
  }

  /** Steps that visit every row once. */
  public long stepsPerEpoch() {
    return ((long) rowsPerEpoch + batchSize - 1) / batchSize;
  }

  @Override
  public int maxBatch() {
    return batchSize;
  }

  @Override
  public Batch batch(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step must be >= 0, was " + step);
    }
    long epoch = step / stepsPerEpoch();
    if (epoch != epochOfOrders) {
      draw(epoch);
    }
    int from = (int) (step % stepsPerEpoch()) * batchSize;
    int count = Math.min(batchSize, rowsPerEpoch - from);
    for (int s = 0; s < orders.length; s++) {
      int[] rows = streams.get(s).rows();
      for (int i = 0; i < count; i++) {
        chosen[s * count + i] = rows[orders[s][from + i]];
      }
    }
    return new Batch(inputs, targets, chosen, count);
  }

  private void draw(long epoch) {
    for (int s = 0; s < orders.length; s++) {
      orders[s] = RandomStream.of(streams.get(s).seed(), "epoch", epoch).permutation(rowsPerEpoch);
    }
    epochOfOrders = epoch;
  }
}
