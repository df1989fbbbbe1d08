package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.JsonNode;

/** SQL types of the columns that come from settings and metrics. */
enum ColumnType {
  BOOLEAN,
  BIGINT,
  DOUBLE,
  VARCHAR;

  static ColumnType of(JsonNode value) {
    if (value.isBoolean()) {
      return BOOLEAN;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return BIGINT;
    }
    return value.isNumber() ? DOUBLE : VARCHAR;
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
