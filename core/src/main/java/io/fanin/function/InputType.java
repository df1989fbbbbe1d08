package io.fanin.function;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values an input takes, and how many columns of a row it fills.
 *
 * @param kind the kind of value
 * @param width columns: 1, or the number of categories
 */
public record InputType(Kind kind, int width) {
  /** Any real number. */
  public static final InputType REAL = new InputType(Kind.REAL, 1);

  /** 0 or 1. */
  public static final InputType BIT = new InputType(Kind.BIT, 1);

  /** -1 or 1. */
  public static final InputType SIGN = new InputType(Kind.SIGN, 1);

  /** The most categories of one input. */
  public static final int MAX_CATEGORIES = 100_000;

  private static final Pattern CATEGORY = Pattern.compile("category\\s*\\(\\s*([0-9]{1,9})\\s*\\)");

  /** Kinds of values. */
  public enum Kind {
    /** A real number. */
    REAL,
    /** 0 or 1. */
    BIT,
    /** -1 or 1. */
    SIGN,
    /** One of k categories, as k columns of which one is 1 and the others 0. */
    CATEGORY
  }

  /** Checks the width. */
  public InputType {
    boolean fits = kind == Kind.CATEGORY ? width >= 2 && width <= MAX_CATEGORIES : width == 1;
    if (!fits) {
      throw new IllegalArgumentException(kind + " does not have a width of " + width);
    }
  }

  /** One of {@code categories} (2 to {@value #MAX_CATEGORIES}), as a one-hot block. */
  public static InputType category(int categories) {
    return new InputType(Kind.CATEGORY, categories);
  }

  /**
   * Reads {@code real}, {@code bit}, {@code sign} or {@code category(3)}.
   *
   * @throws InvalidInputException for any other text
   */
  public static InputType parse(String text) {
    Matcher category = CATEGORY.matcher(text.strip());
    if (category.matches()) {
      int categories = Integer.parseInt(category.group(1));
      if (categories < 2 || categories > MAX_CATEGORIES) {
        throw new InvalidInputException(
            "a category has 2 to " + MAX_CATEGORIES + " values, not " + categories);
      }
      return category(categories);
    }
    return switch (text.strip()) {
      case "real" -> REAL;
      case "bit" -> BIT;
      case "sign" -> SIGN;
      default -> throw new InvalidInputException(unknown(text));
    };
  }

  private static String unknown(String text) {
    List<String> known = List.of("real", "bit", "sign", "category(3)");
    return "unknown input type '" + text + "'" + Suggestions.hint(text, known);
  }

  /** The law where none is given: uniform on [-1, 1], or all values equally likely. */
  public InputLaw defaultLaw() {
    return switch (kind) {
      case REAL -> new InputLaw.Uniform(-1, 1);
      case BIT -> new InputLaw.Bernoulli(0.5);
      case SIGN -> new InputLaw.Rademacher(0.5);
      case CATEGORY -> InputLaw.Categorical.uniform(width);
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case REAL -> "real";
      case BIT -> "bit";
      case SIGN -> "sign";
      case CATEGORY -> "category(" + width + ")";
    };
  }
}
