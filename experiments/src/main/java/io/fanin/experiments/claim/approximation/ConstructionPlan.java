package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.function.SparseFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Part A: sup errors of built approximants over a ladder of intervals. */
final class ConstructionPlan {
  static final String ERRORS = "errors";

  /**
   * One curve of the ladder for each tree.
   *
   * @param deep composed as the target is; otherwise one grid over all inputs
   * @param order smoothness {@code m} that it uses
   * @param inputs of the target
   * @param intervals the last two octaves that can be built
   */
  record Curve(boolean deep, int order, int inputs, List<Integer> intervals) {
    String kind() {
      return deep ? "built-deep" : "built-grid";
    }

    /**
     * Knots of the approximant, in the abscissa that the rates are about: {@code g^d}, per node.
     */
    double size(int g) {
      double knots = deep ? inputs - 1 : 1;
      for (int axis = 0; axis < (deep ? 2 : inputs); axis++) {
        knots *= g;
      }
      return knots;
    }

    /** The predicted slope of log error on log size. */
    double slope() {
      return deep ? -order / 2.0 : -order / (double) inputs;
    }

    String name() {
      return (deep ? "deep" : "grid") + ", m = " + order + ", n = " + inputs;
    }
  }

  private ConstructionPlan() {}

  static List<Curve> curves(Values values) {
    List<Curve> curves = new ArrayList<>();
    for (int order : values.orders()) {
      for (int n : values.deep()) {
        curves.add(new Curve(true, order, n, lastOctaves(values.intervals(), 2)));
      }
      for (int n : values.grids()) {
        curves.add(new Curve(false, order, n, lastOctaves(values.intervals(), n)));
      }
    }
    return curves;
  }

  /** The ladder's largest grid that fits, and all within a factor of four below it. */
  static List<Integer> lastOctaves(List<Integer> ladder, int dimension) {
    List<Integer> fitting =
        ladder.stream()
            .filter(g -> TensorInterpolant.knots(dimension, g) <= TensorInterpolant.LARGEST)
            .sorted()
            .toList();
    int largest = fitting.isEmpty() ? 0 : fitting.get(fitting.size() - 1);
    return fitting.stream().filter(g -> 4 * g >= largest).toList();
  }

  static List<TrialTask> tasks(Values values) {
    List<TrialTask> tasks = new ArrayList<>();
    for (Curve curve : curves(values)) {
      for (int tree = 0; tree < values.trees(); tree++) {
        tasks.add(task(curve, tree, values));
      }
    }
    return tasks;
  }

  private static TrialTask task(Curve curve, int tree, Values values) {
    Map<String, Object> own =
        Map.of(
            "m", curve.order(),
            "n", curve.inputs(),
            "tree", tree,
            "intervals", curve.intervals(),
            "points", values.points(),
            "frequency", values.frequency());
    Trial trial =
        Trial.of(
            "approximation-rate",
            curve.kind(),
            Settings.of(own),
            values.seed(),
            ClaimEnvironment.exact());
    return TrialTask.of(trial, t -> run(t, curve, tree, values));
  }

  private static TrialResult run(Trial trial, Curve curve, int tree, Values values)
      throws InterruptedException {
    SparseFunction target =
        TreeTargets.draw(curve.inputs(), tree, values.frequency(), values.seed());
    double[] errors = new double[curve.intervals().size()];
    for (int i = 0; i < errors.length; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("construction was interrupted");
      }
      int g = curve.intervals().get(i);
      ToDoubleFunction<double[]> built =
          curve.deep()
              ? Construction.deep(target, curve.order(), g)
              : Construction.grid(target, curve.order(), g);
      errors[i] = Construction.largestError(target, built, values.points(), values.seed());
    }
    return TrialResult.of(trial).series(ERRORS, errors).build();
  }
}
