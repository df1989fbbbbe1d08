package io.fanin.circuits.claim;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.PositionPaper;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.List;

/** A machine that runs in polynomial time is a sparse graph of polynomial size, and a network. */
public final class TuringClaim implements ClaimProvider {
  static final double TOLERANCE = 0.15;

  static final Key<Integer> LENGTH =
      Key.integer("length", 6, "Longest words on which all compilers and networks are compared.")
          .between(1, 10);

  @Override
  public String id() {
    return "turing";
  }

  @Override
  public String title() {
    return "Programs are sparse graphs";
  }

  @Override
  public String sentence() {
    return "A Turing machine that takes T(n) steps on S(n) cells is computed, bit for bit, by a graph"
        + " of exactly T W nodes that read three each, by one of 2 T W nodes that read two each, and"
        + " by a network of 3|Q||Γ| + |Γ| units a node; their sizes grow as n to the degree of T plus"
        + " the degree of W.";
  }

  @Override
  public List<Source> sources() {
    return List.of(PositionPaper.at("theorem 3.2"));
  }

  @Override
  public String prediction() {
    return "nodes = T W (tableau), 2 T W (oblivious); slope of log nodes on log n = deg T + deg W";
  }

  @Override
  public String rule() {
    return "Exact: on every word up to the given length the tableau, the oblivious form, the pruned"
        + " trace and the tableau's network give the simulator's state and tape, and every count"
        + " equals its formula; one difference fails. Slopes: for each machine the 95% interval of"
        + " the slope of log nodes on log n, n from 64 up, lies within "
        + TOLERANCE
        + " of the predicted degree. All of these: holds; an interval outside: fails; else undecided.";
  }

  @Override
  public String control() {
    return "graphs and networks are unrolled for one step less than the machine takes, and the"
        + " degrees are predicted without W";
  }

  @Override
  public String deviations() {
    return "The source proves the theorem and shows no experiment. T is that of the hardest words"
        + " known for each machine, which are the hardest of all where all can be tried.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return List.of(LENGTH, sizes(mode));
  }

  static Key<List<Integer>> sizes(Mode mode) {
    List<Integer> sizes =
        mode == Mode.QUICK ? List.of(66, 129, 258, 513) : List.of(66, 129, 258, 513, 1026, 2049);
    return Key.integers("n", sizes, "Lengths at which sizes are counted.").between(64, 4096);
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    return new Cost(TuringPlan.trials(setup), 0, setup.mode() == Mode.QUICK ? 1 : 120);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    return TuringPlan.tasks(setup, environment);
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new TuringConclusion(this, setup, results).report();
  }
}
