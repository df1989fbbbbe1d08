package io.fanin.expression;

/**
 * A finite number.
 *
 * @param value finite; the sign of a zero is kept
 */
public record Constant(double value) implements Expression {
  static final Constant ZERO = new Constant(0);
  static final Constant ONE = new Constant(1);

  /** Checks that the value is finite. */
  public Constant {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a constant must be finite, not " + value);
    }
  }

  @Override
  public int depth() {
    return 1;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
