package io.fanin.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A product as a constant and whole powers of distinct factors, the constant first. */
final class Factors {
  private final Map<Expression, Double> powers = new LinkedHashMap<>();
  private double constant = 1;

  private Factors() {}

  static Expression product(List<Expression> factors) {
    Factors product = new Factors();
    factors.forEach(product::add);
    return Math.abs(product.constant) <= Double.MAX_VALUE
        ? product.build()
        : new Call(Operation.MULTIPLY, factors);
  }

  private void add(Expression factor) {
    if (factor instanceof Constant c) {
      constant *= c.value();
      return;
    }
    if (factor instanceof Call call) {
      if (call.operation() == Operation.MULTIPLY) {
        call.arguments().forEach(this::add);
        return;
      }
      if (call.operation() == Operation.NEGATE) {
        constant = -constant;
        add(call.argument(0));
        return;
      }
      if (call.operation() == Operation.POWER && Simplifier.isCount(call.argument(1))) {
        powers.merge(call.argument(0), ((Constant) call.argument(1)).value(), Double::sum);
        return;
      }
    }
    powers.merge(factor, 1.0, Double::sum);
  }

  private Expression build() {
    if (constant == 0) {
      return Constant.ZERO;
    }
    List<Expression> order = new ArrayList<>(powers.keySet());
    order.sort(Order.CANONICAL);
    List<Expression> factors = new ArrayList<>();
    for (Expression factor : order) {
      factors.add(Simplifier.power(factor, new Constant(powers.getOrDefault(factor, 1.0))));
    }
    return scaled(constant, Algebra.fold(Operation.MULTIPLY, factors, 1));
  }

  /** A constant times an expression without a leading constant. */
  static Expression scaled(double constant, Expression rest) {
    if (rest instanceof Constant c) {
      return new Constant(constant * c.value());
    }
    if (constant == 1) {
      return rest;
    }
    if (constant == -1) {
      return Algebra.negate(rest);
    }
    List<Expression> factors = new ArrayList<>();
    factors.add(new Constant(constant));
    if (rest instanceof Call call && call.operation() == Operation.MULTIPLY) {
      factors.addAll(call.arguments());
    } else {
      factors.add(rest);
    }
    return new Call(Operation.MULTIPLY, factors);
  }
}
