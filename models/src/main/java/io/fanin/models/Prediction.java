package io.fanin.models;

import io.fanin.settings.ExactText;
import java.util.List;

/**
 * What a model says about one row.
 *
 * @param label the class; empty for regression
 * @param values the predicted numbers in their own units; scores of the classes for classification
 * @param probabilities of the classes, where the loss defines them; else empty
 */
public record Prediction(String label, List<Double> values, List<Double> probabilities) {
  /** Copies the lists. */
  public Prediction {
    values = List.copyOf(values);
    probabilities = List.copyOf(probabilities);
  }

  /** The first predicted number. */
  public double value() {
    return values.get(0);
  }

  /** The class, or the number as text. */
  public String text() {
    return label.isEmpty() ? ExactText.of(value()) : label;
  }
}
