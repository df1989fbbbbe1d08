package io.fanin.expression;

import io.fanin.random.RandomStream;
import java.util.List;

/** Seeded random expressions over a, b and x[1]. */
final class RandomExpressions {
  static final List<String> NAMES = List.of("a", "b", "x[1]");
  private static final List<Operation> SMOOTH =
      List.of(
          Operation.SIN,
          Operation.COS,
          Operation.ATAN,
          Operation.TANH,
          Operation.SIGMOID,
          Operation.SOFTPLUS,
          Operation.ERF,
          Operation.NEGATE,
          Operation.SINH,
          Operation.COSH);
  private static final List<Operation> ROUGH =
      List.of(
          Operation.ABS,
          Operation.RELU,
          Operation.SIGN,
          Operation.STEP,
          Operation.FLOOR,
          Operation.NOT,
          Operation.EXP,
          Operation.LOG,
          Operation.SQRT,
          Operation.TAN);
  private static final List<Operation> MANY =
      List.of(
          Operation.AND,
          Operation.OR,
          Operation.XOR,
          Operation.MIN,
          Operation.MAX,
          Operation.ADD,
          Operation.MULTIPLY);

  private final RandomStream random;
  private final boolean smooth;

  RandomExpressions(long index, boolean smooth) {
    this.random = RandomStream.of(1, "expressions", index);
    this.smooth = smooth;
  }

  RandomStream random() {
    return random;
  }

  Expression next(int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf();
    }
    int kind = random.nextInt(smooth ? 5 : 9);
    return switch (kind) {
      case 0 -> many(Operation.ADD, depth);
      case 1 -> many(Operation.MULTIPLY, depth);
      case 2 -> unary(SMOOTH, depth);
      case 3 ->
          new Call(Operation.POWER, List.of(next(depth - 1), new Constant(random.nextInt(4))));
      case 4 ->
          new Call(Operation.HERMITE, List.of(new Constant(random.nextInt(5)), next(depth - 1)));
      case 5 -> unary(ROUGH, depth);
      case 6 -> many(MANY.get(random.nextInt(MANY.size())), depth);
      case 7 -> Expression.call(Operation.IF, next(depth - 1), next(depth - 1), next(depth - 1));
      default -> binary(depth);
    };
  }

  private Expression leaf() {
    return random.nextInt(3) == 0
        ? new Constant((random.nextInt(17) - 8) / 4.0)
        : new Variable(NAMES.get(random.nextInt(NAMES.size())));
  }

  private Expression unary(List<Operation> from, int depth) {
    return Expression.call(from.get(random.nextInt(from.size())), next(depth - 1));
  }

  private Expression many(Operation operation, int depth) {
    return random.nextInt(2) == 0
        ? new Call(operation, List.of(next(depth - 1), next(depth - 1)))
        : new Call(operation, List.of(next(depth - 1), next(depth - 1), next(depth - 1)));
  }

  private Expression binary(int depth) {
    List<Operation> all =
        List.of(
            Operation.LESS,
            Operation.AT_MOST,
            Operation.GREATER,
            Operation.AT_LEAST,
            Operation.EQUAL,
            Operation.DIFFERENT,
            Operation.DIVIDE,
            Operation.POWER);
    return new Call(all.get(random.nextInt(all.size())), List.of(next(depth - 1), next(depth - 1)));
  }

  double[] point(double radius) {
    double[] point = new double[NAMES.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.uniform(-radius, radius);
    }
    return point;
  }
}
