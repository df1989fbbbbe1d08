package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
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
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * All members of a cell: deep networks on growing samples until all have learnt, and then, on the
 * diagonal, two-layer networks on a multiple of what that took.
 */
final class HierarchyTask implements TrialTask {
  static final String SIZES = "sizes";
  static final String ERRORS = "errors";
  static final String LOSSES = "losses";
  static final String STEPS = "steps";
  static final String RATE = "rate";
  static final String DEAD = "dead";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String SENSITIVITY = "sensitivity";
  static final String ALIGNMENT = "alignment";

  /** Two-layer networks equal in parameters, then in multiply-adds. */
  static final List<String> SHALLOW = List.of("shallow-parameters", "shallow-multiply-adds");

  static final String SHALLOW_SAMPLES = "shallow-samples";

  /** What the two-layer networks of one size gave. */
  private record Shallow(Network network, double rate, List<Learnt> learnt) {}

  private final Cell cell;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Recipe recipe;
  private final Network network;
  private final List<Trial> trials;

  HierarchyTask(Cell cell, SettingValues values, ClaimEnvironment environment) {
    this.cell = cell;
    this.values = values;
    this.environment = environment;
    recipe =
        new Recipe(
            values.text(HierarchyKeys.OPTIMIZER).equals(HierarchyKeys.MOMENTUM),
            values.integer(HierarchyKeys.BATCH),
            values.integer(HierarchyKeys.STEPS),
            values.real(HierarchyKeys.FIT),
            values.integer(HierarchyKeys.TEST));
    network = cell.deep(values);
    trials = trialsOf();
  }

  private List<Trial> trialsOf() {
    List<Trial> all = new ArrayList<>();
    for (int m = 0; m < values.integer(HierarchyKeys.SEEDS); m++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("symbols", cell.shape().symbols());
      own.put("classes", cell.shape().classes());
      own.put("diagonal", cell.diagonal());
      own.put("member", m);
      own.put("recipe", recipe.id());
      for (String key :
          List.of(
              HierarchyKeys.LEVELS,
              HierarchyKeys.BRANCHING,
              HierarchyKeys.SEEDS,
              HierarchyKeys.VALIDATION,
              HierarchyKeys.RUNGS,
              HierarchyKeys.CHANNELS)) {
        own.put(key, values.integer(key));
      }
      for (String key :
          List.of(
              HierarchyKeys.FIRST,
              HierarchyKeys.RATIO,
              HierarchyKeys.LEARNT,
              HierarchyKeys.MULTIPLE,
              HierarchyKeys.RATE_SAMPLES)) {
        own.put(key, values.real(key));
      }
      own.put("rates", values.reals(HierarchyKeys.RATES));
      own.put("control", values.setup().control());
      all.add(
          Trial.of(
              "hierarchy",
              "deep",
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
    double rate = rate(learner, values.real(HierarchyKeys.RATE_SAMPLES));
    GrammarData data = new GrammarData(cell, values, GrammarData.JUDGED);
    TreeProbe probe = new TreeProbe(data, trials.size(), Math.min(recipe.test(), Probe.ROWS));
    Ladder.Climb climb =
        cell.ladder(values)
            .climb(
                learner,
                samples -> data.members(trials.size(), samples, rate),
                cell.threshold(values),
                probe);
    double samples = shallowSamples(climb);
    Map<String, Shallow> shallow = new LinkedHashMap<>();
    if (Double.isFinite(samples)) {
      int count = (int) Math.rint(samples);
      shallow.put(
          SHALLOW.get(0), shallow(data, count, Sizing.PARAMETERS, network.trainableParameters()));
      shallow.put(
          SHALLOW.get(1), shallow(data, count, Sizing.MULTIPLY_ADDS, network.multiplyAdds()));
    }
    List<TrialResult> results = new ArrayList<>();
    for (int m = 0; m < trials.size(); m++) {
      results.add(result(m, rate, climb, probe, samples, shallow));
    }
    return results;
  }

  private double rate(Learner learner, double scale) throws InterruptedException {
    int samples = (int) Math.rint(Math.min(scale * cell.shape().deepScale(), cell.most(values)));
    GrammarData data = new GrammarData(cell, values, GrammarData.VALIDATION);
    List<Member> members = data.members(values.integer(HierarchyKeys.VALIDATION), samples, 1);
    return learner.choose(members, values.reals(HierarchyKeys.RATES), samples);
  }

  /** NaN where two-layer networks are not asked: what they would need is not beyond that number. */
  private double shallowSamples(Ladder.Climb climb) {
    double complexity = climb.curve(cell.threshold(values), 0.5 / recipe.test()).complexity();
    double samples = values.real(HierarchyKeys.MULTIPLE) * complexity;
    boolean asked =
        cell.diagonal() && samples > 0 && samples < FEW * cell.shape().total().doubleValue();
    return asked && samples < cell.most(values) ? samples : Double.NaN;
  }

  /** Share of all strings below which a two-layer network must not have learnt. */
  private static final double FEW = 0.25;

  private Shallow shallow(GrammarData data, int samples, ToLongFunction<Network> size, long target)
      throws InterruptedException {
    Network equal = cell.networks().shallowOfSize(size, target);
    Learner learner = new Learner(equal, recipe, environment);
    double scale = values.real(HierarchyKeys.MULTIPLE) * values.real(HierarchyKeys.RATE_SAMPLES);
    double rate = rate(learner, scale);
    return new Shallow(
        equal,
        rate,
        learner.learn(data.members(trials.size(), samples, rate), samples, Probe.NONE));
  }

  private TrialResult result(
      int member,
      double rate,
      Ladder.Climb climb,
      TreeProbe probe,
      double samples,
      Map<String, Shallow> shallow) {
    List<Learnt> own = climb.rungs().stream().map(rung -> rung.get(member)).toList();
    TrialResult.Builder result =
        TrialResult.of(trials.get(member))
            .series(SIZES, climb.tried())
            .series(ERRORS, climb.errors(member))
            .series(LOSSES, own.stream().mapToDouble(Learnt::loss).toArray())
            .series(STEPS, own.stream().mapToDouble(Learnt::steps).toArray())
            .number(RATE, rate)
            .number(DEAD, (double) own.stream().filter(Learnt::dead).count())
            .number(PARAMETERS, network.trainableParameters())
            .number(MULTIPLY_ADDS, (double) network.multiplyAdds())
            .series(SENSITIVITY, probe.sensitivities(member))
            .series(ALIGNMENT, probe.alignments(member))
            .number(SHALLOW_SAMPLES, samples);
    shallow.forEach(
        (name, one) ->
            result
                .number(name + ".error", one.learnt().get(member).error())
                .number(name + ".loss", one.learnt().get(member).loss())
                .number(name + ".dead", one.learnt().get(member).dead() ? 1 : 0)
                .number(name + ".rate", one.rate())
                .number(name + ".parameters", one.network().trainableParameters())
                .number(name + ".multiply-adds", (double) one.network().multiplyAdds()));
    return result.build();
  }
}
