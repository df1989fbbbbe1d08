package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import io.fanin.expression.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A constituent that is an expression; equal to any that differs in its arguments' names only. */
final class Formula implements Constituent {
  private final Expression expression;
  private final List<String> arguments;
  private final Expression shape;
  private final Program program;
  private final Program simple;
  private final Smoothness smoothness;

  Formula(Expression expression, List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a constituent has at least 1 argument");
    }
    this.expression = expression;
    this.arguments = List.copyOf(arguments);
    this.program = expression.compile(arguments);
    this.shape = shape(expression, arguments);
    this.simple = expression.simplify().compile(arguments);
    this.smoothness = Smoothness.of(expression);
  }

  private Formula(Formula same, Expression expression, List<String> arguments) {
    this.expression = expression;
    this.arguments = List.copyOf(arguments);
    this.shape = same.shape;
    this.program = same.program;
    this.simple = same.simple;
    this.smoothness = same.smoothness;
  }

  /** The same function under other names, which costs no compilation. */
  Formula named(Expression expression, List<String> arguments) {
    return new Formula(this, expression, arguments);
  }

  /** The expression with its arguments called {@code _[0], _[1], …}. */
  static Expression shape(Expression expression, List<String> arguments) {
    Map<String, Expression> positions = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      positions.put(arguments.get(i), Expression.variable("_[" + i + "]"));
    }
    return expression.substitute(positions);
  }

  @Override
  public int arity() {
    return arguments.size();
  }

  @Override
  public double value(double[] args) {
    return program.value(args);
  }

  @Override
  public void gradient(double[] args, double[] out) {
    program.gradient(args, out);
  }

  @Override
  public Smoothness smoothness() {
    return smoothness;
  }

  @Override
  public Smoothness smoothness(List<Interval> box) {
    Map<String, Interval> named = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      named.put(arguments.get(i), box.get(i));
    }
    return Smoothness.of(expression, named);
  }

  @Override
  public double lipschitz(int arg, List<Interval> box) {
    if (smoothness.kind() == Smoothness.Kind.BOOLEAN) {
      return expression.variables().contains(arguments.get(arg)) ? 1 : 0;
    }
    return simple.lipschitz(arg, box.toArray(Interval[]::new));
  }

  @Override
  public Interval range(List<Interval> box) {
    return simple.range(box.toArray(Interval[]::new));
  }

  @Override
  public Optional<Expression> expression() {
    return Optional.of(expression);
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Formula f
        && arguments.size() == f.arguments.size()
        && shape.equals(f.shape);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + arguments.size();
  }

  @Override
  public String toString() {
    return expression + " in " + String.join(", ", arguments);
  }
}
