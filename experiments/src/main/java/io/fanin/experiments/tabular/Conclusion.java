package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import io.fanin.train.StopReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From trained networks to what is reported: rates are chosen and the kept network is found on the
 * validation rows; then the test rows are looked at, once.
 */
final class Conclusion {
  private static final String BASELINE = "baseline";

  private final TrainingRequest request;
  private final LearningTable table;
  private final List<ArmTask> tasks;
  private final SweepResults results;
  private final Map<String, String> provenance;
  private final Scoring scoring;

  Conclusion(
      TrainingRequest request,
      List<ArmTask> tasks,
      SweepResults results,
      Map<String, String> provenance) {
    this.request = request;
    this.table = request.table();
    this.tasks = tasks;
    this.results = results;
    this.provenance = provenance;
    this.scoring = new Scoring(table.test().length, table.isClassification(), request.seed());
  }

  /** A family at the rate that was best for it. */
  private record Chosen(Arm arm, double rate, List<TrialResult> members, int dead) {
    double validation() {
      return mean(members);
    }

    int best() {
      int best = 0;
      for (int m = 1; m < members.size(); m++) {
        best = loss(members.get(m)) < loss(members.get(best)) ? m : best;
      }
      return best;
    }
  }

  /** A network that broke is as bad as can be, and not left out of a mean. */
  private static double loss(TrialResult result) {
    double loss = result.number(ArmTask.VALIDATION);
    boolean dead = result.text(ArmTask.STOP).equals(StopReason.DIVERGED.name());
    return dead || Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }

  private static double mean(List<TrialResult> members) {
    return members.stream().mapToDouble(Conclusion::loss).sum() / members.size();
  }

  TrainingOutcome outcome() {
    Map<String, Chosen> chosen = new LinkedHashMap<>();
    for (ArmTask task : tasks) {
      chosen.merge(task.arm().id(), candidate(task), Conclusion::better);
    }
    chosen.values().forEach(this::requireAlive);
    Chosen keeper = keeper(List.copyOf(chosen.values()));
    String kept = keeper.arm().id();
    int member = keeper.best();
    Map<String, ArmOutcome> arms = new LinkedHashMap<>();
    arms.put(BASELINE, baseline());
    chosen.forEach((id, one) -> arms.put(id, tested(one)));
    Model model = model(keeper, member);
    List<Prediction> predictions = predictions(keeper.arm(), model);
    return new TrainingOutcome(
        request,
        List.copyOf(arms.values()),
        differences(arms),
        chosen.values().stream().map(Conclusion::curve).toList(),
        new TrainingOutcome.Kept(kept, member, model, predictions),
        digest(kept, member, predictions));
  }

  private Chosen candidate(ArmTask task) {
    List<TrialResult> members = new ArrayList<>();
    for (Trial trial : task.trials()) {
      members.add(results.get(trial));
    }
    int dead = (int) members.stream().filter(m -> Double.isInfinite(loss(m))).count();
    return new Chosen(task.arm(), task.rate(), members, dead);
  }

  /** The rate with the lower mean; of equal ones the first. */
  private static Chosen better(Chosen a, Chosen b) {
    Chosen one = b.validation() < a.validation() ? b : a;
    return new Chosen(one.arm(), one.rate(), one.members(), a.dead() + b.dead());
  }

  private void requireAlive(Chosen chosen) {
    if (Double.isInfinite(chosen.validation())) {
      throw new InvalidInputException(
          "a '%s' network diverged at every rate in %s; give smaller ones, such as --rates 0.0001"
              .formatted(chosen.arm().id(), request.rates()));
    }
  }

  /**
   * The family that was asked for, or else the best on the validation rows, the first of equals.
   */
  private Chosen keeper(List<Chosen> chosen) {
    String asked = Arms.kept(request);
    return chosen.stream()
        .filter(c -> asked.isEmpty() || c.arm().id().equals(asked))
        .min(Comparator.comparingDouble(Chosen::validation))
        .orElseThrow();
  }

  private Model model(Chosen chosen, int member) {
    return new Model(
        chosen.arm().network(),
        DType.FLOAT,
        chosen.members().get(member).series(ArmTask.PARAMETERS),
        chosen.arm().view().preprocessing(),
        provenance);
  }

  /** By the saved model's own arithmetic, so that it will give these numbers again. */
  private List<Prediction> predictions(Arm arm, Model model) {
    List<Prediction> predictions = new ArrayList<>();
    for (int row : table.test()) {
      predictions.add(model.predict(arm.view().values()[row]));
    }
    return predictions;
  }

  private ArmOutcome tested(Chosen chosen) {
    List<Answers> answers = new ArrayList<>();
    for (int m = 0; m < chosen.members().size(); m++) {
      answers.add(Answers.of(table, predictions(chosen.arm(), model(chosen, m))));
    }
    return new ArmOutcome(
        chosen.arm().id(),
        chosen.arm().network().trainableParameters(),
        chosen.rate(),
        chosen.validation(),
        chosen.dead(),
        request.seeds() * request.rates().size(),
        scoring.overRows(answers),
        scoring.overNetworks(answers),
        answers);
  }

  private ArmOutcome baseline() {
    List<Answers> answers = List.of(Answers.baseline(table));
    return new ArmOutcome(
        BASELINE,
        0,
        Double.NaN,
        Double.NaN,
        0,
        0,
        scoring.overRows(answers),
        scoring.overNetworks(answers),
        answers);
  }

  /** Every family against the one before, and the last against all. */
  private List<TrainingOutcome.Difference> differences(Map<String, ArmOutcome> arms) {
    List<ArmOutcome> list = List.copyOf(arms.values());
    Measure measure = scoring.measures().get(0);
    List<TrainingOutcome.Difference> differences = new ArrayList<>();
    for (int b = 1; b < list.size(); b++) {
      for (int a = 0; a < b; a++) {
        if (a == b - 1 || b == list.size() - 1) {
          ArmOutcome one = list.get(b);
          ArmOutcome other = list.get(a);
          differences.add(
              new TrainingOutcome.Difference(
                  one.id() + " − " + other.id(),
                  measure,
                  scoring.difference(measure, one.answers(), other.answers())));
        }
      }
    }
    return differences;
  }

  private static TrainingOutcome.Curve curve(Chosen chosen) {
    return new TrainingOutcome.Curve(
        chosen.arm().id(),
        mean(chosen.members(), ArmTask.TRAINING_CURVE),
        mean(chosen.members(), ArmTask.VALIDATION_CURVE));
  }

  private static double[] mean(List<TrialResult> members, String series) {
    double[] mean = new double[members.get(0).series(series).length];
    for (TrialResult member : members) {
      double[] values = member.series(series);
      Arrays.setAll(mean, i -> mean[i] + values[i] / members.size());
    }
    return mean;
  }

  private String digest(String kept, int member, List<Prediction> predictions) {
    StringBuilder text = new StringBuilder("fanin-training 1\n");
    text.append(results.digest()).append('\n').append(kept).append(' ').append(member).append('\n');
    predictions.forEach(p -> text.append(p.text()).append('\n'));
    return Digests.sha256(text.toString());
  }
}
