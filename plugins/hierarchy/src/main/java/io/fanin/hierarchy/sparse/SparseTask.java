package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.SpreadSample;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.hierarchy.complexity.Ladder;
import io.fanin.hierarchy.complexity.Learner;
import io.fanin.hierarchy.complexity.Learnt;
import io.fanin.hierarchy.complexity.Member;
import io.fanin.hierarchy.complexity.Probe;
import io.fanin.hierarchy.complexity.Recipe;
import io.fanin.hierarchy.complexity.SymbolTree;
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All members of a cell, on growing samples until all have learnt. */
final class SparseTask implements TrialTask {
  static final String SIZES = "sizes";
  static final String ERRORS = "errors";
  static final String LOSSES = "losses";
  static final String STEPS = "steps";
  static final String RATE = "rate";
  static final String DEAD = "dead";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String ALIGNMENT = "alignment";

  private final SparseCell cell;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Recipe recipe;
  private final Network network;
  private final List<Trial> trials;

  SparseTask(SparseCell cell, SettingValues values, ClaimEnvironment environment) {
    this.cell = cell;
    this.values = values;
    this.environment = environment;
    recipe =
        new Recipe(
            values.text(SparseKeys.OPTIMIZER).equals(SparseKeys.MOMENTUM),
            values.integer(SparseKeys.BATCH),
            values.integer(SparseKeys.STEPS),
            values.real(SparseKeys.FIT),
            values.integer(SparseKeys.TEST));
    network = cell.network(values);
    trials = trialsOf();
  }

  private List<Trial> trialsOf() {
    List<Trial> all = new ArrayList<>();
    for (int m = 0; m < values.integer(SparseKeys.SEEDS); m++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("s0", cell.empties());
      own.put("member", m);
      own.put("network", network.architecture() + network.settings());
      own.put("recipe", recipe.id());
      own.put("law", values.text(SparseKeys.LAW));
      for (String key :
          List.of(
              SparseKeys.LEVELS,
              SparseKeys.BRANCHING,
              SparseKeys.SYMBOLS,
              SparseKeys.CLASSES,
              SparseKeys.SYNONYMS,
              SparseKeys.SEEDS,
              SparseKeys.VALIDATION,
              SparseKeys.RUNGS)) {
        own.put(key, values.integer(key));
      }
      for (String key :
          List.of(SparseKeys.FIRST, SparseKeys.RATIO, SparseKeys.LEARNT, SparseKeys.RATE_SAMPLES)) {
        own.put(key, values.real(key));
      }
      own.put("rates", values.reals(SparseKeys.RATES));
      own.put("control", values.setup().control());
      all.add(
          Trial.of(
              "sparse-hierarchy",
              cell.arm().id(),
              Settings.of(own),
              values.setup().seed(),
              environment.numerics(network.plan(), DType.FLOAT)));
    }
    return all;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Learner learner = new Learner(network, recipe, environment);
    double rate = rate(learner);
    SparseData data = new SparseData(cell, values, SparseData.JUDGED);
    double[][] alignments = new double[trials.size()][];
    Ladder.Climb climb =
        cell.ladder(values)
            .climb(
                learner,
                samples -> data.members(trials.size(), samples, rate),
                SparseCell.threshold(values),
                (trained, learnt) -> align(trained, learnt, alignments));
    List<TrialResult> results = new ArrayList<>();
    for (int m = 0; m < trials.size(); m++) {
      results.add(result(m, rate, climb, alignments[m]));
    }
    return results;
  }

  private double rate(Learner learner) throws InterruptedException {
    double wanted = values.real(SparseKeys.RATE_SAMPLES) * cell.scale(values);
    int samples = (int) Math.rint(Math.min(wanted, cell.most(values)));
    SparseData data = new SparseData(cell, values, SparseData.VALIDATION);
    List<Member> members = data.members(values.integer(SparseKeys.VALIDATION), samples, 1);
    return learner.choose(members, values.reals(SparseKeys.RATES), samples);
  }

  /** Once a member has learnt, since there are many units to look through. */
  private void align(Probe.Trained trained, List<Learnt> learnt, double[][] alignments) {
    SparseData data = new SparseData(cell, values, SparseData.JUDGED);
    int count = trained.rows().count();
    for (int m = 0; m < alignments.length; m++) {
      if (alignments[m] == null && learnt.get(m).error() <= SparseCell.threshold(values)) {
        SpreadSample sample = data.sample(m, count);
        alignments[m] =
            SymbolTree.of(data.grammar(m), sample.labels(), sample.digits(), count)
                .alignment(trained, m);
      }
    }
  }

  private TrialResult result(int member, double rate, Ladder.Climb climb, double[] alignment) {
    List<Learnt> own = climb.rungs().stream().map(rung -> rung.get(member)).toList();
    return TrialResult.of(trials.get(member))
        .series(SIZES, climb.tried())
        .series(ERRORS, climb.errors(member))
        .series(LOSSES, own.stream().mapToDouble(Learnt::loss).toArray())
        .series(STEPS, own.stream().mapToDouble(Learnt::steps).toArray())
        .number(RATE, rate)
        .number(DEAD, (double) own.stream().filter(Learnt::dead).count())
        .number(PARAMETERS, network.trainableParameters())
        .number(MULTIPLY_ADDS, (double) network.multiplyAdds())
        .series(ALIGNMENT, alignment == null ? new double[0] : alignment)
        .build();
  }
}
