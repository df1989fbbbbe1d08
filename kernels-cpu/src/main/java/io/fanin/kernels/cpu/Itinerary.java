package io.fanin.kernels.cpu;

import java.util.List;

/**
 * A pass: what each thread does, in order, and for what it waits before.
 *
 * <p>See {@link ItineraryPlanner}.
 */
final class Itinerary {
  /**
   * A piece of work.
   *
   * @param after how many stops of each thread have to be done before it; empty if none
   * @param awaited whether another thread waits for it
   */
  record Stop(Work work, int[] after, boolean awaited) {}

  private final Stop[][] stops;

  /**
   * An itinerary.
   *
   * @param stops of each thread, in order
   */
  Itinerary(List<List<Stop>> stops) {
    this.stops = stops.stream().map(own -> own.toArray(new Stop[0])).toArray(Stop[][]::new);
  }

  /** The stops of a thread, in order; not to be changed. */
  Stop[] of(int thread) {
    return stops[thread];
  }
}
