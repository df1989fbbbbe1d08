package io.fanin.testkit;

import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Slice;
import io.fanin.optim.Role;
import io.fanin.random.RandomStream;

/**
 * Data and parameters for one call of a program; the arrays are the record's own and may be
 * changed.
 *
 * <p>The tables have more rows than the batch, the batch takes them out of order and some twice.
 *
 * @param count live rows
 * @param tableRows rows of both tables
 * @param rows chosen rows, {@code [streams, count]}
 * @param inputs {@code [tableRows, inputColumns]}
 * @param targets {@code [tableRows, targetColumns]}
 * @param parameters {@code [plan.parameters()]}
 */
public record BatchData(
    int count, int tableRows, int[] rows, double[] inputs, double[] targets, double[] parameters) {

  /** Gives the next number of a table or of the free parameters. */
  interface Draw {
    double next(RandomStream random);
  }

  static BatchData draw(Plan plan, int count, long seed, Draw input, Draw target, Draw weight) {
    int tableRows = count + 3;
    int[] rows = new int[plan.streams() * count];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (5 * i + 2) % tableRows;
    }
    double[] inputs =
        fill(tableRows * plan.inputColumns(), RandomStream.of(seed, "testkit-inputs"), input);
    double[] targets =
        fill(tableRows * plan.targetColumns(), RandomStream.of(seed, "testkit-targets"), target);
    restrictTargets(plan, targets, RandomStream.of(seed, "testkit-labels"));
    double[] parameters =
        fill(plan.parameters(), RandomStream.of(seed, "testkit-parameters"), weight);
    plan.slices().stream().filter(Slice::frozen).forEach(s -> pool(plan, s, parameters));
    return new BatchData(count, tableRows, rows, inputs, targets, parameters);
  }

  /** Numbers that a float holds exactly, of the usual size for training. */
  public static BatchData seeded(Plan plan, int count, long seed) {
    BatchData data =
        draw(
            plan,
            count,
            seed,
            r -> (float) r.uniform(-1, 1),
            r -> (float) r.nextGaussian(),
            r -> (float) (0.5 * r.nextGaussian()));
    for (Slice slice : plan.slices()) {
      if (!slice.frozen() && slice.role() == Role.WEIGHT) {
        scale(data.parameters, slice, 2 / Math.sqrt(slice.columns()));
      }
    }
    return data;
  }

  private static void scale(double[] parameters, Slice slice, double factor) {
    for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
      parameters[i] = (float) (parameters[i] * factor);
    }
  }

  private static double[] fill(int length, RandomStream random, Draw draw) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = draw.next(random);
    }
    return values;
  }

  /** Class indices, signs and bits where a loss wants them. */
  private static void restrictTargets(Plan plan, double[] targets, RandomStream random) {
    int columns = plan.targetColumns();
    for (LossTerm term : plan.losses()) {
      int width = plan.width(term.block());
      for (int at = term.targetColumn(); at < targets.length; at += columns) {
        for (int j = 0; j < term.loss().targetColumns(width); j++) {
          targets[at + j] =
              switch (term.loss()) {
                case MSE -> targets[at + j];
                case LOGISTIC -> random.nextInt(2);
                case HINGE -> random.nextSign();
                case SOFTMAX_CROSS_ENTROPY -> random.nextInt(width);
              };
        }
      }
    }
  }

  /** Frozen weights add (up to fan-in 3) or average the blocks read: identities side by side. */
  private static void pool(Plan plan, Slice slice, double[] parameters) {
    int fanIn = plan.specs().get(slice.spec()).fanIn();
    for (int o = 0; o < slice.rows(); o++) {
      for (int i = 0; i < slice.columns(); i++) {
        boolean same = slice.role() == Role.WEIGHT && i % slice.rows() == o;
        double weight = fanIn > 3 ? 1.0 / fanIn : 1;
        parameters[slice.offset() + o * slice.columns() + i] = same ? weight : 0;
      }
    }
  }
}
