package io.fanin.expression;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a {@link Call} does; {@code docs/expressions.md} has domain, derivative and smoothness of
 * each.
 */
public enum Operation {
  /** A sum of two or more terms; a difference is a sum with a negated term. */
  ADD("+", 2, Integer.MAX_VALUE),
  /** A product of two or more factors, from left to right. */
  MULTIPLY("*", 2, Integer.MAX_VALUE),
  /** A quotient. */
  DIVIDE("/", 2, 2),
  /** The sign turned round. */
  NEGATE("-", 1, 1),
  /** A power. */
  POWER("^", 2, 2),
  /** Conjunction of truth values (0 is false, any other number true). */
  AND("and", 2, Integer.MAX_VALUE),
  /** Disjunction. */
  OR("or", 2, Integer.MAX_VALUE),
  /** Parity of truth values. */
  XOR("xor", 2, Integer.MAX_VALUE),
  /** Negation of a truth value. */
  NOT("not", 1, 1),
  /** Less than: 1 or 0. */
  LESS("<", 2, 2),
  /** At most: 1 or 0. */
  AT_MOST("<=", 2, 2),
  /** Greater than: 1 or 0. */
  GREATER(">", 2, 2),
  /** At least: 1 or 0. */
  AT_LEAST(">=", 2, 2),
  /** Equal: 1 or 0. */
  EQUAL("==", 2, 2),
  /** Different: 1 or 0. */
  DIFFERENT("!=", 2, 2),
  /** {@code if(c, a, b)}: a where c is true, else b. */
  IF("if", 3, 3),
  /** Sine. */
  SIN("sin", 1, 1),
  /** Cosine. */
  COS("cos", 1, 1),
  /** Tangent. */
  TAN("tan", 1, 1),
  /** Arc tangent. */
  ATAN("atan", 1, 1),
  /** Hyperbolic sine. */
  SINH("sinh", 1, 1),
  /** Hyperbolic cosine. */
  COSH("cosh", 1, 1),
  /** Hyperbolic tangent. */
  TANH("tanh", 1, 1),
  /** Exponential. */
  EXP("exp", 1, 1),
  /** Natural logarithm. */
  LOG("log", 1, 1),
  /** Square root. */
  SQRT("sqrt", 1, 1),
  /** Absolute value. */
  ABS("abs", 1, 1),
  /** The smallest of two or more. */
  MIN("min", 2, Integer.MAX_VALUE),
  /** The largest of two or more. */
  MAX("max", 2, Integer.MAX_VALUE),
  /** {@code 1/(1 + exp(-x))}. */
  SIGMOID("sigmoid", 1, 1),
  /** {@code max(0, x)}. */
  RELU("relu", 1, 1),
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS("softplus", 1, 1),
  /** -1, 0 or 1. */
  SIGN("sign", 1, 1),
  /** 1 for positive arguments, else 0. */
  STEP("step", 1, 1),
  /** The largest whole number that is not above the argument. */
  FLOOR("floor", 1, 1),
  /** The error function. */
  ERF("erf", 1, 1),
  /** {@code He(k, x)}, the probabilists' Hermite polynomial of a constant order k. */
  HERMITE("He", 2, 2);

  private static final Set<Operation> COMPARISONS =
      Collections.unmodifiableSet(EnumSet.range(LESS, DIFFERENT));
  private static final Set<Operation> LOGIC = Collections.unmodifiableSet(EnumSet.range(AND, NOT));
  private static final Map<String, Operation> FUNCTIONS =
      EnumSet.range(IF, HERMITE).stream()
          .collect(Collectors.toUnmodifiableMap(Operation::symbol, o -> o));

  private final String symbol;
  private final int minArity;
  private final int maxArity;

  Operation(String symbol, int minArity, int maxArity) {
    this.symbol = symbol;
    this.minArity = minArity;
    this.maxArity = maxArity;
  }

  /** How it is written: an operator, a word or a function's name. */
  public String symbol() {
    return symbol;
  }

  /** The operation that is written {@code name(…)}. */
  static Optional<Operation> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  static Set<String> functionNames() {
    return FUNCTIONS.keySet();
  }

  boolean takes(int arguments) {
    return arguments >= minArity && arguments <= maxArity;
  }

  /** The number of arguments in words. */
  String arityText() {
    if (maxArity > minArity) {
      return "at least " + minArity + " arguments";
    }
    return minArity == 1 ? "1 argument" : minArity + " arguments";
  }

  boolean isComparison() {
    return COMPARISONS.contains(this);
  }

  boolean isLogical() {
    return LOGIC.contains(this);
  }

  void checkArity(int arguments) {
    if (!takes(arguments)) {
      throw new IllegalArgumentException(symbol + " takes " + arityText() + ", not " + arguments);
    }
  }

  void checkArguments(List<Expression> arguments) {
    if (this == NEGATE && arguments.get(0) instanceof Constant) {
      throw new IllegalArgumentException("the negation of a constant is a constant");
    }
    if (this == HERMITE && !isOrder(arguments.get(0))) {
      throw new IllegalArgumentException(
          "the order of He must be a whole number from 0 to "
              + Expression.MAX_HERMITE
              + ", not "
              + arguments.get(0));
    }
  }

  static boolean isOrder(Expression expression) {
    return expression instanceof Constant k
        && k.value() >= 0
        && k.value() <= Expression.MAX_HERMITE
        && k.value() == Math.rint(k.value());
  }
}
