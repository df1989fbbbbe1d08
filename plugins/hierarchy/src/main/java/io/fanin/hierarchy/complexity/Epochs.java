package io.fanin.hierarchy.complexity;

import io.fanin.random.RandomStream;
import io.fanin.train.Sampler;
import java.util.List;

/**
 * Passes over the samples of each member, in an order drawn anew for every pass, one pass right
 * after the other, so that every step has a full batch.
 *
 * <p>Rows are written out step by step: all of them at once, as {@link io.fanin.train.FiniteSource}
 * wants them, would take gigabytes where most places are empty.
 */
final class Epochs implements Sampler {
  private final List<Member> members;
  private final int first;
  private final int samples;
  private final long[] pass;
  private final int[][] orders;

  /**
   * Passes over the rows {@code first … first + samples - 1} of every member.
   *
   * @param members one for each stream
   */
  Epochs(List<Member> members, int first, int samples) {
    this.members = members;
    this.first = first;
    this.samples = samples;
    pass = new long[members.size()];
    orders = new int[members.size()][];
  }

  @Override
  public void sample(long step, int stream, double[] inputs, double[] targets, int count) {
    SymbolData data = members.get(stream).data();
    for (int i = 0; i < count; i++) {
      long drawn = step * count + i;
      int row = first + order(stream, drawn / samples)[(int) (drawn % samples)];
      data.write(row, inputs, i * data.columns());
      targets[i] = data.label(row);
    }
  }

  private int[] order(int stream, long wanted) {
    if (orders[stream] == null || pass[stream] != wanted) {
      orders[stream] =
          RandomStream.of(members.get(stream).order(), "pass", wanted).permutation(samples);
      pass[stream] = wanted;
    }
    return orders[stream];
  }
}
