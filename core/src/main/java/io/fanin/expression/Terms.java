package io.fanin.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sum as constant coefficients of distinct terms, in canonical order, the constant last. */
final class Terms {
  private final Map<Expression, Double> coefficients = new LinkedHashMap<>();
  private double constant;

  private Terms() {}

  static Expression sum(List<Expression> terms) {
    Terms sum = new Terms();
    terms.forEach(term -> sum.add(1, term));
    boolean finite =
        Math.abs(sum.constant) <= Double.MAX_VALUE
            && sum.coefficients.values().stream().allMatch(c -> Math.abs(c) <= Double.MAX_VALUE);
    return finite ? sum.build() : new Call(Operation.ADD, terms);
  }

  private void add(double factor, Expression term) {
    if (term instanceof Constant c) {
      constant += factor * c.value();
      return;
    }
    if (term instanceof Call call) {
      if (call.operation() == Operation.ADD) {
        call.arguments().forEach(a -> add(factor, a));
        return;
      }
      if (call.operation() == Operation.NEGATE) {
        add(-factor, call.argument(0));
        return;
      }
      if (call.operation() == Operation.MULTIPLY && call.argument(0) instanceof Constant c) {
        List<Expression> rest = call.arguments().subList(1, call.arguments().size());
        put(factor * c.value(), Algebra.fold(Operation.MULTIPLY, rest, 1));
        return;
      }
    }
    put(factor, term);
  }

  private void put(double factor, Expression term) {
    coefficients.merge(term, factor, Double::sum);
  }

  private Expression build() {
    List<Expression> order = new ArrayList<>(coefficients.keySet());
    order.sort(Order.CANONICAL);
    List<Expression> terms = new ArrayList<>();
    for (Expression term : order) {
      double coefficient = coefficients.getOrDefault(term, 0.0);
      if (coefficient != 0) {
        terms.add(Factors.scaled(coefficient, term));
      }
    }
    if (constant != 0) {
      terms.add(new Constant(constant));
    }
    return Algebra.fold(Operation.ADD, terms, 0);
  }
}
