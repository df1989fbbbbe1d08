package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** SQL types of the columns that come from settings and metrics. */
enum ColumnType {
  BOOLEAN,
  BIGINT,
  DOUBLE,
  VARCHAR;

  /** Fits in 64 bits. */
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  /** As Java prints a double. */
  private static final Pattern REAL =
      Pattern.compile("NaN|-?(Infinity|(0|[1-9][0-9]*)(\\.[0-9]+)?(E-?[0-9]{1,3})?)");

  static ColumnType of(JsonNode value) {
    if (value.isBoolean()) {
      return BOOLEAN;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return BIGINT;
    }
    return value.isNumber() ? DOUBLE : VARCHAR;
  }

  /** The narrowest type of a cell that is not empty; {@code 007} is a text. */
  static ColumnType of(String cell) {
    if (cell.equals("true") || cell.equals("false")) {
      return BOOLEAN;
    }
    if (WHOLE.matcher(cell).matches()) {
      return BIGINT;
    }
    return REAL.matcher(cell).matches() ? DOUBLE : VARCHAR;
  }

  /** The narrowest type that holds values of both. */
  ColumnType join(ColumnType other) {
    if (this == other) {
      return this;
    }
    boolean numbers = this != BOOLEAN && other != BOOLEAN && this != VARCHAR && other != VARCHAR;
    return numbers ? DOUBLE : VARCHAR;
  }
}
