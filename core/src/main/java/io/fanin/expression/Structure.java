package io.fanin.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Questions that the shape of an expression answers. */
final class Structure {
  private Structure() {}

  static Set<String> variables(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    return names;
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof Variable variable) {
      names.add(variable.name());
    } else if (expression instanceof Call call) {
      for (Expression argument : call.arguments()) {
        collect(argument, names);
      }
    }
  }

  static Expression substitute(Expression expression, Map<String, Expression> replacements) {
    if (expression instanceof Variable variable) {
      return replacements.getOrDefault(variable.name(), variable);
    }
    if (expression instanceof Call call) {
      List<Expression> arguments = new ArrayList<>(call.arguments().size());
      for (Expression argument : call.arguments()) {
        arguments.add(substitute(argument, replacements));
      }
      return call.operation() == Operation.NEGATE
          ? Algebra.negate(arguments.get(0))
          : new Call(call.operation(), arguments);
    }
    return expression;
  }

  static OptionalInt degree(Expression expression) {
    long degree = polynomialDegree(expression);
    return degree < 0 || degree > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) degree);
  }

  /** The degree, or -1 where it is no polynomial. */
  private static long polynomialDegree(Expression expression) {
    if (expression instanceof Constant) {
      return 0;
    }
    if (expression instanceof Call call) {
      return callDegree(call);
    }
    return 1;
  }

  private static long callDegree(Call call) {
    return switch (call.operation()) {
      case ADD, NEGATE -> combined(call, false);
      case MULTIPLY -> combined(call, true);
      case DIVIDE -> isConstant(call.argument(1)) ? polynomialDegree(call.argument(0)) : -1;
      case POWER -> powerDegree(call);
      case HERMITE ->
          times(polynomialDegree(call.argument(1)), ((Constant) call.argument(0)).value());
      default -> isConstant(call) ? 0 : -1;
    };
  }

  private static long combined(Call call, boolean product) {
    long degree = 0;
    for (Expression argument : call.arguments()) {
      long part = polynomialDegree(argument);
      if (part < 0) {
        return -1;
      }
      degree = product ? degree + part : Math.max(degree, part);
    }
    return degree;
  }

  private static long powerDegree(Call call) {
    if (isConstant(call)) {
      return 0;
    }
    return call.argument(1) instanceof Constant n && n.value() >= 0
        ? times(polynomialDegree(call.argument(0)), n.value())
        : -1;
  }

  private static long times(long degree, double factor) {
    boolean fits = degree >= 0 && factor == Math.rint(factor) && degree * factor <= 1e9;
    return fits ? (long) (degree * factor) : -1;
  }

  static boolean isConstant(Expression expression) {
    if (expression instanceof Call call) {
      return call.arguments().stream().allMatch(Structure::isConstant);
    }
    return expression instanceof Constant;
  }

  static boolean isBoolean(Expression expression) {
    return expression instanceof Variable || isBit(expression, true);
  }

  /** Whether the value is 0 or 1 whatever the variables are. */
  static boolean isBit(Expression expression) {
    return isBit(expression, false);
  }

  private static boolean isBit(Expression expression, boolean variablesAreBits) {
    if (expression instanceof Constant constant) {
      return constant.value() == 0 || constant.value() == 1;
    }
    if (expression instanceof Call call) {
      return isBitCall(call, variablesAreBits);
    }
    return variablesAreBits;
  }

  private static boolean isBitCall(Call call, boolean variablesAreBits) {
    Operation operation = call.operation();
    if (operation.isLogical() || operation.isComparison() || operation == Operation.IF) {
      boolean all = call.arguments().stream().allMatch(a -> isBit(a, variablesAreBits));
      boolean branches =
          operation == Operation.IF
              && isBit(call.argument(1), variablesAreBits)
              && isBit(call.argument(2), variablesAreBits);
      return variablesAreBits ? all : operation != Operation.IF || branches;
    }
    return operation == Operation.STEP && !variablesAreBits;
  }

  static double require(Map<String, Double> values, String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the variable " + name + " has no value");
    }
    return value;
  }

  static Interval[] box(List<String> names, Map<String, Interval> box) {
    Interval[] intervals = new Interval[names.size()];
    for (int i = 0; i < intervals.length; i++) {
      Interval interval = box.get(names.get(i));
      if (interval == null) {
        throw new IllegalArgumentException("the variable " + names.get(i) + " has no interval");
      }
      intervals[i] = interval;
    }
    return intervals;
  }
}
