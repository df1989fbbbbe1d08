package io.fanin.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Symbolic partial derivatives; equal parts are differentiated once. */
final class Derivative {
  private final String variable;
  private final Map<Expression, Expression> known = new HashMap<>();

  private Derivative(String variable) {
    this.variable = variable;
  }

  static Expression of(Expression expression, String variable) {
    return new Derivative(variable).derive(expression);
  }

  private Expression derive(Expression expression) {
    if (expression instanceof Variable v) {
      return v.name().equals(variable) ? Constant.ONE : Constant.ZERO;
    }
    if (!(expression instanceof Call call)) {
      return Constant.ZERO;
    }
    Expression derivative = known.get(call);
    if (derivative == null) {
      derivative = call(call);
      known.put(call, derivative);
    }
    return derivative;
  }

  private Expression call(Call call) {
    return switch (call.operation()) {
      case ADD -> sum(call);
      case MULTIPLY -> product(call);
      case DIVIDE -> quotient(call.argument(0), call.argument(1));
      case POWER -> power(call, call.argument(0), call.argument(1));
      case HERMITE -> hermite((Constant) call.argument(0), call.argument(1));
      case IF -> choice(call.argument(0), derive(call.argument(1)), derive(call.argument(2)));
      case MIN, MAX -> extreme(call);
      default -> call.arguments().size() == 1 ? chain(call) : Constant.ZERO;
    };
  }

  private static boolean isZero(Expression expression) {
    return expression instanceof Constant c && c.value() == 0;
  }

  /** A product in which a zero or a one disappears at once, so that derivatives stay small. */
  private static Expression times(Expression a, Expression b) {
    if (isZero(a) || isZero(b)) {
      return Constant.ZERO;
    }
    if (a.equals(Constant.ONE)) {
      return b;
    }
    return b.equals(Constant.ONE) ? a : Algebra.product(a, b);
  }

  private static Expression choice(Expression condition, Expression yes, Expression no) {
    return yes.equals(no) ? yes : Expression.call(Operation.IF, condition, yes, no);
  }

  private Expression sum(Call call) {
    List<Expression> terms = new ArrayList<>();
    for (Expression term : call.arguments()) {
      Expression derivative = derive(term);
      if (!isZero(derivative)) {
        terms.add(derivative);
      }
    }
    return Algebra.fold(Operation.ADD, terms, 0);
  }

  private Expression product(Call call) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression derivative = derive(call.argument(i));
      if (!isZero(derivative)) {
        List<Expression> factors = new ArrayList<>(call.arguments());
        factors.set(i, derivative);
        terms.add(new Call(Operation.MULTIPLY, factors));
      }
    }
    return Algebra.fold(Operation.ADD, terms, 0);
  }

  private Expression quotient(Expression a, Expression b) {
    Expression da = derive(a);
    Expression db = derive(b);
    if (isZero(db)) {
      return isZero(da) ? da : Algebra.quotient(da, b);
    }
    Expression change = Algebra.negate(times(a, db));
    Expression numerator = isZero(da) ? change : Algebra.sum(times(da, b), change);
    return Algebra.quotient(numerator, Algebra.power(b, 2));
  }

  private Expression power(Expression power, Expression base, Expression exponent) {
    List<Expression> terms = new ArrayList<>();
    Expression db = derive(base);
    Expression de = derive(exponent);
    if (!isZero(db)) {
      Expression less =
          exponent instanceof Constant c
              ? new Constant(c.value() - 1)
              : Algebra.sum(exponent, new Constant(-1));
      terms.add(times(times(exponent, Algebra.power(base, less)), db));
    }
    if (!isZero(de)) {
      terms.add(times(Algebra.product(power, Algebra.unary(Operation.LOG, base)), de));
    }
    return Algebra.fold(Operation.ADD, terms, 0);
  }

  private Expression hermite(Constant order, Expression x) {
    if (order.value() == 0) {
      return Constant.ZERO;
    }
    Expression lower = Expression.call(Operation.HERMITE, new Constant(order.value() - 1), x);
    return times(times(order, lower), derive(x));
  }

  /** The first argument that is extreme lends its derivative, as in {@link Program#gradient}. */
  private Expression extreme(Call call) {
    int last = call.arguments().size() - 1;
    Expression best = derive(call.argument(last));
    Expression value = call.argument(last);
    Operation beats = call.operation() == Operation.MIN ? Operation.AT_MOST : Operation.AT_LEAST;
    for (int i = last - 1; i >= 0; i--) {
      Expression candidate = call.argument(i);
      best = choice(Expression.call(beats, candidate, value), derive(candidate), best);
      value = Expression.call(call.operation(), candidate, value);
    }
    return best;
  }

  private Expression chain(Call call) {
    Expression x = call.argument(0);
    Expression inner = derive(x);
    return isZero(inner) ? inner : times(outer(call, x), inner);
  }

  private static Expression outer(Call y, Expression x) {
    return switch (y.operation()) {
      case NEGATE -> Algebra.number(-1);
      case SIN -> Algebra.unary(Operation.COS, x);
      case COS -> Algebra.negate(Algebra.unary(Operation.SIN, x));
      case TAN -> Algebra.sum(Constant.ONE, Algebra.power(y, 2));
      case ATAN -> Algebra.quotient(Constant.ONE, Algebra.sum(Constant.ONE, Algebra.power(x, 2)));
      case SINH -> Algebra.unary(Operation.COSH, x);
      case COSH -> Algebra.unary(Operation.SINH, x);
      case TANH -> Algebra.sum(Constant.ONE, Algebra.negate(Algebra.power(y, 2)));
      case EXP -> y;
      case LOG -> Algebra.quotient(Constant.ONE, x);
      case SQRT -> Algebra.quotient(Algebra.number(0.5), y);
      case ABS -> Algebra.unary(Operation.SIGN, x);
      case SIGMOID -> Algebra.product(y, Algebra.sum(Constant.ONE, Algebra.negate(y)));
      case RELU -> Algebra.unary(Operation.STEP, x);
      case SOFTPLUS -> Algebra.unary(Operation.SIGMOID, x);
      case ERF ->
          Algebra.product(
              Algebra.number(2 / Math.sqrt(Math.PI)),
              Algebra.unary(Operation.EXP, Algebra.negate(Algebra.power(x, 2))));
      default -> Constant.ZERO;
    };
  }
}
