package io.fanin.settings;

/** What kind of value a key takes. */
public enum Type {
  /** A whole number of 32 bits, {@link Integer}. */
  INTEGER("an integer", false),
  /** A finite number, {@link Double}. */
  REAL("a number", false),
  /** Yes or no, {@link Boolean}. */
  FLAG("true or false", false),
  /** Any text, or one of the key's choices, {@link String}. */
  TEXT("text", false),
  /** At least one whole number, a {@link java.util.List} of {@link Integer}. */
  INTEGERS("a list of integers", true),
  /** At least one finite number, a {@link java.util.List} of {@link Double}. */
  REALS("a list of numbers", true),
  /** At least one text, a {@link java.util.List} of {@link String}. */
  TEXTS("a list of texts", true);

  private final String description;
  private final boolean list;

  Type(String description, boolean list) {
    this.description = description;
    this.list = list;
  }

  /** Such as {@code "an integer"}. */
  public String description() {
    return description;
  }

  /** Whether a value is a list of elements; a single element then stands for a list of one. */
  public boolean list() {
    return list;
  }

  /** The type of one element: of a list its elements', else the type itself. */
  Type element() {
    return switch (this) {
      case INTEGERS -> INTEGER;
      case REALS -> REAL;
      case TEXTS -> TEXT;
      default -> this;
    };
  }
}
