package io.fanin.function;

import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import io.fanin.expression.Operation;
import io.fanin.expression.Variable;
import java.util.HashMap;
import java.util.Map;

/**
 * Structural rules: an operation keeps the least order of its arguments and lowers it where its own
 * kink, jump or pole lies in the range of its argument.
 */
final class SmoothnessRules {
  private static final int ALL = Smoothness.UNBOUNDED;

  private final Map<String, Interval> box = new HashMap<>();
  private final Map<Expression, Integer> known = new HashMap<>();

  private SmoothnessRules(Expression expression, Map<String, Interval> given) {
    expression.variables().forEach(name -> box.put(name, given.getOrDefault(name, Interval.ALL)));
  }

  static Smoothness of(Expression expression, Map<String, Interval> box) {
    if (expression instanceof Call && expression.isBoolean()) {
      return Smoothness.BOOLEAN;
    }
    int order = new SmoothnessRules(expression, box).order(expression);
    if (order == 0) {
      return Smoothness.DISCONTINUOUS;
    }
    if (order == 1 && isPiecewiseLinear(expression)) {
      return Smoothness.PIECEWISE_LINEAR;
    }
    return Smoothness.of(order);
  }

  private int order(Expression expression) {
    if (!(expression instanceof Call call)) {
      return ALL;
    }
    Integer order = known.get(call);
    if (order == null) {
      order = call(call);
      known.put(call, order);
    }
    return order;
  }

  private int call(Call call) {
    int kinkPower = kinkPower(call);
    if (kinkPower > 0) {
      return Math.min(kinkPower, order(((Call) call.arguments().get(0)).arguments().get(0)));
    }
    int order = ALL;
    for (Expression argument : call.arguments()) {
      order = Math.min(order, order(argument));
    }
    return Math.min(order, own(call));
  }

  /** {@code relu(u)^k} and {@code abs(u)^k} have k bounded derivatives; 0 for anything else. */
  private static int kinkPower(Call call) {
    boolean power =
        call.operation() == Operation.POWER
            && call.arguments().get(0) instanceof Call base
            && (base.operation() == Operation.RELU || base.operation() == Operation.ABS);
    if (!power || !(call.arguments().get(1) instanceof Constant k)) {
      return 0;
    }
    double n = k.value();
    return n >= 1 && n <= 1000 && n == Math.rint(n) ? (int) n : 0;
  }

  /** What the operation itself allows on the range of its arguments. */
  private int own(Call call) {
    Interval x = range(call.arguments().get(0));
    return switch (call.operation()) {
      case ABS, RELU -> x.lo() < 0 && x.hi() > 0 ? 1 : ALL;
      case MIN, MAX -> 1;
      case SQRT, LOG -> x.lo() > 0 ? ALL : 0;
      case DIVIDE -> range(call.arguments().get(1)).contains(0) ? 0 : ALL;
      case POWER -> power(x, call.arguments().get(1));
      case TAN -> range(call).magnitude() <= Double.MAX_VALUE ? ALL : 0;
      case SIGN, STEP, FLOOR, AND, OR, XOR, NOT -> constantOn(call);
      case LESS, AT_MOST, GREATER, AT_LEAST, EQUAL, DIFFERENT -> constantOn(call);
      case IF -> x.contains(0) && !(x.lo() == 0 && x.hi() == 0) ? 0 : ALL;
      default -> ALL;
    };
  }

  private int constantOn(Call call) {
    Interval range = range(call);
    return range.lo() == range.hi() ? ALL : 0;
  }

  private int power(Interval base, Expression exponent) {
    if (base.lo() > 0) {
      return ALL;
    }
    if (!(exponent instanceof Constant n) || n.value() < 0) {
      return base.contains(0) || !(exponent instanceof Constant) ? 0 : ALL;
    }
    boolean whole = n.value() == Math.rint(n.value());
    return whole ? ALL : (int) Math.min(Math.floor(n.value()), 1000);
  }

  private Interval range(Expression expression) {
    return expression.range(box);
  }

  private static boolean isPiecewiseLinear(Expression expression) {
    if (expression instanceof Constant || expression instanceof Variable) {
      return true;
    }
    Call call = (Call) expression;
    return switch (call.operation()) {
      case ADD, NEGATE, MIN, MAX, ABS, RELU ->
          call.arguments().stream().allMatch(SmoothnessRules::isPiecewiseLinear);
      case MULTIPLY ->
          call.arguments().stream().filter(a -> !a.variables().isEmpty()).count() <= 1
              && call.arguments().stream().allMatch(SmoothnessRules::isPiecewiseLinear);
      case DIVIDE ->
          call.arguments().get(1).variables().isEmpty()
              && isPiecewiseLinear(call.arguments().get(0));
      default -> call.variables().isEmpty();
    };
  }
}
