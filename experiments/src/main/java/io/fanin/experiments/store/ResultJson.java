package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.sweep.Metric;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.input.InvalidInputException;

/**
 * A trial's result as JSON.
 *
 * <p>A number is written as {@link Double#toString}, which reads back as the same bits; NaN and the
 * infinities, which JSON lacks, as {@code {"double":"NaN"}}, and inside an array as {@code "NaN"}.
 */
final class ResultJson {
  private ResultJson() {}

  static ObjectNode write(TrialResult result) {
    Trial trial = result.trial();
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    node.put("trial", trial.digest())
        .put("claim", trial.claim())
        .put("kind", trial.kind())
        .put("settings", trial.settings())
        .put("seed", trial.seed())
        .put("provider", trial.numerics().provider())
        .put("tables", trial.numerics().tables())
        .put("isa", trial.numerics().isa())
        .put("dtype", trial.numerics().dtype());
    ObjectNode metrics = node.putObject("metrics");
    result.metrics().forEach((name, metric) -> write(metrics, name, metric));
    return node;
  }

  private static void write(ObjectNode metrics, String name, Metric metric) {
    if (metric instanceof Metric.Scalar scalar) {
      if (Double.isFinite(scalar.value())) {
        metrics.put(name, scalar.value());
      } else {
        metrics.putObject(name).put("double", Double.toString(scalar.value()));
      }
    } else if (metric instanceof Metric.Text text) {
      metrics.put(name, text.value());
    } else if (metric instanceof Metric.Series series) {
      ArrayNode array = metrics.putArray(name);
      for (double value : series.values()) {
        if (Double.isFinite(value)) {
          array.add(value);
        } else {
          array.add(Double.toString(value));
        }
      }
    }
  }

  /** Reads a result and checks that the trial's digest is that of its parts. */
  static TrialResult read(JsonFields fields) {
    Trial trial = trial(fields);
    if (!trial.digest().equals(fields.text("trial"))) {
      throw fields.problem(
          "trial", "is not the digest of claim, kind, settings, seed and numerics");
    }
    JsonFields metrics = fields.object("metrics");
    TrialResult.Builder builder = TrialResult.of(trial);
    try {
      metrics.each((name, value) -> read(metrics, builder, name, value));
    } catch (IllegalArgumentException e) { // a metric's name
      throw new InvalidInputException(fields.place() + ": " + e.getMessage(), e);
    }
    return builder.build();
  }

  private static Trial trial(JsonFields fields) {
    String claim = fields.text("claim");
    String kind = fields.text("kind");
    String settings = fields.text("settings");
    long seed = fields.whole("seed");
    String provider = fields.text("provider");
    String tables = fields.text("tables");
    String isa = fields.text("isa");
    String dtype = fields.text("dtype");
    try {
      return new Trial(claim, kind, settings, seed, new Numerics(provider, tables, isa, dtype));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(fields.place() + ": " + e.getMessage(), e);
    }
  }

  private static void read(
      JsonFields metrics, TrialResult.Builder builder, String name, JsonNode value) {
    if (value.isNumber()) {
      builder.number(name, value.doubleValue());
    } else if (value.isTextual()) {
      builder.text(name, value.textValue());
    } else if (value.isArray()) {
      builder.series(name, numbers(metrics, name, value));
    } else if (value.isObject()) {
      builder.number(name, notFinite(metrics, name, value.path("double").asText()));
    } else {
      throw metrics.problem(name, "must be a number, a text or an array of numbers");
    }
  }

  private static double[] numbers(JsonFields metrics, String name, JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isNumber() && !value.isTextual()) {
        throw metrics.problem(name, "must hold numbers alone");
      }
      values[i] =
          value.isNumber() ? value.doubleValue() : notFinite(metrics, name, value.textValue());
    }
    return values;
  }

  private static double notFinite(JsonFields metrics, String name, String word) {
    return switch (word) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw metrics.problem(
              name, "holds '" + word + "', which is none of NaN, Infinity and -Infinity");
    };
  }
}
