package io.fanin.expression;

import java.util.List;

/** Short ways to build expressions. */
final class Algebra {
  private Algebra() {}

  static Expression negate(Expression x) {
    return x instanceof Constant c
        ? new Constant(-c.value())
        : new Call(Operation.NEGATE, List.of(x));
  }

  /** The n-ary operation; one argument is itself, none the neutral element. */
  static Expression fold(Operation operation, List<Expression> arguments, double neutral) {
    return switch (arguments.size()) {
      case 0 -> new Constant(neutral);
      case 1 -> arguments.get(0);
      default -> new Call(operation, arguments);
    };
  }

  static Expression sum(Expression... terms) {
    return new Call(Operation.ADD, List.of(terms));
  }

  static Expression product(Expression... factors) {
    return new Call(Operation.MULTIPLY, List.of(factors));
  }

  static Expression quotient(Expression a, Expression b) {
    return new Call(Operation.DIVIDE, List.of(a, b));
  }

  static Expression power(Expression base, Expression exponent) {
    return new Call(Operation.POWER, List.of(base, exponent));
  }

  static Expression power(Expression base, double exponent) {
    return power(base, new Constant(exponent));
  }

  static Expression unary(Operation operation, Expression x) {
    return new Call(operation, List.of(x));
  }

  static Expression number(double value) {
    return new Constant(value);
  }
}
