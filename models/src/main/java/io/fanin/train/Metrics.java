package io.fanin.train;

import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The usual measures.
 *
 * <p>All but {@link #meanLoss} look at a replica's main output: the block of its first loss term.
 */
public final class Metrics {
  private Metrics() {}

  /**
   * What the plan minimises: the sum over a replica's loss terms of {@code weight * mean loss},
   * computed from the program's outputs in double.
   */
  public static SetMetric meanLoss(String name, EvaluationSet set) {
    return new MeanLoss(name, set);
  }

  /** {@code sqrt(mean (y - t)^2)} over rows and components; units of the target. */
  public static SetMetric rootMeanSquareError(String name, EvaluationSet set) {
    return new OutputMetric(name, set, rows -> Math.sqrt(rows.meanSquare()));
  }

  /**
   * {@link #rootMeanSquareError} over the standard deviation of the targets: 1 is what the best
   * constant gives. Not finite where the targets are constant.
   */
  public static SetMetric relativeError(String name, EvaluationSet set) {
    return new OutputMetric(name, set, rows -> Math.sqrt(rows.meanSquare() / rows.variance()));
  }

  /**
   * The coefficient of determination {@code R^2 = 1 - mean (y - t)^2 / mean (t - mean t)^2}, sums
   * pooled over components: 1 is perfect, 0 the best constant, below 0 worse than that. Not finite
   * where the targets are constant. Higher is better: not for early stopping.
   */
  public static SetMetric determination(String name, EvaluationSet set) {
    return new OutputMetric(name, set, rows -> 1 - rows.meanSquare() / rows.variance());
  }

  /** The largest {@code |y - t|}; NaN if any is. */
  public static SetMetric largestError(String name, EvaluationSet set) {
    return new OutputMetric(name, set, OutputRows::largestError);
  }

  /** Share of rows whose class is not the predicted one, 0 to 1; see {@link Classification}. */
  public static SetMetric errorRate(String name, EvaluationSet set) {
    return new OutputMetric(name, set, Classification::errorRate);
  }

  /**
   * Which rows a replica gets wrong; see {@link Classification}.
   *
   * @return {@code [replicas][count]}
   */
  public static boolean[][] wrongRows(Program program, EvaluationSet set) {
    return Classification.wrongRows(program, set);
  }

  /**
   * Measures all, with one forward pass over each set that they share.
   *
   * @return one array {@code [replicas]} for each metric, in order
   */
  public static List<double[]> measureAll(Program program, List<Metric> metrics) {
    IdentityHashMap<EvaluationSet, SetValues> passes = new IdentityHashMap<>();
    List<double[]> all = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof SetMetric of) {
        SetValues values =
            passes.computeIfAbsent(
                of.set(), set -> set.evaluate(program, blocks(program.plan(), set, metrics)));
        all.add(of.measure(values));
      } else {
        all.add(metric.measure(program));
      }
    }
    return all;
  }

  private static int[] blocks(Plan plan, EvaluationSet set, List<Metric> metrics) {
    return metrics.stream()
        .filter(m -> m instanceof SetMetric of && of.set() == set)
        .flatMapToInt(m -> Arrays.stream(((SetMetric) m).blocks(plan)))
        .toArray();
  }

  private record OutputMetric(String name, EvaluationSet set, ToDoubleFunction<OutputRows> number)
      implements SetMetric {
    @Override
    public int[] blocks(Plan plan) {
      return OutputRows.blocks(plan);
    }

    @Override
    public double[] measure(SetValues values) {
      return Arrays.stream(OutputRows.of(set, values)).mapToDouble(number).toArray();
    }
  }

  private record MeanLoss(String name, EvaluationSet set) implements SetMetric {
    @Override
    public int[] blocks(Plan plan) {
      return plan.losses().stream().mapToInt(LossTerm::block).toArray();
    }

    @Override
    public double[] measure(SetValues values) {
      double[] losses = new double[values.plan().replicas()];
      for (LossTerm term : values.plan().losses()) {
        losses[term.replica()] += term.weight() * mean(term, values);
      }
      return losses;
    }

    private double mean(LossTerm term, SetValues values) {
      int width = values.plan().width(term.block());
      OutputRows.checkColumns(set, term, width);
      double[] y = values.of(term.block());
      double sum = 0;
      for (int i = 0; i < set.count(); i++) {
        int from = set.targetOffset(term.stream(), i) + term.targetColumn();
        if (term.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
          ProgramChecks.classIndex(term, set.targets()[from], width, i);
        }
        sum += term.loss().value(y, i * width, width, set.targets(), from);
      }
      return sum / set.count();
    }
  }
}
