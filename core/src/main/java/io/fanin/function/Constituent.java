package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import java.util.List;
import java.util.Optional;

/**
 * One node's function: fixed, of few arguments, differentiable, with the data that rates and error
 * bounds need. Immutable and free of side effects.
 *
 * <p>Two constituents that are equal are the same function to everything that counts distinct ones;
 * expressions are equal if they are so after renaming of their arguments.
 */
public interface Constituent {
  /** Number of arguments, at least 1. */
  int arity();

  /**
   * The value.
   *
   * @param args {@code [arity]}, not to be changed
   */
  double value(double[] args);

  /**
   * All partial derivatives.
   *
   * @param args {@code [arity]}, not to be changed
   * @param out {@code [arity]}, overwritten
   */
  void gradient(double[] args, double[] out);

  /** How smooth it is on the whole of its domain, at least. */
  Smoothness smoothness();

  /** How smooth it is on a box, at least. */
  default Smoothness smoothness(List<Interval> box) {
    return smoothness();
  }

  /**
   * An upper bound of {@code |∂f/∂arg|} over a box, infinite where none is known; for Boolean
   * constituents of the change when one bit flips.
   *
   * @param arg from 0
   * @param box one interval per argument
   */
  double lipschitz(int arg, List<Interval> box);

  /** An interval that holds every value over a box; all numbers where none is known. */
  default Interval range(List<Interval> box) {
    return Interval.ALL;
  }

  /** The formula, if this is one, in the arguments {@link #arguments}. */
  default Optional<Expression> expression() {
    return Optional.empty();
  }

  /** Names of the arguments, {@code [arity]}. */
  List<String> arguments();

  /**
   * The constituent of a formula.
   *
   * @param formula by the grammar of {@code docs/expressions.md}
   * @param arguments names in the order of the arguments; every variable must be among them
   */
  static Constituent of(String formula, String... arguments) {
    return of(Expression.parse(formula), List.of(arguments));
  }

  /** The constituent of an expression, with its arguments in this order. */
  static Constituent of(Expression expression, List<String> arguments) {
    return new Formula(expression, arguments);
  }

  /**
   * The constituent of Java code with a given gradient.
   *
   * @param arity at least 1
   * @param value pure and deterministic
   * @param gradient its partial derivatives
   * @param smoothness declared, not checked
   * @param lipschitz declared for each argument, {@code [arity]}, on every box it is used on
   */
  static Constituent of(
      int arity, Value value, Gradient gradient, Smoothness smoothness, double... lipschitz) {
    return new Coded(arity, value, gradient, smoothness, lipschitz);
  }

  /**
   * The constituent of Java code, differentiated by central differences with steps {@code h =
   * ε^(1/3) max(1, |x|)}: good to about 1e-10 of the function's size, and wrong at kinks and jumps.
   */
  static Constituent of(int arity, Value value, Smoothness smoothness, double... lipschitz) {
    return new Coded(arity, value, Coded.differences(value), smoothness, lipschitz);
  }

  /** A value of the arguments. */
  @FunctionalInterface
  interface Value {
    /** The value at {@code args}, which must not be changed. */
    double of(double[] args);
  }

  /** The partial derivatives. */
  @FunctionalInterface
  interface Gradient {
    /** Writes the partial derivatives at {@code args} to {@code out}. */
    void of(double[] args, double[] out);
  }
}
