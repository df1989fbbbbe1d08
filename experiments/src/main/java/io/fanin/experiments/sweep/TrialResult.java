package io.fanin.experiments.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one trial gave: named metrics in the order in which they were put.
 *
 * @param trial whose result this is
 * @param metrics by name; unmodifiable
 */
public record TrialResult(Trial trial, Map<String, Metric> metrics) {
  /** Copies the metrics. */
  public TrialResult {
    metrics.keySet().forEach(name -> Trial.requirePlain("metric name", name));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Starts the result of a trial. */
  public static Builder of(Trial trial) {
    return new Builder(trial);
  }

  /**
   * The number of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public double number(String name) {
    if (metrics.get(name) instanceof Metric.Scalar scalar) {
      return scalar.value();
    }
    throw missing("number", name);
  }

  /**
   * A copy of the series of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public double[] series(String name) {
    if (metrics.get(name) instanceof Metric.Series series) {
      return series.values();
    }
    throw missing("series", name);
  }

  /**
   * The text of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String text(String name) {
    if (metrics.get(name) instanceof Metric.Text text) {
      return text.value();
    }
    throw missing("text", name);
  }

  /** Lower-case hex of the SHA-256 of names and bits, in order; 64 characters. */
  public String digest() {
    StringBuilder text = new StringBuilder("fanin-result 1\n");
    metrics.forEach(
        (name, metric) ->
            text.append(name).append('=').append(metric.canonicalText()).append('\n'));
    return Digests.sha256(text.toString());
  }

  private IllegalArgumentException missing(String type, String name) {
    return new IllegalArgumentException(
        "trial "
            + trial.label()
            + " has no "
            + type
            + " '"
            + name
            + "'; it has "
            + metrics.keySet());
  }

  /** Collects metrics; a name can be put once. */
  public static final class Builder {
    private final Trial trial;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private Builder(Trial trial) {
      this.trial = trial;
    }

    /** Adds a number. */
    public Builder number(String name, double value) {
      return put(name, new Metric.Scalar(value));
    }

    /** Adds a copy of a series. */
    public Builder series(String name, double... values) {
      return put(name, new Metric.Series(values));
    }

    /** Adds a text. */
    public Builder text(String name, String value) {
      return put(name, new Metric.Text(value));
    }

    /** The result. */
    public TrialResult build() {
      return new TrialResult(trial, metrics);
    }

    private Builder put(String name, Metric metric) {
      if (metrics.putIfAbsent(name, metric) != null) {
        throw new IllegalArgumentException("metric '" + name + "' is already there");
      }
      return this;
    }
  }
}
