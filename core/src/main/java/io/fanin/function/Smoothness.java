package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import java.util.Map;

/**
 * How smooth a constituent is: the number m of the class W^m, which rates depend on (Poggio et al.
 * 2017: derivatives up to order m are bounded).
 *
 * @param kind the class
 * @param order m; 0 where there may be jumps or unbounded slopes, {@link #UNBOUNDED} where every
 *     order will do
 */
public record Smoothness(Kind kind, int order) {
  /** The order of a function with all derivatives. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** All derivatives exist. */
  public static final Smoothness ANALYTIC = new Smoothness(Kind.SMOOTH, UNBOUNDED);

  /** Continuous and linear in pieces, such as {@code relu}; m = 1. */
  public static final Smoothness PIECEWISE_LINEAR = new Smoothness(Kind.PIECEWISE_LINEAR, 1);

  /** Bits to bits: no rate applies, an exact network exists. */
  public static final Smoothness BOOLEAN = new Smoothness(Kind.BOOLEAN, UNBOUNDED);

  /** Jumps or unbounded slopes; m = 0. */
  public static final Smoothness DISCONTINUOUS = new Smoothness(Kind.DISCONTINUOUS, 0);

  /** The classes. */
  public enum Kind {
    /** In W^m. */
    SMOOTH,
    /** Continuous and linear in pieces. */
    PIECEWISE_LINEAR,
    /** Bits to bits. */
    BOOLEAN,
    /** With jumps or unbounded slopes. */
    DISCONTINUOUS
  }

  /** Checks that kind and order agree. */
  public Smoothness {
    boolean fits =
        switch (kind) {
          case SMOOTH -> order >= 1;
          case PIECEWISE_LINEAR -> order == 1;
          case BOOLEAN -> order == UNBOUNDED;
          case DISCONTINUOUS -> order == 0;
        };
    if (!fits) {
      throw new IllegalArgumentException(kind + " does not go with the order " + order);
    }
  }

  /** In W^m: derivatives up to order m, at least 1, are bounded. */
  public static Smoothness of(int order) {
    return new Smoothness(Kind.SMOOTH, order);
  }

  /**
   * What the rules of {@code docs/expressions.md} show about an expression on all of space: at
   * least this smooth.
   */
  public static Smoothness of(Expression expression) {
    return SmoothnessRules.of(expression, Map.of());
  }

  /** What the rules show about an expression on a box: kinks outside it do not count. */
  public static Smoothness of(Expression expression, Map<String, Interval> box) {
    return SmoothnessRules.of(expression, box);
  }

  /** Whether every order will do. */
  public boolean isAnalytic() {
    return kind == Kind.SMOOTH && order == UNBOUNDED;
  }

  /** {@code C^∞}, {@code W^2}, {@code piecewise linear}, {@code Boolean}, {@code discontinuous}. */
  @Override
  public String toString() {
    return switch (kind) {
      case SMOOTH -> order == UNBOUNDED ? "C^∞" : "W^" + order;
      case PIECEWISE_LINEAR -> "piecewise linear";
      case BOOLEAN -> "Boolean";
      case DISCONTINUOUS -> "discontinuous";
    };
  }
}
