package io.fanin.expression;

/**
 * An argument, such as {@code a} or {@code x[3]}.
 *
 * @param name a word, with an index in brackets where the argument is an element
 */
public record Variable(String name) implements Expression {
  /** Checks that the name reads back as a variable. */
  public Variable {
    if (!Names.isVariable(name)) {
      throw new IllegalArgumentException("'" + name + "' cannot name a variable");
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
