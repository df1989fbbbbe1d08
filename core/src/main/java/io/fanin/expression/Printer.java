package io.fanin.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes an expression so that it reads back as the same tree, with no bracket to spare. */
final class Printer {
  private static final int OR = 1;
  private static final int XOR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;
  private static final int UNARY = 8;
  private static final int POWER = 9;
  private static final int PRIMARY = 10;

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  static String print(Expression expression) {
    Printer printer = new Printer();
    printer.write(expression, OR);
    return printer.out.toString();
  }

  /** The shortest decimal that reads back as the number, the same on every Java version. */
  static String number(double value) {
    if (value == Math.PI) {
      return "pi";
    }
    if (value == Math.E) {
      return "e";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return 1 / value < 0 && value == 0 ? "-0" : Long.toString((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 17; digits >= 1; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() != value) {
        break;
      }
      shortest = rounded;
    }
    return shortest.stripTrailingZeros().toString().replace("E+", "e").replace('E', 'e');
  }

  private void write(Expression expression, int context) {
    boolean brackets = level(expression) < context;
    out.append(brackets ? "(" : "");
    if (expression instanceof Constant constant) {
      constant(constant.value());
    } else if (expression instanceof Variable variable) {
      out.append(variable.name());
    } else {
      call((Call) expression);
    }
    out.append(brackets ? ")" : "");
  }

  private void constant(double value) {
    boolean negative = value < 0 || 1 / value < 0;
    out.append(negative ? "-" + number(-value) : number(value));
  }

  private static int level(Expression expression) {
    if (expression instanceof Constant constant) {
      return isNegative(constant) ? UNARY : PRIMARY;
    }
    return expression instanceof Call call ? level(call.operation()) : PRIMARY;
  }

  private static int level(Operation operation) {
    if (operation.isComparison()) {
      return COMPARISON;
    }
    return switch (operation) {
      case OR -> OR;
      case XOR -> XOR;
      case AND -> AND;
      case NOT -> NOT;
      case ADD -> SUM;
      case MULTIPLY, DIVIDE -> PRODUCT;
      case NEGATE -> UNARY;
      case POWER -> POWER;
      default -> PRIMARY;
    };
  }

  private static boolean isNegative(Constant constant) {
    return constant.value() < 0 || (constant.value() == 0 && 1 / constant.value() < 0);
  }

  private void call(Call call) {
    Operation operation = call.operation();
    int level = level(operation);
    switch (operation) {
      case ADD -> sum(call);
      case MULTIPLY -> product(call);
      case DIVIDE -> {
        // What closes a quotient is read first: (a*b)/c needs no bracket, a/(b*c) does.
        write(call.argument(0), PRODUCT);
        out.append("/");
        write(call.argument(1), UNARY);
      }
      case NEGATE, NOT -> {
        out.append(operation == Operation.NOT ? "not " : "-");
        write(call.argument(0), level);
      }
      case POWER -> {
        write(call.argument(0), PRIMARY);
        out.append("^");
        write(call.argument(1), UNARY);
      }
      default -> {
        if (level == PRIMARY) {
          function(call);
        } else {
          infix(call, level);
        }
      }
    }
  }

  private void sum(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression term = call.argument(i);
      if (i > 0 && term instanceof Constant c && isNegative(c)) {
        out.append(" - ");
        constant(-c.value());
      } else if (i > 0 && term instanceof Call n && n.operation() == Operation.NEGATE) {
        out.append(" - ");
        write(n.argument(0), PRODUCT);
      } else {
        out.append(i > 0 ? " + " : "");
        write(term, PRODUCT);
      }
    }
  }

  /** A quotient may lead a product; anywhere else it and a product within need brackets. */
  private void product(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression factor = call.argument(i);
      boolean leadingQuotient =
          i == 0 && factor instanceof Call c && c.operation() == Operation.DIVIDE;
      out.append(i > 0 ? "*" : "");
      write(factor, leadingQuotient ? PRODUCT : UNARY);
    }
  }

  private void infix(Call call, int level) {
    for (int i = 0; i < call.arguments().size(); i++) {
      out.append(i > 0 ? " " + call.operation().symbol() + " " : "");
      write(call.argument(i), level + 1);
    }
  }

  private void function(Call call) {
    out.append(call.operation().symbol()).append('(');
    for (int i = 0; i < call.arguments().size(); i++) {
      out.append(i > 0 ? ", " : "");
      write(call.argument(i), OR);
    }
    out.append(')');
  }
}
