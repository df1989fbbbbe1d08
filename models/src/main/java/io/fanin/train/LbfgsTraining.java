package io.fanin.train;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Slice;
import io.fanin.optim.Lbfgs;
import io.fanin.optim.LbfgsResult;
import io.fanin.optim.LbfgsState;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Full-batch training by L-BFGS in double, of one network: below an error of about 1e-5, where
 * first-order rules and single precision end.
 *
 * <p>What is minimised is the plan's loss over all rows, {@code sum over chunks of (n_chunk / n) *
 * loss(chunk)} in the rows' order, where every chunk but the last has the program's {@code
 * maxBatch} rows. Only parameters that training may change are variables: frozen ones, and those
 * with a rate scale of 0, keep their bits; other rate scales do not matter to a second-order rule.
 *
 * <p>A plan with several replicas is refused: their losses are independent, so a line search on the
 * sum would let one member's trouble shorten the steps of all, and a member would not get the bits
 * it gets alone. Members are trained one by one, each through the program of its own network, with
 * {@code Ensemble.gather} before and {@code scatter} after.
 *
 * <p>The program and the tables stay the caller's. Not thread-safe.
 */
public final class LbfgsTraining {
  /** Pairs remembered by {@link #usual}. */
  public static final int USUAL_HISTORY = 20;

  private final Program program;
  private final Buffer inputs;
  private final Buffer targets;
  private final int[] rows;
  private final Lbfgs rule;
  private final List<Slice> variables;
  private final double[] parameters;
  private final double[] gradient;
  private final double[] chunkGradient;
  private final double[] losses;
  private LbfgsState state;

  /**
   * Training that starts from the program's parameters; evaluates loss and gradient once.
   *
   * @param program compiled in double, with loss terms and one replica
   * @param inputs table of inputs
   * @param targets table of targets
   * @param rows rows of both tables to train on, at least one; copied
   * @throws IllegalArgumentException if the program is not such a one
   */
  public LbfgsTraining(Program program, Buffer inputs, Buffer targets, int[] rows, Lbfgs rule) {
    check(program, rows);
    Plan plan = program.plan();
    this.program = program;
    this.inputs = inputs;
    this.targets = targets;
    this.rows = rows.clone();
    this.rule = rule;
    variables =
        plan.slices().stream().filter(slice -> !slice.frozen() && slice.rateScale() > 0).toList();
    parameters = new double[plan.parameters()];
    gradient = new double[plan.parameters()];
    chunkGradient = new double[plan.parameters()];
    losses = new double[plan.losses().size()];
    program.readParameters(parameters);
    state = rule.start(this::valueAndGradient, gathered(parameters));
  }

  private static void check(Program program, int[] rows) {
    Plan plan = program.plan();
    if (program.options().dtype() != DType.DOUBLE) {
      throw new IllegalArgumentException(
          "L-BFGS needs a program in DOUBLE, was " + program.options().dtype());
    }
    if (plan.replicas() != 1 || plan.streams() != 1) {
      throw new IllegalArgumentException(
          "L-BFGS trains one replica on one stream, the plan has %d and %d"
              .formatted(plan.replicas(), plan.streams()));
    }
    if (plan.losses().isEmpty() || rows.length == 0) {
      throw new IllegalArgumentException(
          "training needs loss terms and rows, there are %d and %d"
              .formatted(plan.losses().size(), rows.length));
    }
  }

  /**
   * The rule to begin with: 20 pairs remembered.
   *
   * @param tolerance Euclidean norm of the gradient to stop at, at least 0
   */
  public static Lbfgs usual(double tolerance) {
    return new Lbfgs(USUAL_HISTORY, tolerance);
  }

  /** Makes steps until one of {@link LbfgsResult.Reason} ends them. */
  public LbfgsResult run(long steps) {
    return run(steps, step -> true);
  }

  /**
   * Makes steps until one of {@link LbfgsResult.Reason} ends them or the caller does; the program
   * then holds the point reached. Two calls of 5 steps give the bits of one of 10.
   *
   * @param steps at least 0
   * @param goOn asked after each step with the steps since the start; false ends the run, as {@link
   *     LbfgsResult.Reason#STEPS_DONE}
   */
  public LbfgsResult run(long steps, LongPredicate goOn) {
    LbfgsResult result = rule.run(state, this::valueAndGradient, 0);
    for (long done = 0; done < steps && result.reason() == LbfgsResult.Reason.STEPS_DONE; done++) {
      result = rule.run(state, this::valueAndGradient, 1);
      if (!goOn.test(state.steps())) {
        break;
      }
    }
    scatter(state.point());
    program.writeParameters(parameters);
    return result;
  }

  /** A copy of all that is needed to go on with the same bits, beside the frozen parameters. */
  public LbfgsState state() {
    return LbfgsState.ofArrays(state.toArrays());
  }

  /**
   * Goes on from where a state was taken.
   *
   * @param from copied
   * @throws IllegalArgumentException if it has another number of variables
   */
  public void restore(LbfgsState from) {
    int held = from.point().length;
    int expected = variables.stream().mapToInt(Slice::size).sum();
    if (held != expected) {
      throw new IllegalArgumentException(
          "the state has %d variables, the plan %d".formatted(held, expected));
    }
    state = LbfgsState.ofArrays(from.toArrays());
    scatter(state.point());
    program.writeParameters(parameters);
  }

  private double valueAndGradient(double[] x, double[] gradientOut) {
    scatter(x);
    program.writeParameters(parameters);
    int most = Math.min(program.options().maxBatch(), rows.length);
    int full = rows.length / most;
    double weight = most / (double) rows.length;
    double value = 0;
    for (int chunk = 0; chunk < full; chunk++) {
      value += weight * lossOf(chunk * most, most, chunk > 0);
    }
    program.readGradient(gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= weight;
    }
    if (rows.length > full * most) {
      value += addRest(full * most);
    }
    gather(gradient, gradientOut);
    return value;
  }

  /** Adds the short last chunk, which has another weight and so cannot be accumulated. */
  private double addRest(int from) {
    int count = rows.length - from;
    double weight = count / (double) rows.length;
    double loss = lossOf(from, count, false);
    program.readGradient(chunkGradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += weight * chunkGradient[i];
    }
    return weight * loss;
  }

  private double lossOf(int from, int count, boolean accumulate) {
    int[] chunk = Arrays.copyOfRange(rows, from, from + count);
    program.lossAndGradient(new Batch(inputs, targets, chunk, count), losses, accumulate);
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  private double[] gathered(double[] all) {
    double[] own = new double[variables.stream().mapToInt(Slice::size).sum()];
    gather(all, own);
    return own;
  }

  private void gather(double[] all, double[] own) {
    int at = 0;
    for (Slice slice : variables) {
      System.arraycopy(all, slice.offset(), own, at, slice.size());
      at += slice.size();
    }
  }

  private void scatter(double[] own) {
    int at = 0;
    for (Slice slice : variables) {
      System.arraycopy(own, at, parameters, slice.offset(), slice.size());
      at += slice.size();
    }
  }

  Program program() {
    return program;
  }

  Lbfgs rule() {
    return rule;
  }

  int[] rows() {
    return rows;
  }
}
