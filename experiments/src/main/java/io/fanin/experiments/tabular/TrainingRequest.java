package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.input.InvalidInputException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be trained on a table.
 *
 * @param table ready for learning
 * @param graph wiring to match; empty if unknown
 * @param architecture id of the family to keep; empty to keep the matched network, or the best
 * @param settings of that family, as a command line or YAML gives them
 * @param rates learning rates to choose from, the same for every family
 * @param seeds networks for each rate
 * @param epochs passes over the training rows
 * @param batch rows of a step
 * @param seed of the split, of first parameters and of the orders of rows
 */
public record TrainingRequest(
    LearningTable table,
    Optional<GraphChoice> graph,
    Optional<String> architecture,
    SortedMap<String, Object> settings,
    List<Double> rates,
    int seeds,
    int epochs,
    int batch,
    long seed) {
  /** Rates that are tried when nobody says which. */
  public static final List<Double> RATES = List.of(0.1, 0.03, 0.01, 0.003, 0.001);

  /** Copies the collections and checks the ranges. */
  public TrainingRequest {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    rates = List.copyOf(rates);
    if (rates.isEmpty() || !rates.stream().allMatch(r -> r > 0 && r <= 10)) {
      throw new InvalidInputException("--rates needs learning rates in (0, 10], was " + rates);
    }
    if (rates.stream().distinct().count() != rates.size()) {
      throw new InvalidInputException("--rates names a rate twice: " + rates);
    }
    range("--seeds", seeds, 1, 1000);
    range("--epochs", epochs, 1, 1_000_000);
    range("--batch", batch, 1, 1 << 16);
  }

  private static void range(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new InvalidInputException(
          "%s must be in [%d, %d], was %d".formatted(name, low, high, value));
    }
  }

  /** Default settings for a table: five seeds, 200 epochs, batches of 32. */
  public static TrainingRequest of(LearningTable table, long seed) {
    return new TrainingRequest(
        table, Optional.empty(), Optional.empty(), new TreeMap<>(), RATES, 5, 200, 32, seed);
  }

  /** The same with a graph. */
  public TrainingRequest withGraph(GraphChoice choice) {
    return new TrainingRequest(
        table, Optional.of(choice), architecture, settings, rates, seeds, epochs, batch, seed);
  }

  /** The same with a family to keep and its settings. */
  public TrainingRequest withArchitecture(String id, Map<String, ?> values) {
    return new TrainingRequest(
        table, graph, Optional.of(id), new TreeMap<>(values), rates, seeds, epochs, batch, seed);
  }

  /** The same with another amount of work. */
  public TrainingRequest withWork(List<Double> newRates, int newSeeds, int newEpochs) {
    return new TrainingRequest(
        table, graph, architecture, settings, newRates, newSeeds, newEpochs, batch, seed);
  }
}
