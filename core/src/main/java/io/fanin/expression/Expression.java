package io.fanin.expression;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An immutable formula over real numbers; the grammar stands in {@code docs/expressions.md}.
 *
 * <p>{@code parse(e.toString()).equals(e)} for every expression. Values come from {@code
 * StrictMath} alone, so they have the same bits on every machine.
 */
public sealed interface Expression permits Constant, Variable, Call {
  /** No expression nests deeper. */
  int MAX_DEPTH = 2_000;

  /** No text nests deeper: what is derived from a text may nest deeper than it. */
  int MAX_TEXT_DEPTH = 200;

  /** No expression has more constants, variables and operations, sums written out. */
  int MAX_SIZE = 1_000_000;

  /** No text is longer, in characters. */
  int MAX_LENGTH = 1_000_000;

  /** The highest order of {@code He}. */
  int MAX_HERMITE = 64;

  /**
   * Reads a formula such as {@code sin(a*b) - c^2}.
   *
   * @throws InvalidInputException with the position of the first mistake, in a source called {@code
   *     expression}
   */
  static Expression parse(String text) {
    return new ExpressionReader("expression", text).read();
  }

  /** The number as an expression; it must be finite. */
  static Expression constant(double value) {
    return new Constant(value);
  }

  /** The variable of that name. */
  static Expression variable(String name) {
    return new Variable(name);
  }

  /** The operation on the arguments; the negation of a constant becomes a constant. */
  static Expression call(Operation operation, Expression... arguments) {
    if (operation == Operation.NEGATE && arguments.length == 1) {
      return Algebra.negate(arguments[0]);
    }
    return new Call(operation, List.of(arguments));
  }

  /** Levels of nesting: 1 for a constant or a variable. */
  int depth();

  /** Number of constants, variables and operations, repeated ones counted again. */
  int size();

  /** The variables in the order in which they first appear. */
  default Set<String> variables() {
    return Structure.variables(this);
  }

  /**
   * The value with these values of the variables; compile it where it is needed more than once.
   *
   * @throws IllegalArgumentException if a variable has no value
   */
  default double evaluate(Map<String, Double> values) {
    List<String> names = List.copyOf(variables());
    double[] arguments = new double[names.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = Structure.require(values, names.get(i));
    }
    return compile(names).value(arguments);
  }

  /**
   * A program for fast evaluation.
   *
   * @param arguments the order of the arguments; every variable must be among them
   */
  default Program compile(List<String> arguments) {
    return Compiler.compile(this, arguments);
  }

  /**
   * An equal expression in canonical form: constants folded, sums and products flattened, ordered
   * and collected.
   *
   * <p>The value is kept up to rounding, wherever all parts of this expression are finite; {@code
   * x/x} becomes 1 at 0 too.
   */
  default Expression simplify() {
    return Simplifier.simplify(this);
  }

  /**
   * The partial derivative, simplified; at kinks and jumps the one-sided value that {@code
   * docs/expressions.md} names.
   */
  default Expression derivative(String variable) {
    return Derivative.of(this, variable).simplify();
  }

  /** This expression with variables replaced, all at once. */
  default Expression substitute(Map<String, Expression> replacements) {
    return Structure.substitute(this, replacements);
  }

  /** The total degree as a polynomial as written (cancellation is not seen), if it is one. */
  default OptionalInt degree() {
    return Structure.degree(this);
  }

  /** Whether this is a polynomial of degree at most 1: linear up to a constant. */
  default boolean isLinear() {
    return degree().orElse(2) <= 1;
  }

  /** Whether this is logic alone (words, 0, 1, comparisons, choices), so that bits give bits. */
  default boolean isBoolean() {
    return Structure.isBoolean(this);
  }

  /**
   * An interval that contains every value over a box; see {@link Program#range}.
   *
   * @throws IllegalArgumentException if a variable has no interval
   */
  default Interval range(Map<String, Interval> box) {
    List<String> names = List.copyOf(variables());
    return compile(names).range(Structure.box(names, box));
  }

  /** An upper bound of {@code |∂/∂variable|} over a box; see {@link Program#lipschitz}. */
  default double lipschitz(String variable, Map<String, Interval> box) {
    List<String> names = List.copyOf(variables());
    int index = names.indexOf(variable);
    return index < 0 ? 0 : compile(names).lipschitz(index, Structure.box(names, box));
  }
}
