package io.fanin.expression;

import java.util.Arrays;
import java.util.List;

/**
 * An expression as a straight line of operations on numbered registers: arguments, constants,
 * results. Equal parts are computed once. Immutable, so any number of threads may use it.
 */
public final class Program {
  private final int arity;
  private final double[] constants;
  private final Operation[] operations;
  private final int[][] inputs;
  private final int result;

  Program(
      int arity,
      List<Double> constants,
      List<Operation> operations,
      List<int[]> inputs,
      int result) {
    this.arity = arity;
    this.constants = constants.stream().mapToDouble(c -> c).toArray();
    this.operations = operations.toArray(Operation[]::new);
    this.inputs = inputs.toArray(int[][]::new);
    this.result = result;
  }

  /** Number of arguments. */
  public int arity() {
    return arity;
  }

  /** Number of operations: what one evaluation costs. */
  public int operations() {
    return operations.length;
  }

  /**
   * The value, NaN outside the domain.
   *
   * @param arguments {@code [arity]}, kept as they are
   */
  public double value(double[] arguments) {
    return run(arguments)[result];
  }

  private double[] run(double[] arguments) {
    checkArity(arguments.length);
    double[] r = new double[first() + operations.length];
    System.arraycopy(arguments, 0, r, 0, arity);
    System.arraycopy(constants, 0, r, arity, constants.length);
    for (int i = 0; i < operations.length; i++) {
      r[first() + i] = Scalars.value(operations[i], r, inputs[i]);
    }
    return r;
  }

  private int first() {
    return arity + constants.length;
  }

  private void checkArity(int given) {
    if (given != arity) {
      throw new IllegalArgumentException("takes " + arity + " arguments, not " + given);
    }
  }

  /**
   * All partial derivatives by one sweep back over the operations; the value is returned.
   *
   * <p>At kinks it takes the same one-sided values as {@link Expression#derivative}; a branch that
   * {@code if} does not choose has no influence.
   *
   * @param arguments {@code [arity]}, kept as they are
   * @param out {@code [arity]}, overwritten
   */
  public double gradient(double[] arguments, double[] out) {
    checkArity(out.length);
    double[] r = run(arguments);
    double[] adjoint = new double[r.length];
    adjoint[result] = 1;
    for (int i = operations.length - 1; i >= 0; i--) {
      double a = adjoint[first() + i];
      if (a != 0) {
        pull(operations[i], inputs[i], r, r[first() + i], a, adjoint);
      }
    }
    System.arraycopy(adjoint, 0, out, 0, arity);
    return r[result];
  }

  /** Adds {@code a} times each partial derivative to the adjoints of the inputs. */
  private static void pull(
      Operation operation, int[] in, double[] r, double y, double a, double[] adjoint) {
    switch (operation) {
      case ADD -> {
        for (int register : in) {
          adjoint[register] += a;
        }
      }
      case MULTIPLY -> pullProduct(in, r, a, adjoint);
      case MIN, MAX -> adjoint[in[Scalars.extreme(operation, r, in)]] += a;
      case IF -> adjoint[r[in[0]] != 0 ? in[1] : in[2]] += a;
      case DIVIDE -> {
        adjoint[in[0]] += a / r[in[1]];
        adjoint[in[1]] -= a * y / r[in[1]];
      }
      case POWER -> {
        adjoint[in[0]] += a * Scalars.baseSlope(r[in[0]], r[in[1]]);
        adjoint[in[1]] += a * Scalars.exponentSlope(r[in[0]], r[in[1]]);
      }
      case HERMITE -> {
        int order = (int) r[in[0]];
        double slope = order == 0 ? 0 : order * SpecialFunctions.hermite(order - 1, r[in[1]]);
        adjoint[in[1]] += a * slope;
      }
      default -> {
        if (in.length == 1) {
          adjoint[in[0]] += a * Scalars.slope(operation, r[in[0]], y);
        }
      }
    }
  }

  /** Products of the others from both sides, so that a zero factor needs no division. */
  private static void pullProduct(int[] in, double[] r, double a, double[] adjoint) {
    double[] after = new double[in.length];
    double product = 1;
    for (int i = in.length - 1; i >= 0; i--) {
      after[i] = product;
      product *= r[in[i]];
    }
    double before = a;
    for (int i = 0; i < in.length; i++) {
      adjoint[in[i]] += before * after[i];
      before *= r[in[i]];
    }
  }

  /**
   * An interval that contains every value over a box, by interval arithmetic rounded outwards.
   *
   * <p>Wider than the range where an argument is used more than once. Arguments outside an
   * operation's domain count for nothing: {@code log} of {@code [-1, 1]} is {@code [-∞, 0]}.
   *
   * @param box {@code [arity]}
   */
  public Interval range(Interval[] box) {
    checkArity(box.length);
    return intervals(box)[result];
  }

  Interval[] intervals(Interval[] box) {
    Interval[] r = new Interval[first() + operations.length];
    Arrays.fill(r, Interval.ZERO);
    System.arraycopy(box, 0, r, 0, arity);
    for (int i = 0; i < constants.length; i++) {
      r[arity + i] = Interval.point(constants[i]);
    }
    for (int i = 0; i < operations.length; i++) {
      r[first() + i] = IntervalRules.value(operations[i], r, inputs[i]);
    }
    return r;
  }

  /**
   * An upper bound of {@code sup |∂f/∂argument|} over a box: interval arithmetic on the derivative,
   * with the worst of up to 256 sub-boxes halved again and again until the bound is within one in a
   * hundred of a value that is reached, or the sub-boxes are used up.
   *
   * <p>Infinite where the box holds a jump, a pole or an unbounded slope. By the mean value theorem
   * it is a Lipschitz constant in this argument where the function is continuous.
   *
   * @param argument from 0
   * @param box {@code [arity]}
   */
  public double lipschitz(int argument, Interval[] box) {
    checkArity(box.length);
    return new SlopeBound(this, argument).over(box);
  }

  /** The derivative by one argument over a box, by forward differentiation of intervals. */
  Interval slope(int argument, Interval[] box) {
    Interval[] r = intervals(box);
    Interval[] d = new Interval[r.length];
    Arrays.fill(d, Interval.ZERO);
    d[argument] = Interval.ONE;
    for (int i = 0; i < operations.length; i++) {
      d[first() + i] = SlopeRules.slope(operations[i], inputs[i], r, d, r[first() + i]);
    }
    return d[result];
  }
}
