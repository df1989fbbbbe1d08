package io.fanin.experiments.oracle.staircase;

import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Operation;
import io.fanin.expression.Variable;
import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Multiplies an expression out. */
final class Expansion {
  private final int variables;
  private final Function<String, TreeMap<List<Integer>, Double>> meaning;

  /**
   * In so many variables.
   *
   * @param meaning the polynomial that a name of the expression stands for
   */
  Expansion(int variables, Function<String, TreeMap<List<Integer>, Double>> meaning) {
    this.variables = variables;
    this.meaning = meaning;
  }

  /** Terms in monomials. */
  TreeMap<List<Integer>, Double> of(Expression e) {
    if (e instanceof Constant c) {
      return SparsePolynomial.constant(variables, c.value());
    }
    if (e instanceof Variable v) {
      return meaning.apply(v.name());
    }
    Call call = (Call) e;
    List<Expression> arguments = call.arguments();
    return switch (call.operation()) {
      case ADD -> sum(arguments);
      case NEGATE ->
          SparsePolynomial.times(SparsePolynomial.constant(variables, -1), of(arguments.get(0)));
      case MULTIPLY -> product(arguments);
      case DIVIDE -> SparsePolynomial.times(of(arguments.get(0)), inverse(arguments.get(1)));
      case POWER -> power(arguments.get(0), whole(arguments.get(1)));
      case HERMITE -> hermite(whole(arguments.get(0)), of(arguments.get(1)));
      default -> throw none(call.operation());
    };
  }

  private TreeMap<List<Integer>, Double> sum(List<Expression> arguments) {
    TreeMap<List<Integer>, Double> sum = new TreeMap<>(SparsePolynomial.ORDER);
    arguments.forEach(a -> of(a).forEach((k, c) -> sum.merge(k, c, Double::sum)));
    return sum;
  }

  private TreeMap<List<Integer>, Double> product(List<Expression> arguments) {
    TreeMap<List<Integer>, Double> product = SparsePolynomial.constant(variables, 1);
    for (Expression argument : arguments) {
      product = SparsePolynomial.times(product, of(argument));
    }
    return product;
  }

  private TreeMap<List<Integer>, Double> power(Expression base, int exponent) {
    TreeMap<List<Integer>, Double> once = of(base);
    TreeMap<List<Integer>, Double> power = SparsePolynomial.constant(variables, 1);
    for (int k = 0; k < exponent; k++) {
      power = SparsePolynomial.times(power, once);
    }
    return power;
  }

  /** {@code He_(k+1) = z He_k - k He_(k-1)}. */
  private TreeMap<List<Integer>, Double> hermite(int order, TreeMap<List<Integer>, Double> z) {
    TreeMap<List<Integer>, Double> before = SparsePolynomial.constant(variables, 0);
    TreeMap<List<Integer>, Double> now = SparsePolynomial.constant(variables, 1);
    for (int k = 0; k < order; k++) {
      TreeMap<List<Integer>, Double> next = SparsePolynomial.times(z, now);
      double factor = -k;
      before.forEach((e, c) -> next.merge(e, factor * c, Double::sum));
      before = now;
      now = next;
    }
    return now;
  }

  private TreeMap<List<Integer>, Double> inverse(Expression e) {
    if (e instanceof Constant c && c.value() != 0) {
      return SparsePolynomial.constant(variables, 1 / c.value());
    }
    throw InvalidInputException.in("polynomial", "division by '" + e + "' is not polynomial");
  }

  private static int whole(Expression e) {
    if (e instanceof Constant c
        && c.value() == Math.rint(c.value())
        && c.value() >= 0
        && c.value() <= Expression.MAX_HERMITE) {
      return (int) c.value();
    }
    throw InvalidInputException.in(
        "polynomial",
        "an exponent must be a whole number from 0 to " + Expression.MAX_HERMITE + ", not " + e);
  }

  private static InvalidInputException none(Operation operation) {
    return InvalidInputException.in(
        "polynomial", "'" + operation.symbol() + "' is not polynomial; write sums and products");
  }
}
