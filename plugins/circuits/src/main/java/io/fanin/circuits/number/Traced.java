package io.fanin.circuits.number;

import io.fanin.expression.Expression;
import io.fanin.expression.Operation;
import io.fanin.input.InvalidInputException;
import java.util.Optional;

/**
 * A number that remembers how it was computed: run straight-line or statically looped Java code
 * once on these, and {@link Tracing} has its graph.
 *
 * <p>Operations on constants are folded and equal ones shared. A traced value has no number while
 * it is traced, so code that branches on one (compares it, or asks for its value) is told so, with
 * its line; {@link #select} chooses instead.
 */
public final class Traced extends Number {
  private static final long serialVersionUID = 1L;

  private final transient Tracing tracing;

  /** Vertex, or -1 for a constant. */
  private final int vertex;

  private final double constant;

  Traced(Tracing tracing, int vertex, double constant) {
    this.tracing = tracing;
    this.vertex = vertex;
    this.constant = constant;
  }

  int vertex() {
    return vertex;
  }

  boolean isConstant() {
    return vertex < 0;
  }

  double constant() {
    return constant;
  }

  /** A constant, for {@link #select} and the like. */
  public Traced literal(double value) {
    return tracing.constant(value);
  }

  /** {@code this + other}. */
  public Traced plus(Traced other) {
    return tracing.apply(Operation.ADD, this, other);
  }

  /** {@code this + other}. */
  public Traced plus(double other) {
    return plus(tracing.constant(other));
  }

  /** {@code this - other}. */
  public Traced minus(Traced other) {
    return tracing.subtract(this, other);
  }

  /** {@code this - other}. */
  public Traced minus(double other) {
    return minus(tracing.constant(other));
  }

  /** {@code this * other}. */
  public Traced times(Traced other) {
    return tracing.apply(Operation.MULTIPLY, this, other);
  }

  /** {@code this * other}. */
  public Traced times(double other) {
    return times(tracing.constant(other));
  }

  /** {@code this / other}. */
  public Traced over(Traced other) {
    return tracing.apply(Operation.DIVIDE, this, other);
  }

  /** {@code -this}. */
  public Traced negate() {
    return tracing.apply(Operation.NEGATE, this);
  }

  /** {@code sqrt(this)}. */
  public Traced sqrt() {
    return tracing.apply(Operation.SQRT, this);
  }

  /** {@code sin(this)}. */
  public Traced sin() {
    return tracing.apply(Operation.SIN, this);
  }

  /** {@code exp(this)}. */
  public Traced exp() {
    return tracing.apply(Operation.EXP, this);
  }

  /** {@code tanh(this)}. */
  public Traced tanh() {
    return tracing.apply(Operation.TANH, this);
  }

  /** {@code |this|}. */
  public Traced abs() {
    return tracing.apply(Operation.ABS, this);
  }

  /** 1 where {@code this < other}, else 0. */
  public Traced less(Traced other) {
    return tracing.apply(Operation.LESS, this, other);
  }

  /**
   * {@code then} where this is not 0, else {@code otherwise}: what a branch would do, as a value.
   */
  public Traced select(Traced then, Traced otherwise) {
    if (isConstant()) {
      return constant != 0 ? then : otherwise;
    }
    Traced taken = tracing.apply(Operation.IF, this, then, tracing.constant(0));
    Traced left = tracing.apply(Operation.IF, this, tracing.constant(0), otherwise);
    return taken.plus(left);
  }

  /** The formula of a vertex that is a node, for tests and messages. */
  Optional<Expression> formula() {
    return tracing.formula(vertex);
  }

  private InvalidInputException branch() {
    String place =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(f -> !f.getClassName().startsWith(Traced.class.getName()))
                        .filter(f -> !f.getClassName().startsWith("java."))
                        .findFirst())
            .map(f -> f.getFileName() + ":" + f.getLineNumber())
            .orElse("traced code");
    return new InvalidInputException(
        place
            + ": the code branches on a traced value, or asks for its number; choose with"
            + " condition.select(then, otherwise)");
  }

  /** Has no number; see {@link #select}. */
  @Override
  public double doubleValue() {
    throw branch();
  }

  /** Has no number; see {@link #select}. */
  @Override
  public float floatValue() {
    throw branch();
  }

  /** Has no number; see {@link #select}. */
  @Override
  public int intValue() {
    throw branch();
  }

  /** Has no number; see {@link #select}. */
  @Override
  public long longValue() {
    throw branch();
  }

  /** Two traced values cannot be compared; see {@link #less} and {@link #select}. */
  @Override
  public boolean equals(Object other) {
    throw branch();
  }

  /** A traced value is no key. */
  @Override
  public int hashCode() {
    throw branch();
  }

  /** A traced value has no text. */
  @Override
  public String toString() {
    throw branch();
  }
}
