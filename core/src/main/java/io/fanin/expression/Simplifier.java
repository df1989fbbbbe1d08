package io.fanin.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites from the leaves up, to a fixed point.
 *
 * <p>Sums and products are the work of {@link Terms} and {@link Factors}; here stand constant
 * folding, logic and the identities of single functions.
 */
final class Simplifier {
  private static final int PASSES = 8;
  private static final Set<Operation> ODD =
      Set.of(
          Operation.SIN,
          Operation.TAN,
          Operation.ATAN,
          Operation.SINH,
          Operation.TANH,
          Operation.ERF,
          Operation.SIGN);
  private static final Set<Operation> EVEN = Set.of(Operation.COS, Operation.COSH, Operation.ABS);
  private static final Set<Operation> PROJECTIONS =
      Set.of(Operation.ABS, Operation.RELU, Operation.FLOOR);

  private final Map<Expression, Expression> known = new HashMap<>();

  private Simplifier() {}

  static Expression simplify(Expression expression) {
    Expression before = expression;
    for (int pass = 0; pass < PASSES; pass++) {
      Expression after = new Simplifier().rewrite(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private Expression rewrite(Expression expression) {
    if (!(expression instanceof Call call)) {
      return expression;
    }
    Expression done = known.get(call);
    if (done == null) {
      List<Expression> arguments = new ArrayList<>(call.arguments().size());
      for (Expression argument : call.arguments()) {
        arguments.add(rewrite(argument));
      }
      done = rule(call.operation(), arguments);
      known.put(call, done);
    }
    return done;
  }

  private static Expression rule(Operation operation, List<Expression> arguments) {
    if (arguments.stream().allMatch(a -> a instanceof Constant)) {
      double value = fold(operation, arguments);
      if (Math.abs(value) <= Double.MAX_VALUE) {
        return new Constant(value);
      }
    }
    Expression x = arguments.get(0);
    return switch (operation) {
      case ADD -> Terms.sum(arguments);
      case MULTIPLY -> Factors.product(arguments);
      case NEGATE -> Factors.product(List.of(new Constant(-1), x));
      case DIVIDE -> quotient(x, arguments.get(1));
      case POWER -> power(x, arguments.get(1));
      case AND, OR, XOR -> logic(operation, arguments);
      case NOT -> not(x);
      case IF -> choice(x, arguments.get(1), arguments.get(2));
      case MIN, MAX -> extreme(operation, arguments);
      default -> arguments.size() == 1 ? function(operation, x) : new Call(operation, arguments);
    };
  }

  private static double fold(Operation operation, List<Expression> arguments) {
    double[] r = new double[arguments.size()];
    int[] in = new int[r.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = ((Constant) arguments.get(i)).value();
      in[i] = i;
    }
    return Scalars.value(operation, r, in);
  }

  static boolean is(Expression expression, double value) {
    return expression instanceof Constant c && c.value() == value;
  }

  private static boolean isCall(Expression expression, Operation operation) {
    return expression instanceof Call c && c.operation() == operation;
  }

  private static Expression inner(Expression call) {
    return ((Call) call).argument(0);
  }

  private static Expression quotient(Expression a, Expression b) {
    if (is(b, 1)) {
      return a;
    }
    if (is(a, 0) && !is(b, 0)) {
      return Constant.ZERO;
    }
    if (a.equals(b) && !is(b, 0)) {
      return Constant.ONE;
    }
    if (isCall(a, Operation.NEGATE)) {
      return Algebra.negate(Algebra.quotient(inner(a), b));
    }
    return Algebra.quotient(a, b);
  }

  static Expression power(Expression base, Expression exponent) {
    if (is(exponent, 1) || is(base, 1)) {
      return base;
    }
    if (is(exponent, 0)) {
      return Constant.ONE;
    }
    boolean nested =
        base instanceof Call b
            && b.operation() == Operation.POWER
            && isCount(b.argument(1))
            && isCount(exponent);
    if (nested) {
      double product =
          ((Constant) ((Call) base).argument(1)).value() * ((Constant) exponent).value();
      return Algebra.power(inner(base), product);
    }
    return Algebra.power(base, exponent);
  }

  /** A whole positive exponent: only for these do the laws of powers hold everywhere. */
  static boolean isCount(Expression exponent) {
    return exponent instanceof Constant c
        && c.value() >= 1
        && c.value() <= 1e6
        && c.value() == Math.rint(c.value());
  }

  private static Expression not(Expression x) {
    return isCall(x, Operation.NOT) && Structure.isBit(inner(x))
        ? inner(x)
        : Algebra.unary(Operation.NOT, x);
  }

  private static Expression choice(Expression condition, Expression yes, Expression no) {
    if (condition instanceof Constant c) {
      return c.value() != 0 ? yes : no;
    }
    return yes.equals(no) ? yes : Expression.call(Operation.IF, condition, yes, no);
  }

  private static List<Expression> flat(Operation operation, List<Expression> arguments) {
    List<Expression> flat = new ArrayList<>();
    for (Expression argument : arguments) {
      if (argument instanceof Call call && call.operation() == operation) {
        flat.addAll(call.arguments());
      } else {
        flat.add(argument);
      }
    }
    return flat;
  }

  private static Expression extreme(Operation operation, List<Expression> arguments) {
    List<Expression> distinct = new ArrayList<>(new LinkedHashSet<>(flat(operation, arguments)));
    distinct.sort(Order.CANONICAL);
    return Algebra.fold(operation, distinct, 0);
  }

  private static Expression logic(Operation operation, List<Expression> arguments) {
    List<Expression> flat = flat(operation, arguments);
    boolean odd = false;
    List<Expression> open = new ArrayList<>();
    for (Expression argument : flat) {
      if (argument instanceof Constant c) {
        boolean truth = c.value() != 0;
        if (truth == (operation == Operation.OR) && operation != Operation.XOR) {
          return new Constant(Scalars.bit(truth));
        }
        odd ^= truth && operation == Operation.XOR;
      } else {
        open.add(argument);
      }
    }
    Expression rest = open(operation, open);
    return odd ? not(rest) : rest;
  }

  private static Expression open(Operation operation, List<Expression> open) {
    List<Expression> kept = operation == Operation.XOR ? unpaired(open) : distinct(open);
    kept.sort(Order.CANONICAL);
    if (kept.isEmpty()) {
      return new Constant(Scalars.bit(operation == Operation.AND));
    }
    if (kept.size() == 1) {
      return Structure.isBit(kept.get(0)) ? kept.get(0) : truth(kept.get(0));
    }
    return new Call(operation, kept);
  }

  /** The truth value of a number. */
  private static Expression truth(Expression x) {
    return Expression.call(Operation.DIFFERENT, x, Constant.ZERO);
  }

  private static List<Expression> distinct(List<Expression> open) {
    return new ArrayList<>(new LinkedHashSet<>(open));
  }

  private static List<Expression> unpaired(List<Expression> open) {
    Set<Expression> odd = new LinkedHashSet<>();
    for (Expression argument : open) {
      if (!odd.remove(argument)) {
        odd.add(argument);
      }
    }
    return new ArrayList<>(odd);
  }

  private static Expression function(Operation operation, Expression x) {
    boolean negated = isCall(x, Operation.NEGATE);
    if (negated && ODD.contains(operation)) {
      return Algebra.negate(Algebra.unary(operation, inner(x)));
    }
    if (negated && EVEN.contains(operation)) {
      return Algebra.unary(operation, inner(x));
    }
    return PROJECTIONS.contains(operation) && isCall(x, operation)
        ? x
        : Algebra.unary(operation, x);
  }
}
