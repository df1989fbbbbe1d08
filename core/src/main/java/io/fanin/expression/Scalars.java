package io.fanin.expression;

/** The value and the partial derivatives of each operation at numbers. */
final class Scalars {
  private Scalars() {}

  /** The operation on registers {@code in} of {@code r}. */
  static double value(Operation operation, double[] r, int[] in) {
    return switch (operation) {
      case ADD -> sum(r, in);
      case MULTIPLY -> product(r, in);
      case MIN, MAX -> r[in[extreme(operation, r, in)]];
      case AND, OR, XOR -> logic(operation, r, in);
      case IF -> choice(r[in[0]], r[in[1]], r[in[2]]);
      default ->
          in.length == 1 ? unary(operation, r[in[0]]) : binary(operation, r[in[0]], r[in[1]]);
    };
  }

  private static double sum(double[] r, int[] in) {
    double sum = r[in[0]];
    for (int i = 1; i < in.length; i++) {
      sum += r[in[i]];
    }
    return sum;
  }

  private static double product(double[] r, int[] in) {
    double product = r[in[0]];
    for (int i = 1; i < in.length; i++) {
      product *= r[in[i]];
    }
    return product;
  }

  /** The position of the first smallest or largest argument; a NaN is both. */
  static int extreme(Operation operation, double[] r, int[] in) {
    int best = 0;
    for (int i = 1; i < in.length; i++) {
      double candidate = r[in[i]];
      double current = r[in[best]];
      boolean better = operation == Operation.MIN ? candidate < current : candidate > current;
      if (better || Double.isNaN(candidate)) {
        best = i;
      }
      if (Double.isNaN(candidate)) {
        return i;
      }
    }
    return best;
  }

  private static double logic(Operation operation, double[] r, int[] in) {
    int truths = 0;
    for (int register : in) {
      if (Double.isNaN(r[register])) {
        return Double.NaN;
      }
      truths += r[register] != 0 ? 1 : 0;
    }
    return bit(
        switch (operation) {
          case AND -> truths == in.length;
          case OR -> truths > 0;
          default -> truths % 2 == 1;
        });
  }

  private static double choice(double condition, double yes, double no) {
    if (Double.isNaN(condition)) {
      return condition;
    }
    return condition != 0 ? yes : no;
  }

  static double bit(boolean truth) {
    return truth ? 1 : 0;
  }

  static double unary(Operation operation, double x) {
    return switch (operation) {
      case NEGATE -> -x;
      case NOT -> Double.isNaN(x) ? x : bit(x == 0);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case ATAN -> StrictMath.atan(x);
      case SINH -> StrictMath.sinh(x);
      case COSH -> StrictMath.cosh(x);
      case TANH -> StrictMath.tanh(x);
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case SQRT -> Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIGMOID -> SpecialFunctions.sigmoid(x);
      case RELU -> x > 0 || Double.isNaN(x) ? x : 0;
      case SOFTPLUS -> SpecialFunctions.softplus(x);
      case SIGN -> Math.signum(x);
      case STEP -> Double.isNaN(x) ? x : bit(x > 0);
      case FLOOR -> Math.floor(x);
      case ERF -> SpecialFunctions.erf(x);
      default -> throw new AssertionError(operation);
    };
  }

  private static double binary(Operation operation, double a, double b) {
    return switch (operation) {
      case DIVIDE -> a / b;
      case POWER -> SpecialFunctions.power(a, b);
      case HERMITE -> SpecialFunctions.hermite((int) a, b);
      case LESS, AT_MOST, GREATER, AT_LEAST, EQUAL, DIFFERENT -> comparison(operation, a, b);
      default -> throw new AssertionError(operation);
    };
  }

  /** What is not a number compares to nothing: the answer is not a number either. */
  private static double comparison(Operation operation, double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.NaN;
    }
    return bit(
        switch (operation) {
          case LESS -> a < b;
          case AT_MOST -> a <= b;
          case GREATER -> a > b;
          case AT_LEAST -> a >= b;
          case EQUAL -> a == b;
          default -> a != b;
        });
  }

  /** The derivative of a function of one argument at x, where it has the value y. */
  static double slope(Operation operation, double x, double y) {
    return switch (operation) {
      case NEGATE -> -1;
      case SIN -> StrictMath.cos(x);
      case COS -> -StrictMath.sin(x);
      case TAN -> 1 + y * y;
      case ATAN -> 1 / (1 + x * x);
      case SINH -> StrictMath.cosh(x);
      case COSH -> StrictMath.sinh(x);
      case TANH -> 1 - y * y;
      case EXP -> y;
      case LOG -> 1 / x;
      case SQRT -> 0.5 / y;
      case ABS -> Math.signum(x);
      case SIGMOID -> y * (1 - y);
      case RELU -> bit(x > 0);
      case SOFTPLUS -> SpecialFunctions.sigmoid(x);
      case ERF -> 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x);
      default -> 0;
    };
  }

  /** {@code ∂(a^b)/∂a}. */
  static double baseSlope(double a, double b) {
    return b == 0 ? 0 : b * SpecialFunctions.power(a, b - 1);
  }

  /** {@code ∂(a^b)/∂b}, 0 at a = 0 for positive b. */
  static double exponentSlope(double a, double b) {
    return a == 0 && b > 0 ? 0 : SpecialFunctions.power(a, b) * StrictMath.log(a);
  }
}
