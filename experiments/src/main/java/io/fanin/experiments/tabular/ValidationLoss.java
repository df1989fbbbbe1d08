package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Program;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Metric;

/**
 * The mean loss of each replica on the validation rows, in double precision; infinite where it is
 * not finite, so that a network that broke is never the best.
 *
 * @param name for the history
 * @param table whose validation rows the set holds
 * @param set the rows
 */
record ValidationLoss(String name, LearningTable table, EvaluationSet set) implements Metric {
  @Override
  public double[] measure(Program program) {
    int[] blocks = program.plan().losses().stream().mapToInt(LossTerm::block).toArray();
    double[][] outputs = set.values(program, blocks);
    double[] targets = table.targets();
    double[] losses = new double[blocks.length];
    for (int r = 0; r < losses.length; r++) {
      losses[r] = mean(outputs[r], program.plan().width(blocks[r]), targets);
    }
    return losses;
  }

  private double mean(double[] outputs, int width, double[] targets) {
    Loss loss = table.target().loss();
    int[] rows = table.validation();
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += loss.value(outputs, i * width, width, targets, rows[i]);
    }
    double mean = sum / rows.length;
    return Math.abs(mean) <= Double.MAX_VALUE ? mean : Double.POSITIVE_INFINITY;
  }
}
