package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.Grammar;
import io.fanin.experiments.oracle.hierarchy.GrammarSample;
import io.fanin.hierarchy.complexity.Member;
import io.fanin.hierarchy.complexity.SymbolData;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Grammars, samples and starts of a cell: each member has its own of all three, from streams of
 * their own. The same for all architectures.
 *
 * @param purpose members that are judged and those that choose a rate share nothing
 */
record GrammarData(Cell cell, SettingValues values, String purpose) {
  static final String JUDGED = "judged";
  static final String VALIDATION = "validation";

  private long seed(String what, int member) {
    return RandomStream.of(
            values.setup().seed(),
            "hierarchy-" + purpose + "-" + what,
            cell.shape().symbols(),
            cell.shape().classes(),
            member)
        .nextLong();
  }

  /** The rules of a member; the control's say nothing of a class by a part of a string. */
  Grammar grammar(int member) {
    long seed = seed("grammar", member);
    return values.setup().control()
        ? Grammar.decorrelated(cell.shape(), seed)
        : Grammar.random(cell.shape(), seed);
  }

  /** The first strings of a member, its test rows before its samples; more of them begin equal. */
  GrammarSample sample(int member, int count) {
    return GrammarSample.draw(grammar(member), count, seed("data", member));
  }

  /**
   * Members at a rate.
   *
   * @param samples of each beside its test rows
   */
  List<Member> members(int count, int samples, double rate) {
    int rows = Math.addExact(values.integer(HierarchyKeys.TEST), samples);
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      GrammarSample sample = sample(m, rows);
      SymbolData data = new SymbolData(sample.symbols(), sample.labels(), cell.shape().symbols());
      members.add(new Member(data, rate, seed("start", m), seed("order", m)));
    }
    return members;
  }
}
