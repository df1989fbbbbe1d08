package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.Grammar;
import io.fanin.experiments.oracle.hierarchy.SpreadSample;
import io.fanin.hierarchy.complexity.Member;
import io.fanin.hierarchy.complexity.SymbolData;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Grammars, samples and starts: each member has its own of all three, from streams of their own.
 * Grammars are the same at every number of empty places, samples for both kinds of network.
 *
 * @param purpose members that are judged and those that choose a rate share nothing
 */
record SparseData(SparseCell cell, SettingValues values, String purpose) {
  static final String JUDGED = "judged";
  static final String VALIDATION = "validation";

  private long seed(String what, int member, long... further) {
    long[] index = new long[further.length + 1];
    index[0] = member;
    System.arraycopy(further, 0, index, 1, further.length);
    return RandomStream.of(values.setup().seed(), "sparse-" + purpose + "-" + what, index)
        .nextLong();
  }

  /** The rules of a member. */
  Grammar grammar(int member) {
    return Grammar.random(SparseCell.shape(values), seed("grammar", member));
  }

  /** The first strings of a member, its test rows before its samples; more of them begin equal. */
  SpreadSample sample(int member, int count) {
    return SpreadSample.draw(
        grammar(member), cell.spread(values), count, seed("data", member, cell.empties()));
  }

  /**
   * Members at a rate.
   *
   * @param samples of each beside its test rows
   */
  List<Member> members(int count, int samples, double rate) {
    int rows = Math.addExact(values.integer(SparseKeys.TEST), samples);
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      SpreadSample sample = sample(m, rows);
      SymbolData data =
          new SymbolData(sample.symbols(), sample.labels(), SparseCell.shape(values).symbols());
      long start = seed("start", m, cell.empties(), cell.arm().number());
      members.add(new Member(data, rate, start, seed("order", m, cell.empties())));
    }
    return members;
  }
}
