package io.fanin.circuits.network;

import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import io.fanin.expression.Operation;
import io.fanin.expression.Variable;
import io.fanin.function.Constituent;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a node of a traced function does, in the terms of a network. */
sealed interface Primitive {
  /**
   * {@code weights x + bias + sum_k out_k s(units_k x + unitBias_k)}: no error but rounding.
   *
   * @param units {@code [hidden][slots]}
   */
  record Exact(double[] weights, double bias, double[][] units, double[] unitBias, double[] out)
      implements Primitive {}

  /** The product of both slots. */
  record Product() implements Primitive {}

  /** The square of the one slot. */
  record Square() implements Primitive {}

  /**
   * A function of one slot with a second derivative.
   *
   * @param curvature the second derivative
   */
  record Smooth(Constituent function, Constituent curvature) implements Primitive {
    private static final int PIECES = 64;

    /** {@code sup |f''|} on an interval, by interval arithmetic on pieces of it. */
    double curvatureOn(Interval x) {
      double most = 0;
      for (int i = 0; i < PIECES; i++) {
        double lo = x.lo() + x.width() * i / PIECES;
        double hi = i + 1 == PIECES ? x.hi() : x.lo() + x.width() * (i + 1) / PIECES;
        Interval piece = new Interval(Math.min(lo, hi), Math.max(lo, hi));
        most = Math.max(most, curvature.range(List.of(piece)).magnitude());
      }
      return most;
    }
  }

  /** Of these no network of rectifiers is near everywhere. */
  Set<Operation> JUMPS =
      Set.of(
          Operation.LESS,
          Operation.AT_MOST,
          Operation.GREATER,
          Operation.AT_LEAST,
          Operation.EQUAL,
          Operation.DIFFERENT,
          Operation.AND,
          Operation.OR,
          Operation.XOR,
          Operation.NOT,
          Operation.IF,
          Operation.SIGN,
          Operation.STEP,
          Operation.FLOOR);

  /**
   * What a constituent does.
   *
   * @throws InvalidInputException if it jumps, or is none of these
   */
  static Primitive of(Constituent constituent) {
    Expression formula =
        constituent
            .expression()
            .orElseThrow(() -> new InvalidInputException("a node has no formula to compile"));
    List<String> names = constituent.arguments();
    if (formula.isLinear()) {
      return linear(formula, names);
    }
    if (!(formula instanceof Call call)) {
      throw new IllegalStateException("a formula that is not linear is a call");
    }
    if (JUMPS.contains(call.operation())) {
      throw new InvalidInputException(
          "'%s' jumps, so no network is near it everywhere; use min, max, abs or relu instead"
              .formatted(call.operation().symbol()));
    }
    return switch (call.operation()) {
      case ABS -> exact(names, 0, List.of(line(names, call, 0, 1), line(names, call, 0, -1)), 1, 1);
      case RELU -> exact(names, 0, List.of(line(names, call, 0, 1)), 1);
      case MAX -> extreme(names, call, 1, 1);
      case MIN -> extreme(names, call, 0, -1);
      case MULTIPLY -> names.size() == 2 ? new Product() : new Square();
      case POWER -> isSquare(call) ? new Square() : smooth(formula, names);
      default -> smooth(formula, names);
    };
  }

  private static boolean isSquare(Call call) {
    return call.arguments().get(0) instanceof Variable
        && call.arguments().get(1) instanceof Constant two
        && two.value() == 2;
  }

  private static Primitive linear(Expression formula, List<String> names) {
    double[] weights = new double[names.size()];
    double[] at = new double[names.size()];
    double bias = formula.compile(names).value(at);
    for (int slot = 0; slot < weights.length; slot++) {
      Expression slope = formula.derivative(names.get(slot));
      weights[slot] = slope.evaluate(Map.of());
    }
    return new Exact(weights, bias, new double[0][], new double[0], new double[0]);
  }

  /** An operand times a factor, as weights of the slots and then a constant. */
  private static double[] line(List<String> names, Call call, int operand, double factor) {
    double[] line = new double[names.size() + 1];
    Expression x = call.arguments().get(operand);
    if (x instanceof Constant constant) {
      line[names.size()] = factor * constant.value();
    } else if (x instanceof Variable variable) {
      line[names.indexOf(variable.name())] = factor;
    } else {
      throw new IllegalStateException("operands of a traced node are numbers or vertices");
    }
    return line;
  }

  /** {@code max(a, b) = b + s(a - b)}, {@code min(a, b) = a - s(a - b)}. */
  private static Primitive extreme(List<String> names, Call call, int base, double sign) {
    double[] a = line(names, call, 0, 1);
    double[] b = line(names, call, 1, 1);
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    double[] plain = base == 0 ? a : b;
    double[] weights = Arrays.copyOf(plain, names.size());
    return new Exact(
        weights,
        plain[names.size()],
        new double[][] {Arrays.copyOf(difference, names.size())},
        new double[] {difference[names.size()]},
        new double[] {sign});
  }

  private static Primitive exact(
      List<String> names, double bias, List<double[]> lines, double... out) {
    List<double[]> units = new ArrayList<>();
    double[] unitBias = new double[lines.size()];
    for (int i = 0; i < unitBias.length; i++) {
      units.add(Arrays.copyOf(lines.get(i), names.size()));
      unitBias[i] = lines.get(i)[names.size()];
    }
    return new Exact(new double[names.size()], bias, units.toArray(double[][]::new), unitBias, out);
  }

  private static Primitive smooth(Expression formula, List<String> names) {
    if (names.size() != 1) {
      throw new InvalidInputException(
          "'%s' of %d numbers has no network with a certificate; write it with + - * / and functions of one number"
              .formatted(((Call) formula).operation().symbol(), names.size()));
    }
    Expression curvature = formula.derivative(names.get(0)).derivative(names.get(0));
    return new Smooth(Constituent.of(formula, names), Constituent.of(curvature, names));
  }
}
