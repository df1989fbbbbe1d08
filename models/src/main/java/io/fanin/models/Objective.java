package io.fanin.models;

import io.fanin.kernel.Loss;

/**
 * One addend of what training minimises, in a network's own terms.
 *
 * @param output name of the output it is measured on; empty where {@code vertex} says it
 * @param vertex vertex of the graph whose block it is measured on; -1 where {@code output} says it
 * @param loss what is measured
 * @param weight its factor, at least 0
 */
public record Objective(String output, int vertex, Loss loss, double weight) {
  /** Checks the ranges. */
  public Objective {
    if (!(weight >= 0) || vertex < -1 || output.isEmpty() != (vertex >= 0)) {
      throw new IllegalArgumentException(
          "an objective needs an output or a vertex and a weight >= 0, has '%s', %d, %s"
              .formatted(output, vertex, weight));
    }
  }

  /** The loss of the output that every built-in architecture has, with weight 1. */
  public static Objective of(Loss loss) {
    return output(Network.OUTPUT, loss, 1);
  }

  /** The loss of a named output. */
  public static Objective output(String name, Loss loss, double weight) {
    return new Objective(name, -1, loss, weight);
  }

  /** An intermediate loss on what a vertex of the graph passes on. */
  public static Objective vertex(int vertex, Loss loss, double weight) {
    return new Objective("", vertex, loss, weight);
  }
}
