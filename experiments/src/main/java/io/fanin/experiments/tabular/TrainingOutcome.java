package io.fanin.experiments.tabular;

import io.fanin.experiments.stats.Interval;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import java.util.List;

/** What a training run came to; {@link TrainingSummary} has its numbers for output. */
public final class TrainingOutcome {
  private final TrainingRequest request;
  private final List<ArmOutcome> arms;
  private final List<Difference> differences;
  private final List<Curve> curves;
  private final Kept keeper;
  private final String digest;

  /**
   * The network that is kept.
   *
   * @param family id of its architecture
   * @param member which of the family's networks: the best on the validation rows
   * @param predictions of the test rows
   */
  record Kept(String family, int member, Model model, List<Prediction> predictions) {}

  /**
   * One family's measure less another's, on the same test rows.
   *
   * @param interval of the difference of means over networks; bootstrap over rows
   */
  record Difference(String name, Measure measure, Interval interval) {}

  /**
   * The losses of a family at its chosen rate, mean over its networks.
   *
   * @param training mean loss of each epoch
   * @param validation loss after each epoch
   */
  record Curve(String id, double[] training, double[] validation) {}

  /** An outcome; the baseline is the first of the arms. */
  TrainingOutcome(
      TrainingRequest request,
      List<ArmOutcome> arms,
      List<Difference> differences,
      List<Curve> curves,
      Kept keeper,
      String digest) {
    this.request = request;
    this.arms = List.copyOf(arms);
    this.differences = List.copyOf(differences);
    this.curves = List.copyOf(curves);
    this.keeper = keeper;
    this.digest = digest;
  }

  /** What was asked for. */
  public TrainingRequest request() {
    return request;
  }

  /** Id of the family whose network is kept. */
  public String kept() {
    return keeper.family();
  }

  /** Which of the family's networks is kept, from 0: the best on the validation rows. */
  public int member() {
    return keeper.member();
  }

  /** The kept network. */
  public Model model() {
    return keeper.model();
  }

  /** The kept network's predictions of the test rows, in their order. */
  public List<Prediction> predictions() {
    return keeper.predictions();
  }

  /** Hex digest of all results. */
  public String digest() {
    return digest;
  }

  /** Baseline first, then the families in the order in which they were trained. */
  List<ArmOutcome> arms() {
    return arms;
  }

  List<Difference> differences() {
    return differences;
  }

  List<Curve> curves() {
    return curves;
  }

  /** What came of the family that is kept. */
  ArmOutcome keptArm() {
    return arms.stream().filter(a -> a.id().equals(kept())).findFirst().orElseThrow();
  }

  /** The first measure: what the families are ordered by. */
  Measure measure() {
    return request.table().isClassification() ? Measure.ERROR_RATE : Measure.RMSE;
  }
}
