package io.fanin.experiments.tabular;

import io.fanin.experiments.stats.Interval;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import java.util.List;

/**
 * What a training run came to.
 *
 * @param request what was asked for
 * @param arms baseline first, then the families in the order in which they were trained
 * @param differences between families on the same test rows
 * @param kept id of the family whose network is kept
 * @param member which of its networks: the best on the validation rows
 * @param model that network
 * @param predictions of that network on the test rows
 * @param curves of the networks at the chosen rates
 * @param digest of all results
 */
public record TrainingOutcome(
    TrainingRequest request,
    List<ArmOutcome> arms,
    List<Difference> differences,
    String kept,
    int member,
    Model model,
    List<Prediction> predictions,
    List<Curve> curves,
    String digest) {

  /**
   * One family's measure less another's, on the same test rows.
   *
   * @param interval of the difference of means over networks; bootstrap over rows
   */
  public record Difference(String name, Measure measure, Interval interval) {}

  /**
   * The losses of a family at its chosen rate, mean over its networks.
   *
   * @param training mean loss of each epoch
   * @param validation loss after each epoch
   */
  public record Curve(String id, double[] training, double[] validation) {}

  /** What came of the family that is kept. */
  ArmOutcome keptArm() {
    return arm(kept);
  }

  /** What came of a family. */
  public ArmOutcome arm(String id) {
    return arms.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  /** The first measure: what the families are ordered by. */
  public Measure measure() {
    return request.table().isClassification() ? Measure.ERROR_RATE : Measure.RMSE;
  }
}
