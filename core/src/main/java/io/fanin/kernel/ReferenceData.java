package io.fanin.kernel;

import java.util.Arrays;

/** Brings data rows into blocks, block gradients back to data rows, and compares with targets. */
final class ReferenceData {
  private ReferenceData() {}

  /** Memory for every block, {@code [rows, width]} each. */
  static double[][] blocks(Plan plan, int rows) {
    double[][] blocks = new double[plan.blocks()][];
    for (int b = 0; b < blocks.length; b++) {
      String what = "block " + b + " of the plan";
      blocks[b] = new double[HostMemory.arrayLength(what, rows, plan.width(b), DType.DOUBLE)];
    }
    return blocks;
  }

  /** Fills the input blocks with the rows of a batch. */
  static void load(Plan plan, Batch batch, double[][] blocks) {
    double[] row = new double[plan.inputColumns()];
    for (int stream = 0; stream < plan.streams(); stream++) {
      for (int i = 0; i < batch.count(); i++) {
        batch.inputs().read(row, batch.rows()[stream * batch.count() + i], 1);
        for (int b = 0; b < plan.inputs().size(); b++) {
          InputBlock input = plan.inputs().get(b);
          if (input.stream() == stream) {
            System.arraycopy(row, input.column(), blocks[b], i * input.width(), input.width());
          }
        }
      }
    }
  }

  /** Adds the gradients of the input blocks to the columns that they read. */
  static void unload(Plan plan, int count, double[][] gradients, double[] out, DType dtype) {
    int columns = plan.inputColumns();
    Arrays.fill(out, 0, plan.streams() * count * columns, 0);
    for (int b = 0; b < plan.inputs().size(); b++) {
      InputBlock input = plan.inputs().get(b);
      for (int i = 0; i < count; i++) {
        int at = (input.stream() * count + i) * columns + input.column();
        for (int j = 0; j < input.width(); j++) {
          out[at + j] += gradients[b][i * input.width() + j];
        }
      }
    }
    for (int i = 0; i < plan.streams() * count * columns; i++) {
      out[i] = dtype.round(out[i]);
    }
  }

  /**
   * Writes the losses and adds their gradient to that of the blocks.
   *
   * <p>{@code losses[t] = weight / count * sum of the rows}, summed from the first row to the last.
   */
  static void losses(
      Plan plan,
      Batch batch,
      Buffer targets,
      double[][] blocks,
      double[][] gradients,
      double[] losses) {
    double[] row = new double[plan.targetColumns()];
    Arrays.fill(losses, 0);
    for (int stream = 0; stream < plan.streams(); stream++) {
      for (int i = 0; i < batch.count(); i++) {
        targets.read(row, batch.rows()[stream * batch.count() + i], 1);
        for (int t = 0; t < losses.length; t++) {
          LossTerm term = plan.losses().get(t);
          if (term.stream() == stream) {
            losses[t] += add(term, plan, i, batch.count(), row, blocks, gradients);
          }
        }
      }
    }
    for (int t = 0; t < losses.length && batch.count() > 0; t++) {
      losses[t] *= plan.losses().get(t).weight() / batch.count();
    }
  }

  private static double add(
      LossTerm term,
      Plan plan,
      int i,
      int count,
      double[] targets,
      double[][] blocks,
      double[][] gradients) {
    int width = plan.width(term.block());
    int from = term.targetColumn();
    if (term.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
      ProgramChecks.classIndex(term, targets[from], width, i);
    }
    double[] y = blocks[term.block()];
    double[] dy = gradients[term.block()];
    double scale = term.weight() / count;
    term.loss().addGradient(y, i * width, width, targets, from, scale, dy, i * width);
    return term.loss().value(y, i * width, width, targets, from);
  }
}
