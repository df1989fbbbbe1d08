package io.fanin.train;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much blocks change when the inputs below a vertex of a graph are drawn anew and all other
 * inputs are kept.
 *
 * <p>For a block {@code f} and a vertex {@code v} with the inputs {@code C} in its light cone,
 *
 * <pre>{@code
 * S = mean_i |f(x_i) - f(P x_i)|^2 / mean_{i != j} |f(x_i) - f(x_j)|^2
 * }</pre>
 *
 * <p>with squared Euclidean norms over the block's units, where {@code P x_i} is row {@code i} with
 * the columns of {@code C} taken from row {@code donor(i)}. The denominator is twice the sample
 * variance, over all pairs of different rows. {@code S} has no unit. It is NaN where the block is
 * constant on the rows: what never changes has learnt nothing, and must not look invariant.
 *
 * <p>There are two questions, told apart by the donors:
 *
 * <ul>
 *   <li>{@link #strangers}: does the block need these inputs at all? {@code S} estimates the total
 *       effect index of Sobol' for the group {@code C} (M. Jansen, "Analysis of Variance Designs
 *       for Model Output", Computer Physics Communications 117, 1999): 0 where the block ignores
 *       {@code C}, 1 where what is outside {@code C} tells nothing about its mean.
 *   <li>{@link #synonyms}: does the block need more of them than the vertex's value? Donors have
 *       the same value of {@code v}, or for a continuous one the next larger in the sample. {@code
 *       S} is 0 for a block that sees {@code C} only through {@code v}. On the Random Hierarchy
 *       Model this is the sensitivity {@code S_{k,l}} to the exchange of synonyms, for one symbol
 *       at a time (Cagnetta et al., "How Deep Neural Networks Learn Compositional Data", arXiv
 *       2307.02129), and the definition for any graph and law: it redraws {@code C} conditionally
 *       on {@code v(x)}.
 * </ul>
 *
 * <p>Both need independent inputs, at least {@code C} of the rest; with dependent ones {@code P x}
 * leaves the data's distribution. For a discrete vertex the synonyms are exact. For a continuous
 * one conditioning on a value is a limit: neighbours in rank differ in {@code v} by what {@link
 * #donorGap} measures on the same scale as {@code S}, and that gap falls as {@code 1 / count^2}
 * where the vertex is bounded. An {@code S} that is not well above the gap says nothing but that
 * the sample is too small to tell.
 */
public final class Sensitivity {
  private Sensitivity() {}

  /**
   * Measures blocks.
   *
   * @param rows data, {@code [count, plan.inputColumns()]}, at least 2 rows; all streams see them
   * @param resampled columns taken from the donors, {@code [plan.inputColumns()]}
   * @param donors row that each row takes them from, {@code [count]}
   * @param blocks which blocks
   * @return {@code S} for each block
   */
  public static double[] of(
      Device device,
      Program program,
      double[] rows,
      boolean[] resampled,
      int[] donors,
      int[] blocks) {
    Plan plan = program.plan();
    int columns = plan.inputColumns();
    if (donors.length < 2
        || resampled.length != columns
        || rows.length != (long) donors.length * columns) {
      throw new IllegalArgumentException(
          "need rows [count, %d] with count >= 2, columns [%d] and donors [count], have %d, %d, %d"
              .formatted(columns, columns, rows.length, resampled.length, donors.length));
    }
    double[][] before = values(device, program, rows, donors.length, blocks);
    double[] mixed = mixed(rows, resampled, donors);
    double[][] after = values(device, program, mixed, donors.length, blocks);
    double[] sensitivities = new double[blocks.length];
    for (int b = 0; b < blocks.length; b++) {
      sensitivities[b] = ratio(before[b], after[b], plan.width(blocks[b]));
    }
    return sensitivities;
  }

  private static double[] mixed(double[] rows, boolean[] resampled, int[] donors) {
    double[] mixed = rows.clone();
    int columns = resampled.length;
    for (int i = 0; i < donors.length; i++) {
      for (int c = 0; c < columns; c++) {
        if (resampled[c]) {
          mixed[i * columns + c] = rows[donors[i] * columns + c];
        }
      }
    }
    return mixed;
  }

  private static double[][] values(
      Device device, Program program, double[] rows, int count, int[] blocks) {
    int columns = program.plan().inputColumns();
    try (Buffer table = device.allocate(program.options().dtype(), count, columns)) {
      table.write(rows, 0, count);
      int streams = program.plan().streams();
      int[] all = IntStream.range(0, count).toArray();
      return EvaluationSet.shared(table, new double[count], 1, streams, all)
          .values(program, blocks);
    }
  }

  /** Mean squared change over the mean squared distance of two different rows. */
  private static double ratio(double[] before, double[] after, int width) {
    int count = before.length / width;
    double change = 0;
    for (int i = 0; i < before.length; i++) {
      double d = before[i] - after[i];
      change += d * d;
    }
    return change / count / pairDistance(before, width);
  }

  /** The mean of {@code |f_i - f_j|^2} over pairs of different rows; NaN where it is 0. */
  private static double pairDistance(double[] values, int width) {
    int count = values.length / width;
    double sum = 0;
    boolean constant = true;
    for (int unit = 0; unit < width; unit++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += values[i * width + unit];
      }
      mean /= count;
      for (int i = 0; i < count; i++) {
        double d = values[i * width + unit] - mean;
        constant &= values[i * width + unit] == values[unit];
        sum += d * d;
      }
    }
    return constant ? Double.NaN : 2 * sum / (count - 1);
  }

  /**
   * The columns that a vertex's light cone reads.
   *
   * @param inputs data block of each input of the graph
   * @param columns how many there are
   */
  public static boolean[] cone(
      SparseGraph graph, int vertex, List<InputBlock> inputs, int columns) {
    if (graph.inputs() != inputs.size()) {
      throw new IllegalArgumentException(
          "%d inputs of the graph need as many blocks, not %d"
              .formatted(graph.inputs(), inputs.size()));
    }
    boolean[] cone = new boolean[columns];
    BitSet below = graph.lightConeInputs(vertex);
    for (int i = below.nextSetBit(0); i >= 0; i = below.nextSetBit(i + 1)) {
      InputBlock block = inputs.get(i);
      Arrays.fill(cone, block.column(), block.column() + block.width(), true);
    }
    return cone;
  }

  /**
   * Donors without regard to any value: one random cycle through all rows, so that nobody is its
   * own donor and every row is a donor once.
   *
   * @param count at least 2
   */
  public static int[] strangers(int count, long seed) {
    int[] order = RandomStream.of(seed, "strangers").permutation(count);
    int[] donors = new int[count];
    cycle(order, 0, count, donors);
    return donors;
  }

  /**
   * Donors with the same value: rows of equal value form one random cycle, a row whose value nobody
   * shares takes the row of the next larger one, the largest that of the next smaller.
   *
   * @param values value of the vertex on each row, {@code [count]}, at least 2, no NaN
   */
  public static int[] synonyms(double[] values, long seed) {
    int count = values.length;
    int[] order =
        Arrays.stream(RandomStream.of(seed, "synonyms").permutation(count))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i] + 0.0)) // stable; -0 equals 0
            .mapToInt(Integer::intValue)
            .toArray();
    int[] donors = new int[count];
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && values[order[to]] == values[order[from]]) {
        to++;
      }
      if (to - from > 1) {
        cycle(order, from, to, donors);
      } else {
        donors[order[from]] = order[to < count ? to : from - 1];
      }
      from = to;
    }
    return donors;
  }

  private static void cycle(int[] order, int from, int to, int[] donors) {
    for (int i = from; i < to; i++) {
      donors[order[i]] = order[i + 1 < to ? i + 1 : from];
    }
  }

  /**
   * How far donors are from having the same value, on the scale of {@code S}: {@code mean_i (v_i -
   * v_donor(i))^2 / mean_{i != j} (v_i - v_j)^2}.
   *
   * @param values value of the vertex on each row, {@code [count]}
   */
  public static double donorGap(double[] values, int[] donors) {
    double[] given = new double[values.length];
    for (int i = 0; i < given.length; i++) {
      given[i] = values[donors[i]];
    }
    return ratio(values, given, 1);
  }
}
