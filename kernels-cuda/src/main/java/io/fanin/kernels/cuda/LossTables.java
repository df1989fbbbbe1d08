package io.fanin.kernels.cuda;

import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The loss terms as a table, and in launches of which none has two terms on one block. */
final class LossTables {
  private static final int TERM_BYTES = 32;
  private static final int WEIGHT_AT = 8;

  /**
   * Terms of one launch.
   *
   * @param table where their numbers lie in the tables
   * @param count how many
   */
  record Wave(int table, int count) {}

  final int terms;
  final List<Wave> waves = new ArrayList<>();

  /**
   * Terms whose targets must be class indices, by their number, and the launch that checks them.
   */
  final List<Integer> classTerms = new ArrayList<>();

  final Wave classes;
  private final List<LossTerm> plain;
  private final ByteBuffer table;

  LossTables(Layout layout, Tables out) {
    Plan plan = layout.plan;
    plain = plan.losses();
    table = Tables.part(Math.multiplyExact(plan.losses().size(), TERM_BYTES));
    List<List<Integer>> members = new ArrayList<>();
    int[] onBlock = new int[plan.blocks()];
    for (int t = 0; t < plan.losses().size(); t++) {
      LossTerm term = plan.losses().get(t);
      table.putLong(layout.block(term.block())).putDouble(term.weight());
      table.putInt(plan.width(term.block())).putInt(Codes.of(term.loss()));
      table.putInt(term.targetColumn()).putInt(term.stream());
      int wave = onBlock[term.block()]++;
      if (wave == members.size()) {
        members.add(new ArrayList<>());
      }
      members.get(wave).add(t);
      if (term.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
        classTerms.add(t);
      }
    }
    terms = out.append(table);
    members.forEach(wave -> waves.add(wave(wave, out)));
    classes = wave(classTerms, out);
  }

  /**
   * The table of terms for a part of a batch, whose terms are means over all rows of the batch.
   *
   * <p>The kernel divides a weight by the rows it sees. What it is given instead of the weight
   * makes the quotient that of the whole batch: exactly where that is a whole number, to the last
   * bit of a double elsewhere.
   */
  byte[] weighed(int part, int whole) {
    byte[] bytes = new byte[table.capacity()];
    ByteBuffer terms = ByteBuffer.wrap(bytes).order(table.order());
    terms.put(table.duplicate().clear()).clear();
    for (int t = 0; t < plain.size(); t++) {
      terms.putDouble(t * TERM_BYTES + WEIGHT_AT, plain.get(t).weight() / whole * part);
    }
    return bytes;
  }

  private static Wave wave(List<Integer> members, Tables out) {
    int[] chosen = members.stream().mapToInt(Integer::intValue).toArray();
    return new Wave(out.ints(chosen), chosen.length);
  }
}
