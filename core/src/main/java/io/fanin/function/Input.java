package io.fanin.function;

import io.fanin.expression.Names;
import io.fanin.input.InvalidInputException;

/**
 * One input of a function.
 *
 * @param name a word, with an index in brackets or none
 * @param type what values it takes
 * @param law how they are distributed; of the same type
 */
public record Input(String name, InputType type, InputLaw law) {
  /** Checks that the name may be used in formulas and that the law fits the type. */
  public Input {
    if (!Names.isVariable(name)) {
      throw new InvalidInputException("'" + name + "' cannot name an input; " + Names.rule());
    }
    if (!law.type().equals(type)) {
      throw new InvalidInputException(
          "the law "
              + law
              + " is one of type "
              + law.type()
              + ", but the input '"
              + name
              + "' is of type "
              + type);
    }
  }

  /** An input of the law's own type. */
  public Input(String name, InputLaw law) {
    this(name, law.type(), law);
  }

  /** Columns that it fills. */
  public int width() {
    return type.width();
  }

  /** The name of one of its columns in formulas: the input's own, or {@code c[2]} of a category. */
  public String column(int index) {
    return width() == 1 ? name : name + "[" + index + "]";
  }
}
